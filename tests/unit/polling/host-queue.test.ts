import { expect, test } from "vitest";
import { createHostLimiter } from "../../../src/fetch/host-limiter.ts";
import { createHostQueue } from "../../../src/polling/host-queue.ts";
import { testClock } from "../../support/test-clock.ts";

const queueWith = (perHost: number, perHostGapMs: number) => {
  const clock = testClock();
  return {
    clock,
    queue: createHostQueue<string>(createHostLimiter({ limits: () => ({ perHost, perHostGapMs }), clock })),
  };
};

test("hosts take turns: one with many feeds holds up no other", () => {
  const { queue } = queueWith(10, 0);
  for (const item of ["a1", "a2", "a3", "a4"]) queue.add("a", item);
  queue.add("b", "b1");
  queue.add("c", "c1");
  const order = Array.from({ length: 6 }, () => queue.next()?.item);
  expect(order).toEqual(["a1", "b1", "c1", "a2", "a3", "a4"]);
  expect(queue.next()).toBeUndefined();
  expect(queue.size()).toBe(0);
});

test("a host that has to wait is passed over, and says how long", async () => {
  const { clock, queue } = queueWith(2, 1000);
  for (const item of ["a1", "a2"]) queue.add("a", item);
  queue.add("b", "b1");
  expect([queue.next()?.item, queue.next()?.item, queue.next()?.item]).toEqual(["a1", "b1", undefined]);
  expect(queue.waitMs()).toBe(1000);
  await clock.advance(1000);
  expect(queue.next()?.item).toBe("a2");
});

test("while every connection of a host is taken there is no time to wait for", () => {
  const { queue } = queueWith(1, 0);
  for (const item of ["a1", "a2"]) queue.add("a", item);
  queue.next();
  expect(queue.waitMs()).toBeUndefined();
});

test("what waits for one host can be taken out, or everything", () => {
  const { queue } = queueWith(1, 0);
  for (const item of ["a1", "a2"]) queue.add("a", item);
  queue.add("b", "b1");
  expect(queue.remove("a")).toEqual(["a1", "a2"]);
  expect(queue.size()).toBe(1);
  expect(queue.remove()).toEqual(["b1"]);
  expect(queue.next()).toBeUndefined();
});
