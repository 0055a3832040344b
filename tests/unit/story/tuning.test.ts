import { expect, test } from "vitest";
import { amongMany, tunings } from "../../../src/story/tuning.ts";

const usual = tunings.event!;

test("more is asked among many articles, less among few", () => {
  expect(amongMany(usual, 299)).toEqual(usual);
  expect(amongMany(usual, 30_000).joinAt).toBeCloseTo(usual.joinAt + 0.0461, 3);
  expect(amongMany(usual, 3).joinAt).toBeCloseTo(usual.joinAt - 0.0432, 3);
});

test("merging asks as much more as joining", () => {
  const crowded = amongMany(usual, 5000);
  expect(crowded.mergeAt - usual.mergeAt).toBeCloseTo(crowded.joinAt - usual.joinAt, 12);
});
