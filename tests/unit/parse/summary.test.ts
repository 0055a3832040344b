import { describe, expect, test } from "vitest";
import { summarise } from "../../../src/parse/summary.ts";

const title = "Ferry aground off Lorne";
const real = "A ferry with 212 aboard ran aground early on Tuesday.";
const line = (text: string, caption = false) => ({ text, caption, linked: false, spans: [] });
const summaryOf = (...texts: readonly string[]) =>
  summarise(
    texts.map((text) => line(text)),
    title,
  );

describe("a summary starts with the first real sentence, not with", () => {
  test.each([
    ["the title", title],
    ["a by-line", "By Ada Hill, Coast Daily"],
    ["a by-line in German", "Von Ada Hill"],
    ["a time stamp", "Published 24 November 2026, 10:11"],
    ["a date", "November 24, 2026"],
    ["how long it takes to read", "4 min read"],
    ["how long it takes to read, in German", "Lesezeit: 4 Minuten"],
    ["how long it takes to read, in French", "Temps de lecture : 4 min"],
    ["how long it takes to read, in Russian", "Время чтения: 4 минуты"],
    ["how long it takes to read, in Chinese", "4分钟阅读"],
    ["a time stamp in Spanish", "Actualizado: 24/11/2026 10:11"],
    ["a time stamp in Japanese", "2026年11月24日 10時11分"],
    ["a time stamp in Russian", "Опубликовано 24 ноября 2026"],
    ["a by-line in capitals", "BY ADA HILL"],
    ["a by-line in Russian", "Автор: Иван Петров"],
    ["a by-line in Chinese", "记者：李明"],
    ["a button to hear it", "Listen to this article · 4:12"],
    ["a button to hear it, in German", "Artikel anhören"],
    ["an invitation to a newsletter", "Sign up for our free Morning newsletter"],
    ["an invitation to a newsletter, in French", "Abonnez-vous à notre newsletter du matin"],
    ["buttons to share it", "Share"],
    ["an advertisement", "Advertisement"],
  ])("%s", (_, furniture) => expect(summaryOf(furniture, real)).toBe(real));

  test("a caption", () => {
    expect(summarise([line("The ferry at dawn.", true), line(real)], title)).toBe(real);
  });

  test("a dateline", () => {
    expect(summaryOf(`LORNE, Nov 24 (Reuters) - ${real}`)).toBe(real);
  });
});

test.each([
  ["Continue reading →", `${real} Continue reading “Ferry” →`, real],
  ["[…] Read more", `${real} […] Read more`, real],
  ["[...]", "A ferry with 212 aboard ran [...]", "A ferry with 212 aboard ran…"],
])("a teaser's end is no part of it: %s", (_, text, summary) => expect(summaryOf(text)).toBe(summary));

test("a summary is without what a weblog puts below an entry", () => {
  expect(summaryOf(`${real} L’article ${title} est apparu en premier sur Le Quai.`)).toBe(real);
  expect(summaryOf(`The post ${title} appeared first on Coast Daily.`)).toBeUndefined();
});

test("a text that says no more than the title has no summary", () => {
  expect(summaryOf(title)).toBeUndefined();
  expect(summaryOf()).toBeUndefined();
  expect(summarise([line("A picture", true)], title)).toBeUndefined();
});

test.each(["By Friday the ferry was free.", "Von Lorne bis Oban fährt keine Fähre mehr.", "By Jove Bay."])(
  "a sentence that begins like a by-line is none: %s",
  (sentence) => expect(summaryOf(sentence, real)).toBe(`${sentence} ${real}`),
);

test.each([
  "Published poets are rare, the prize's jury says.",
  "Stand up and sing, the captain says.",
  "Subscribe to nothing: the inbox is no place for news, says Ada Hill.",
  "Share prices fell on Tuesday.",
  "Listen to the sea, and you will hear it.",
  "Di Stefano scored twice.",
])("a sentence that begins like what stands above a text is none: %s", (sentence) =>
  expect(summaryOf(sentence, real)).toBe(`${sentence} ${real}`),
);

test("a text of one line is its summary, even where it reads like a by-line", () => {
  expect(summaryOf("By Ada Hill")).toBe("By Ada Hill");
});

test("a long article has a summary of some 500 characters, cut at a word", () => {
  const summary = summaryOf(...Array.from({ length: 40 }, () => real)) ?? "";
  expect(summary.length).toBeLessThanOrEqual(500);
  expect(summary).toMatch(/\w…$/);
});

test("a text of dots alone takes no more than its length", () => {
  // A square of it would take minutes here.
  const line = { text: ".".repeat(400_000), caption: false, linked: false, spans: [] };
  expect(summarise([line], "Dots")).toMatch(/^\.+…$/);
});
