import { expect, test } from "vitest";
import { wordForms } from "../../../src/story/word-forms.ts";

test.each([
  ["Ferries", { stem: "ferri", isNumber: false, isWeekday: false, letters: "capital" }],
  ["ferry", { stem: "ferri", isNumber: false, isWeekday: false, letters: "small" }],
  ["NATO", { stem: "nato", isNumber: false, isWeekday: false, letters: "capitals" }],
  ["The", { stem: undefined, isNumber: false, isWeekday: false, letters: "capital" }],
  ["q", { stem: undefined, isNumber: false, isWeekday: false, letters: "small" }],
  ["3.5km", { stem: "3.5km", isNumber: true, isWeekday: false, letters: "small" }],
  ["Tuesday", { stem: "tuesday", isNumber: false, isWeekday: true, letters: "capital" }],
  ["\u8239", { stem: "\u8239", isNumber: false, isWeekday: false, letters: "none" }],
])("what is read of %s", (surface, form) => expect(wordForms("en")(surface)).toEqual(form));

test("a word is read once, and after many others as it was", () => {
  const formOf = wordForms("fi");
  const first = formOf("laiva");
  expect(formOf("laiva")).toBe(first);
  for (let i = 0; i < 250_000; i++) formOf(`${i}`);
  expect(formOf("laiva")).toEqual(first);
  expect(formOf("laiva")).not.toBe(first);
});

test("each language has its own", () => {
  expect(wordForms("de")("die").stem).toBeUndefined();
  expect(wordForms("en")("die").stem).toBe("die");
});
