import { describe, expect, test } from "vitest";
import { describeRegroup } from "../../../src/commands/describe-regroup.ts";
import { planRegroup } from "../../../src/story/regroup-plan.ts";

const settings = { granularity: "topic", windowMs: 5 * 86_400_000 } as const;
const place = (entryId: number, from: number, to: number) => ({ entryId, from, to, isRefolded: false });

describe("what would change, in words", () => {
  test("where nothing would", () =>
    expect(
      describeRegroup(
        {
          plan: planRegroup([place(1, 1, 1)]),
          corrections: 0,
          before: "granularity event and a window of 5d",
        },
        { settings, largest: [] },
      ),
    ).toBe(
      "The stories were grouped with granularity event and a window of 5d.\n" +
        "Decided again on 1 entry in 1 story, with granularity topic and a window of 5d.\n" +
        "All are where they belong: nothing has to change.\n",
    ));

  test("numbers first, then the largest changes with headlines", () => {
    const plan = planRegroup([place(1, 1, 1), place(2, 2, 1), place(3, 3, 3), place(4, 3, 4)]);
    const largest = [
      {
        moved: 1,
        before: [
          { id: 1, title: "Ferry aground", entries: 1 },
          { id: 2, title: "All rescued", entries: 4 },
        ],
        after: [{ id: 2, title: "All rescued", entries: 5 }],
      },
      {
        moved: 1200,
        before: Array.from({ length: 7 }, (_, i) => ({ id: 10 + i, title: "Rain", entries: 7 - i })),
        after: [{ title: "Snow in the north", entries: 1200 }],
      },
    ];
    expect(describeRegroup({ plan, corrections: 2 }, { settings, largest })).toBe(
      `Decided again on 4 entries in 3 stories, with granularity topic and a window of 5d. 2 corrections by hand hold.
2 entries would get another story; 3 stories in all then.
1 story would end, and lead on to where most of its entries go.
1 story would be split.
1 story would be new.

The largest changes:

  1 entry moved
    before  story 2 (4 entries)  All rescued
            story 1 (1 entry)  Ferry aground
    after   story 2 (5 entries)  All rescued

  1,200 entries moved
    before  story 10 (7 entries)  Rain
            story 11 (6 entries)  Rain
            story 12 (5 entries)  Rain
            story 13 (4 entries)  Rain
            story 14 (3 entries)  Rain
            and 2 more
    after   a new story (1,200 entries)  Snow in the north
`,
    );
  });
});
