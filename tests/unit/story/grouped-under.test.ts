import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { groupedUnder, otherGrouping } from "../../../src/story/grouped-under.ts";
import { readFixture } from "../../support/jsonl.ts";
import { type Headline, groupHeadlines } from "../../support/labelled-headlines.ts";

const dayMs = 86_400_000;
const event = { granularity: "event", windowMs: 5 * dayMs } as const;

test("how stories were grouped is told where it is not as the settings say, or not known", () => {
  expect(otherGrouping(undefined, event)).toBeUndefined();
  expect(otherGrouping(groupedUnder(event), event)).toBeUndefined();
  expect(otherGrouping(groupedUnder({ granularity: "copy", windowMs: 5 * dayMs }), event)).toBe(
    "granularity copy and a window of 5d",
  );
  expect(otherGrouping(groupedUnder({ ...event, windowMs: dayMs / 2 }), event)).toBe(
    "granularity event and a window of 12h",
  );
});

test("topic shows the same stories otherwise: nothing to tell of", () => {
  expect(otherGrouping(groupedUnder(event), { ...event, granularity: "topic" })).toBeUndefined();
});

test("another version of the engine is told of too", () => {
  expect(otherGrouping({ ...event, engine: 0 }, event)).toBe(
    "granularity event and a window of 5d, by another version of Wirefold",
  );
});

/** By version of the engine: the stories of the 300 headlines of `tests/fixtures/stories`. */
const storiesBy: Readonly<Record<number, string>> = { 1: "bb17dd6cae0e" };

test("the engine's version moves on with every change that puts the same entries into other stories", async () => {
  const halves = ["seen", "held-out"].map((half) => readFixture<Headline>(`stories/headlines.${half}.jsonl`));
  const placed = await Promise.all(halves.map(groupHeadlines));
  const stories = JSON.stringify(placed.map((half) => half.map(({ story }) => story)));
  const digest = createHash("sha256").update(stories).digest("hex").slice(0, 12);
  // Another digest? Then regroup has something to do in every store: the next version, and its digest beside the others.
  expect(storiesBy[groupedUnder(event).engine]).toBe(digest);
});
