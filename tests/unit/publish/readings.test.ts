import { expect, test, vi } from "vitest";
import { createReadings } from "../../../src/publish/readings.ts";
import type { FeedReading } from "../../../src/publish/render-feed.ts";

const nothing: FeedReading = { items: [], ended: [], part: { isFull: false }, updatedAt: new Date(0) };
const reading = () => vi.fn(async () => nothing);

test("the formats of a feed share one reading, also while it is under way", async () => {
  const readings = createReadings({ maxCount: 2 });
  const read = reading();
  await Promise.all(["a", "a", "a"].map((key) => readings.get(key, read)));
  await readings.get("a", read);
  expect(read).toHaveBeenCalledTimes(1);
});

test("no more are kept than there is room for", async () => {
  const readings = createReadings({ maxCount: 2 });
  for (const key of ["a", "b", "c"]) await readings.get(key, reading());
  const [again, known] = [reading(), reading()];
  await readings.get("c", known);
  await readings.get("a", again);
  expect([known, again].map((read) => read.mock.calls.length)).toEqual([0, 1]);
});

test("one that failed is read again", async () => {
  const readings = createReadings({ maxCount: 2 });
  const fails = async () => {
    throw new Error("the store is closed");
  };
  await expect(readings.get("a", fails)).rejects.toThrow("the store is closed");
  expect(await readings.get("a", reading())).toBe(nothing);
});
