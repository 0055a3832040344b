import { expect, test } from "vitest";
import { createHostLimiter } from "../../../src/fetch/host-limiter.ts";
import { testClock } from "../../support/test-clock.ts";

const limiterWith = (limits: { perHost: number; perHostGapMs: number }) => {
  const clock = testClock();
  return { clock, limiter: createHostLimiter({ limits: () => limits, clock }) };
};
const never = new AbortController().signal;

test("a host has no more turns at once than perHost, another host has its own", () => {
  const { limiter } = limiterWith({ perHost: 2, perHostGapMs: 0 });
  const first = limiter.tryTake("a");
  expect(limiter.tryTake("a")).toBeDefined();
  expect(limiter.tryTake("a")).toBeUndefined();
  expect(limiter.waitMs("a")).toBeUndefined();
  expect(limiter.tryTake("b")).toBeDefined();
  first?.end();
  expect(limiter.tryTake("a")).toBeDefined();
});

test("two requests to one host start a gap apart, even after the first has ended", async () => {
  const { clock, limiter } = limiterWith({ perHost: 2, perHostGapMs: 1000 });
  limiter.tryTake("a")?.end();
  expect(limiter.waitMs("a")).toBe(1000);
  await clock.advance(999);
  expect(limiter.tryTake("a")).toBeUndefined();
  await clock.advance(1);
  expect(limiter.tryTake("a")).toBeDefined();
});

test("who waits is served when the gap is over and a turn has ended", async () => {
  const { clock, limiter } = limiterWith({ perHost: 1, perHostGapMs: 1000 });
  const first = limiter.tryTake("a");
  let served = false;
  const waiting = limiter.take("a", never).then(() => (served = true));
  await clock.advance(5000);
  expect(served).toBe(false);
  first?.end();
  await waiting;
  expect(served).toBe(true);
});

test("who gives up waiting is not served in another's place", async () => {
  const { limiter } = limiterWith({ perHost: 1, perHostGapMs: 0 });
  const first = limiter.tryTake("a");
  const impatient = new AbortController();
  const gaveUp = limiter.take("a", impatient.signal);
  const patient = limiter.take("a", never);
  impatient.abort(new Error("enough"));
  await expect(gaveUp).rejects.toThrow("enough");
  first?.end();
  await expect(patient).resolves.toBeDefined();
});

test("a turn that is given back twice counts once", () => {
  const { limiter } = limiterWith({ perHost: 1, perHostGapMs: 0 });
  const first = limiter.tryTake("a");
  first?.end();
  const second = limiter.tryTake("a");
  first?.end();
  expect(second).toBeDefined();
  expect(limiter.tryTake("a")).toBeUndefined();
});

test("a clock that is set back does not hold up a host", () => {
  const { clock, limiter } = limiterWith({ perHost: 1, perHostGapMs: 1000 });
  limiter.tryTake("a")?.end();
  clock.set(new Date("2020-01-01T00:00:00Z"));
  expect(limiter.waitMs("a")).toBe(1000);
});

test("thousands of hosts that passed by do not stop a new one", async () => {
  const { clock, limiter } = limiterWith({ perHost: 1, perHostGapMs: 10 });
  for (let i = 0; i < 5000; i++) {
    limiter.tryTake(`host-${i}`)?.end();
    await clock.advance(1);
  }
  expect(limiter.tryTake("host-0")).toBeDefined();
});
