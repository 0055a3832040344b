import { eld } from "eld/small";
import { beforeAll, expect, test } from "vitest";
import { type LanguageDetector, openDetector, openQuickly } from "../../../src/parse/language-detector.ts";
import { readLanguageTables } from "../../../src/parse/language-tables.ts";

let quick: LanguageDetector;
beforeAll(async () => {
  quick = await openQuickly();
}, 60_000);

test.each([
  "The ferry was freed from the rocks at high tide, and nobody on board was hurt.",
  "It's the captain's view that they don't know; 'tis said O'Neill's crew wouldn't.",
  "Die Fähre wurde bei Flut von den Felsen befreit, und niemand an Bord wurde verletzt.",
  "Le ferry a été dégagé des rochers à marée haute, et personne à bord n’a été blessé.",
  "El transbordador fue liberado de las rocas con la marea alta y nadie a bordo resultó herido.",
  "Prom został uwolniony ze skał podczas przypływu i nikt na pokładzie nie odniósł obrażeń.",
  "Паром сняли с камней во время прилива, и никто из пассажиров на борту не пострадал.",
  "تم تحرير العبارة من الصخور عند ارتفاع المد ولم يصب أحد من الركاب على متنها بأذى.",
  "हिंदी में यह समाचार है कि जहाज को चट्टानों से मुक्त कर दिया गया और किसी को चोट नहीं आई।",
  "constructor __proto__ toString hasOwnProperty valueOf",
  "12 34",
  "",
])("tables read as text answer as the package's own do: %j", (text) => {
  const [mine, theirs] = [quick.detect(text), eld.detect(text)];
  expect(mine.language).toBe(theirs.language);
  expect(mine.isReliable()).toBe(theirs.isReliable());
  expect(mine.getScores()).toEqual(theirs.getScores());
});

const module = (runs: string) =>
  `export const ngramsData = {type:'S2',languages:{0:'am',1:'en'},isSubset:false,ngrams:{${runs}}};`;

test("a run is found with quotation marks, without and with an escape", () => {
  const { languages, scoresOf } = readLanguageTables(module(`' the':{1:52},L_Q:{0:3,1:7},'\\'s ':{1:2,0:9}`));
  expect(languages).toEqual(["am", "en"]);
  expect([...(scoresOf(" the") ?? [])]).toEqual([1, 52]);
  expect([...(scoresOf("L_Q") ?? [])]).toEqual([0, 3, 1, 7]);
  expect([...(scoresOf("'s ") ?? [])]).toEqual([1, 2, 0, 9]);
  expect(scoresOf("'s ")).toBe(scoresOf("'s "));
  expect(scoresOf("none")).toBeUndefined();
  expect(scoresOf("constructor")).toBeUndefined();
});

test.each([
  ["nothing", ""],
  ["no runs", module("")],
  ["a run laid out in another way", module("' the':[11,52]")],
  ["an end that is missing", module("' the':{1:52}").slice(0, -3)],
  ["a language too few", module("").replace("1:'en'", "2:'en'")],
  ["no languages", "export const ngramsData = {type:'S2',ngrams:{' the':{1:52}}};"],
])("a module with %s is refused", (_, source) =>
  expect(() => readLanguageTables(source)).toThrow("laid out in an unknown way"),
);

test("a package that is laid out in another way is loaded as it loads itself", async () => {
  const detector = await openDetector(() => Promise.reject(new Error("laid out in an unknown way")));
  expect(detector).toBe(eld);
});
