import { describe, expect, test } from "vitest";
import { type Words, languages, wordsFor, wordsIn } from "../../../src/reader/words/words.ts";

/** Every saying of a language by its path, functions too. */
function sayings(words: unknown, path = ""): Map<string, unknown> {
  if (typeof words !== "object" || words === null) return new Map([[path, words]]);
  return new Map(Object.entries(words).flatMap(([key, each]) => [...sayings(each, `${path}.${key}`)]));
}

const [english, ...others] = languages;
/** Where the engine speaks English a language may say it by itself; formats are Intl's. */
const ofItsOwn = /^\.(?:formats|story\.reasons|reasons|faults)\b/;
const pathsOf = (words: Words) => [...sayings(words).keys()].filter((path) => !ofItsOwn.test(path));

describe.each(others.map((words) => [words.name, words] as const))("%s", (_name, words) => {
  test("says all that English says, and nothing else", () => {
    expect(pathsOf(words).toSorted()).toEqual(pathsOf(english!).toSorted());
  });

  test("says no sentence of two words or more as English does", () => {
    const inEnglish = sayings(english);
    const same = [...sayings(words)].filter(
      ([path, said]) => typeof said === "string" && said.includes(" ") && inEnglish.get(path) === said,
    );
    expect(same).toEqual([]);
  });
});

test("a language is found by its primary subtag, in any case", () => {
  expect(wordsIn("de-AT")?.tag).toBe("de");
  expect(wordsIn("EN")?.tag).toBe("en");
  expect(wordsIn("fr")).toBeUndefined();
  expect(wordsIn(undefined)).toBeUndefined();
});

test("what a browser asks for most is spoken, and English where it asks for nothing that we speak", () => {
  expect(wordsFor(() => "de").tag).toBe("de");
  expect(wordsFor(() => false).tag).toBe("en");
});
