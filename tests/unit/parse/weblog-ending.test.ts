import { expect, test } from "vitest";
import { isWeblogEnding, withoutWeblogEnding } from "../../../src/parse/weblog-ending.ts";

test.each([
  "The post Ferry aground appeared first on Coast Daily.",
  "L’article Le ferry est parti est apparu en premier sur Le Quai.",
  "L'article Le ferry est parti est apparu en premier sur Le Quai.",
  "Cet article Le ferry est parti est apparu en premier sur Le Quai.",
  "L'articolo Il traghetto è partito proviene da Il Molo.",
  "L’articolo Il traghetto è partito proviene da Il Molo.",
  "Artykuł Prom odpłynął pochodzi z serwisu Nabrzeże.",
  "投稿 フェリー座礁 は 港新聞 に最初に表示されました。",
  "La entrada Encalla el ferry se publicó primero en El Muelle.",
  "La entrada Encalla el ferry aparece primero en El Muelle.",
  "O post Ferry encalha apareceu primeiro em O Cais.",
  "O conteúdo Ferry encalha aparece primeiro em O Cais.",
  "Het bericht Veerboot gestrand verscheen eerst op De Kade.",
  "Der Beitrag Fähre auf Grund erschien zuerst auf Der Kai.",
  "Dieser Artikel Fähre auf Grund ist zuerst bei Der Kai erschienen.",
  "Inlägget Färja på grund dök först upp på Kajen.",
])("is what a weblog puts below an entry: %s", (line) => {
  expect(isWeblogEnding(line)).toBe(true);
  expect(withoutWeblogEnding(line)).toBe("");
  expect(withoutWeblogEnding(`It sails again. ${line}`)).toBe("It sails again.");
  expect(withoutWeblogEnding(`It sails again […] ${line}`)).toBe("It sails again […]");
});

test.each([
  "L’articolo 5 della legge proviene da una direttiva europea.",
  "The post office on the island first opened in 1920.",
  "Der Artikel 5 ist zuerst bei Gericht angefochten worden.",
  "投稿は削除されました。",
])("is a sentence of the article: %s", (line) => {
  expect(isWeblogEnding(line)).toBe(false);
  expect(withoutWeblogEnding(`It sails again. ${line}`)).toBe(`It sails again. ${line}`);
});
