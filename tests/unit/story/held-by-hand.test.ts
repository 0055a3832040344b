import { describe, expect, test } from "vitest";
import type { Correction, CorrectionKind } from "../../../src/model/correction.ts";
import { heldByHand, whatIsHeld } from "../../../src/story/held-by-hand.ts";

let made = 0;
/** A correction about entries, each with the story it is in now: `[[entry, story], …]`. */
const correction = (
  kind: CorrectionKind,
  these: readonly (readonly [number, number])[],
  those: readonly (readonly [number, number])[],
): Correction => ({
  id: ++made,
  kind,
  madeAt: new Date(0),
  storyId: these[0]![1],
  ledOn: [],
  title: "",
  otherTitle: "",
  these: these.map(([id, storyId]) => ({ id, storyId })),
  those: those.map(([id, storyId]) => ({ id, storyId })),
});
const held = (...corrections: readonly Correction[]) => heldByHand(corrections, (id) => id);

describe("what was set apart", () => {
  const apart = correction(
    "apart",
    [[3, 9]],
    [
      [1, 4],
      [2, 4],
    ],
  );

  test("opens a story; what it was set apart from is barred from it, and both stories stay apart", () => {
    const { holdOf, placed } = held(apart);
    expect(holdOf(1)).toEqual({ barred: new Set() });
    expect(placed(1, 20)).toEqual([]);
    expect(holdOf(3)).toEqual({ opens: true });
    expect(placed(3, 21)).toEqual([[21, 20]]);
    expect(holdOf(2)).toEqual({ barred: new Set([21]) });
    expect(placed(2, 22)).toEqual([[22, 21]]);
    expect(holdOf(4)).toBeUndefined();
  });

  test("together with its copies goes with them", () => {
    const { holdOf, placed } = held(
      correction(
        "apart",
        [
          [3, 9],
          [5, 9],
        ],
        [[1, 4]],
      ),
    );
    placed(3, 20);
    expect(holdOf(5)).toEqual({ into: 20 });
  });

  test("and was put together since with one of those does not keep the two apart, only the others", () => {
    const { holdOf, placed } = held(
      correction(
        "apart",
        [[3, 4]],
        [
          [1, 4],
          [2, 5],
        ],
      ),
      correction("together", [[3, 4]], [[1, 4]]),
    );
    placed(1, 20);
    expect(holdOf(3)).toEqual({ into: 20 });
    expect(holdOf(2)).toEqual({ barred: new Set([20]) });
  });
});

describe("what was put together", () => {
  test("goes into one story, whichever of it comes first", () => {
    const { holdOf, placed } = held(
      correction(
        "together",
        [[3, 4]],
        [
          [1, 4],
          [2, 4],
        ],
      ),
    );
    expect(holdOf(3)).toEqual({ barred: new Set() });
    placed(3, 20);
    expect([holdOf(1), holdOf(2)]).toEqual([{ into: 20 }, { into: 20 }]);
  });

  test("and partly moved since stays together as far as it still is", () => {
    const { holdOf, placed } = held(
      correction(
        "together",
        [
          [3, 4],
          [6, 8],
        ],
        [[1, 4]],
      ),
    );
    placed(3, 20);
    expect([holdOf(1), holdOf(6)]).toEqual([{ into: 20 }, { barred: new Set() }]);
  });

  test("by several corrections is one", () => {
    const { holdOf, placed } = held(
      correction("together", [[1, 4]], [[2, 4]]),
      correction(
        "together",
        [[3, 4]],
        [
          [1, 4],
          [2, 4],
        ],
      ),
    );
    placed(3, 20);
    expect([holdOf(1), holdOf(2)]).toEqual([{ into: 20 }, { into: 20 }]);
  });
});

test("a story that was merged since is named as it is called by then", () => {
  const { holdOf, placed } = heldByHand(
    [correction("together", [[1, 4]], [[2, 4]]), correction("apart", [[5, 9]], [[1, 4]])],
    (id) => (id === 20 ? 10 : id),
  );
  placed(1, 20);
  expect(holdOf(2)).toEqual({ into: 10 });
  expect(placed(5, 30)).toEqual([[30, 10]]);
});

test("what is held is the same under other ids, and another thing where entries have come together or parted", () => {
  const made = correction("together", [[1, 4]], [[2, 4]]);
  const now = (one: number, other: number): Correction => ({
    ...made,
    these: [{ id: 1, storyId: one }],
    those: [{ id: 2, storyId: other }],
  });
  expect(whatIsHeld([now(9, 9)])).toBe(whatIsHeld([made]));
  expect(whatIsHeld([now(4, 9)])).not.toBe(whatIsHeld([made]));
});
