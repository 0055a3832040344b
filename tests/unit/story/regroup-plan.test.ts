import { array, assert, integer, property, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { type Place, planRegroup } from "../../../src/story/regroup-plan.ts";

/** Entries 1, 2, 3 …: where each is, and where it belongs. */
const places = (...pairs: readonly (readonly [from: number, to: number])[]): Place[] =>
  pairs.map(([from, to], i) => ({ entryId: i + 1, from, to, isRefolded: false }));
const planned = (given: readonly Place[]) => {
  const { changes, ...counts } = planRegroup(given);
  return {
    counts,
    after: changes.flatMap(({ after }) => after.map(({ id, entryIds }) => [id, ...entryIds])),
    ends: changes.flatMap(({ ends }) => ends.map(({ id, leadsTo }) => [id, leadsTo.id])),
  };
};

describe("what has to change", () => {
  test("is nothing where every story has the entries that belong together", () =>
    expect(planned(places([7, 1], [7, 1], [9, 2]))).toEqual({
      counts: {
        entries: 3,
        stories: 2,
        storiesAfter: 2,
        moved: 0,
        ended: 0,
        split: 0,
        opened: 0,
        refolded: 0,
      },
      after: [],
      ends: [],
    }));

  test("two stories that are one: the id that brings more entries stays, the other leads on", () =>
    expect(planned(places([5, 1], [8, 1], [8, 1]))).toMatchObject({
      counts: { moved: 1, ended: 1, split: 0, opened: 0, storiesAfter: 1 },
      after: [[8, 1, 2, 3]],
      ends: [[5, 8]],
    }));

  test("of two that bring as many, the older id stays", () =>
    expect(planned(places([8, 1], [5, 1]))).toMatchObject({ after: [[5, 1, 2]], ends: [[8, 5]] }));

  test("a story that is split keeps its id where most of its entries are; the rest gets a new one", () =>
    expect(planned(places([5, 1], [5, 2], [5, 2]))).toMatchObject({
      counts: { moved: 1, ended: 0, split: 1, opened: 1, storiesAfter: 2 },
      after: [
        [undefined, 1],
        [5, 2, 3],
      ],
      ends: [],
    }));

  test("of equal parts the one with the oldest entry keeps the id", () =>
    expect(planned(places([5, 2], [5, 1]).toReversed())).toMatchObject({
      after: [
        [5, 1],
        [undefined, 2],
      ],
    }));

  test("a story whose greater part goes into a larger one leads on there; what is left of it gets a new id", () =>
    expect(planned(places([5, 1], [5, 1], [5, 2], [9, 1], [9, 1], [9, 1]))).toMatchObject({
      counts: { moved: 3, ended: 1, split: 1, opened: 1 },
      after: [
        [9, 1, 2, 4, 5, 6],
        [undefined, 3],
      ],
      ends: [[5, 9]],
    }));

  test("a story in which only the texts fold otherwise is one of the changes, and moves nothing", () => {
    const [one, other] = places([5, 1], [5, 1]);
    expect(planned([one!, { ...other!, isRefolded: true }])).toMatchObject({
      counts: { moved: 0, split: 0, refolded: 1 },
      after: [[5, 1, 2]],
    });
  });

  test("stories that exchange no entries are changes of their own", () => {
    const { changes } = planRegroup(places([1, 1], [2, 1], [3, 3], [3, 4], [4, 5]));
    expect(changes.map(({ before }) => [...before])).toEqual([
      [
        [1, 1],
        [2, 1],
      ],
      [[3, 2]],
    ]);
    expect(changes.map(({ moved }) => moved)).toEqual([1, 1]);
  });
});

test("whatever moves: no entry is lost or doubled, no id stands twice, every story stays or leads on, in any order", () => {
  const some = array(tuple(integer({ min: 1, max: 6 }), integer({ min: 1, max: 6 })), {
    minLength: 1,
    maxLength: 30,
  });
  assert(
    property(some, (pairs) => {
      const given = places(...pairs);
      const plan = planRegroup(given);
      expect(planRegroup(given.toReversed())).toEqual(plan);
      const changed = new Set(plan.changes.flatMap(({ before }) => [...before.keys()]));
      const touched = given.filter(({ from }) => changed.has(from)).map(({ entryId }) => entryId);
      const after = plan.changes.flatMap((change) => change.after);
      expect(after.flatMap(({ entryIds }) => entryIds).sort((a, b) => a - b)).toEqual(touched);
      const ids = after.flatMap(({ id }) => id ?? []);
      const ended = plan.changes.flatMap(({ ends }) => ends.map(({ id }) => id));
      expect([...ids, ...ended].sort((a, b) => a - b)).toEqual([...changed].sort((a, b) => a - b));
      for (const { after, ends } of plan.changes) {
        for (const { leadsTo } of ends)
          expect(after.includes(leadsTo) && leadsTo.id !== undefined).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
