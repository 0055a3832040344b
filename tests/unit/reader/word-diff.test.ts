import { describe, expect, test } from "vitest";
import { type Part, changedPlaces, countWords } from "../../../src/reader/word-diff.ts";

/** "stayed [-gone-] {+come+}" */
const drawn = (parts: readonly Part[]) =>
  parts
    .map(({ kind, text }) => (kind === "gone" ? `[-${text}-]` : kind === "come" ? `{+${text}+}` : text))
    .join("");
const diff = (before: readonly string[], after: readonly string[]) => changedPlaces(before, after).map(drawn);

describe("what changed between two texts", () => {
  test("is said word by word, and only of the lines that changed", () => {
    expect(
      diff(["One.", "Five people died here.", "Two."], ["One.", "Eight people died here.", "Two."]),
    ).toEqual(["[-Five-]{+Eight+} people died here."]);
  });

  test("is one change where several words in a row are others", () => {
    expect(diff(["The bridge was seen by all."], ["The bridge is shown to all."])).toEqual([
      "The bridge [-was seen by-]{+is shown to+} all.",
    ]);
  });

  test("is a whole line where one came in or was taken out", () => {
    expect(diff(["A.", "B.", "C."], ["A.", "New.", "B."])).toEqual(["{+New.+}", "[-C.-]"]);
    expect(diff([], ["A.", "B."])).toEqual(["{+A.\nB.+}"]);
  });

  test("is a character where a script writes no spaces", () => {
    expect(diff(["橋は金曜日に閉鎖される"], ["橋は土曜日に閉鎖される"])).toEqual([
      "橋は[-金-]{+土+}曜日に閉鎖される",
    ]);
  });

  test("stands with no more than some words around it", () => {
    const stretch = "word ".repeat(200);
    const [line] = diff([`${stretch}old ${stretch}end`], [`${stretch}new ${stretch}end`]);
    expect(line).toMatch(/^…( word)+ \[-old-\]\{\+new\+\} (word )+…$/);
    expect(line!.length).toBeLessThan(220);
  });

  test("is nothing where nothing did", () => expect(diff(["A.", "B."], ["A.", "B."])).toEqual([]));
});

test("texts that have nothing in common are shown by their beginnings, in little time", () => {
  const text = (seed: number) =>
    Array.from({ length: 20_000 }, (_, at) => `w${(at * seed) % 7919}`).join(" ");
  const start = performance.now();
  const places = [
    ...changedPlaces([text(3)], [text(5)]),
    ...changedPlaces(text(3).split(" "), text(5).split(" ")),
    ...changedPlaces([text(3).slice(0, 9000)], [text(5).slice(0, 9000)]),
  ];
  expect(performance.now() - start).toBeLessThan(3000);
  expect(Math.max(...places.flat().map((part) => part.text.length))).toBeLessThan(1600);
});

test("words are counted, and characters of scripts without spaces", () => {
  expect(countWords("It’s 1,200 crowns – no more.")).toBe(5);
  expect(countWords("閉鎖")).toBe(2);
});
