import { expect, test } from "vitest";
import { holdsWords } from "../../../src/base/whole-words.ts";

test.each([
  ["AP News", "AP", true],
  ["Japan Times", "AP", false],
  ["Capital Press", "AP", false],
  ["BBC News · Reuters", "reuters", true],
  ["The Canadian Press (Montréal)", "The Canadian Press", true],
  ["The Press", "The Canadian Press", false],
  ["Рейтер сегодня", "РЕЙТЕР", true],
])("%s holds %s as whole words: %s", (text, words, holds) => {
  expect(holdsWords(text, words)).toBe(holds);
});
