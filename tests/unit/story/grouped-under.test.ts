import { expect, test } from "vitest";
import { groupedUnder, otherGrouping } from "../../../src/story/grouped-under.ts";

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
