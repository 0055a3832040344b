import { expect, test } from "vitest";
import { amongMany, forSeveral, tunings } from "../../../src/story/tuning.ts";

const usual = tunings.event!;

test("more is asked among many articles, less among few", () => {
  expect(amongMany(usual, 299)).toEqual(usual);
  expect(amongMany(usual, 30_000).joinAt).toBeCloseTo(usual.joinAt + 0.0507, 3);
  expect(amongMany(usual, 3).joinAt).toBeCloseTo(usual.joinAt - 0.0475, 3);
});

test("merging asks as much more as joining", () => {
  const crowded = amongMany(usual, 5000);
  expect(crowded.mergeAt - usual.mergeAt).toBeCloseTo(crowded.joinAt - usual.joinAt, 12);
});

test("among few articles less is asked of the second of a story, as usual of the third, more of those that follow", () => {
  const quiet = amongMany(usual, 30);
  const asked = (size: number) => quiet.joinAt + forSeveral(quiet, size, 6) - usual.joinAt;
  expect(asked(1)).toBeCloseTo(-quiet.leniency, 12);
  expect(asked(2)).toBeCloseTo(0, 12);
  expect(asked(3)).toBeCloseTo(quiet.leniency / 3, 12);
  expect(asked(1000)).toBeLessThan(quiet.leniency);
});

test("of reports that come together with the first less is taken back", () => {
  const quiet = amongMany(usual, 30);
  const [atOnce, later, nextDay] = [0, 3, 30].map((hours) => forSeveral(quiet, 3, hours));
  expect(atOnce).toBeCloseTo(0.3 * nextDay!, 12);
  expect(later).toBeCloseTo(0.65 * nextDay!, 12);
});

test("among many articles the size of a story asks for nothing by this", () => {
  expect(forSeveral(amongMany(usual, 5000), 40, 6)).toBe(0);
});
