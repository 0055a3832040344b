import { describe, expect, test } from "vitest";
import { readTerms } from "../../../src/story/terms.ts";

const stems = (title: string, language = "en", summary?: string) =>
  readTerms({ title, ...(summary !== undefined && { summary }) }, language).words.map(({ stem }) => stem);

test("words are known by their stems, shown as the text first has them, and without what says nothing", () => {
  const { words, titlePairs } = readTerms({ title: "The Ferries of Lorne", summary: "A ferry sank." }, "en");
  expect(words).toEqual([
    { stem: "ferri", surface: "Ferries", inTitle: 1, inSummary: 1, isNumber: false, isWeekday: false },
    { stem: "lorn", surface: "Lorne", inTitle: 1, inSummary: 0, isNumber: false, isWeekday: false },
    { stem: "sank", surface: "sank", inTitle: 0, inSummary: 1, isNumber: false, isWeekday: false },
  ]);
  expect(titlePairs).toEqual(["ferri lorn"]);
});

test("only neighbours in the title are pairs, each once", () => {
  const { titlePairs } = readTerms({ title: "Lorne ferry, Lorne ferry", summary: "captain arrested" }, "en");
  expect(titlePairs).toEqual(["lorn ferri", "ferri lorn"]);
});

test("of a summary only the first 200 characters are read", () => {
  expect(stems("Ferry", "en", `${"lighthouse ".repeat(18)}${" ".repeat(10)}captain`)).not.toContain(
    "captain",
  );
});

test("of a title only the first 400 characters are read", () => {
  const title = Array.from({ length: 300 }, (_, i) => `harbour${i}`).join(" ");
  expect(stems(title)).toEqual(stems(title.slice(0, 400)));
  expect(stems(title).length).toBeLessThan(60);
});

describe("what a word is", () => {
  test("a number keeps its points and its unit", () =>
    expect(stems("1,250 homes at 3.5km on 10:30")).toEqual(["1,250", "home", "3.5km", "10:30"]));
  test("initials are one word", () => expect(stems("U.S. senate")).toEqual(stems("US senate")));
  test("a single letter says nothing", () => expect(stems("Vitamin Q works")).not.toContain("q"));
  test("marks belong to their letters", () => expect(stems("दिल्ली मेट्रो", "hi")).toContain("मेट्रो"));
  test("half and full width are the same", () => expect(stems("Ｌｏｒｎｅ")).toEqual(["lorn"]));
});

describe("languages", () => {
  test("one without spaces is read by its dictionary", () =>
    expect(stems("東京の地下鉄で火災", "ja")).toEqual(["東京", "地下鉄", "火災"]));
  test("one sign of Han is a word", () => expect(stems("船 事故", "zh")).toContain("船"));
  test("each has its own stems and stop words", () => {
    expect(stems("Die Fähren und die Straßen", "de")).toEqual(stems("Fähre Straße", "de"));
    expect(stems("Les navires et les îles", "fr")).toEqual(stems("navire île", "fr"));
  });
  test("one that nothing is known of keeps its words as they are", () =>
    expect(stems("The Ferries", "und")).toEqual(["the", "ferries"]));
});

test("a text of nothing but stop words and signs has no terms", () =>
  expect(readTerms({ title: "What is it? …" }, "en")).toEqual({ words: [], titlePairs: [] }));

test("weekdays come last, in every language that names them", () => {
  const last = (title: string, subtag: string) => readTerms({ title }, subtag).words.at(-1);
  expect(last("Tuesday strike at Lorne", "en")).toMatchObject({ surface: "Tuesday", isWeekday: true });
  expect(last("Dienstag Streik in Lorne", "de")).toMatchObject({ surface: "Dienstag", isWeekday: true });
  expect(last("Tuesday Lorne", "und")).toMatchObject({ surface: "Lorne", isWeekday: false });
});
