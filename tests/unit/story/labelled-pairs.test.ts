import { expect, test } from "vitest";
import type { Correction } from "../../../src/model/correction.ts";
import { labelledPairs } from "../../../src/story/labelled-pairs.ts";

const correction = (
  kind: Correction["kind"],
  these: readonly number[],
  those: readonly number[],
): Correction => ({
  id: 1,
  kind,
  madeAt: new Date(0),
  storyId: 1,
  ledOn: [],
  title: "",
  otherTitle: "",
  these: these.map((id) => ({ id, storyId: 1 })),
  those: those.map((id) => ({ id, storyId: 2 })),
});

test("each entry of the one side is paired with each of the other", () => {
  expect(labelledPairs([correction("together", [3], [1, 2]), correction("apart", [4], [5])])).toEqual([
    { a: 1, b: 3, same: true },
    { a: 2, b: 3, same: true },
    { a: 4, b: 5, same: false },
  ]);
});

test("of two corrections of one pair the later is right, whichever way round", () => {
  expect(labelledPairs([correction("apart", [2], [1]), correction("together", [1], [2])])).toEqual([
    { a: 1, b: 2, same: true },
  ]);
});

test("of big stories twenty entries a side are paired", () => {
  const ids = Array.from({ length: 50 }, (_, i) => i + 1);
  expect(
    labelledPairs([
      correction(
        "together",
        ids,
        ids.map((id) => id + 100),
      ),
    ]),
  ).toHaveLength(400);
});
