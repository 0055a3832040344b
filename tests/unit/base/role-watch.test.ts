import { expect, test } from "vitest";
import { type Log, silentLog } from "../../../src/base/log.ts";
import { createRoleWatch } from "../../../src/base/role-watch.ts";
import { sparingLog } from "../../../src/base/sparing-log.ts";
import { testClock } from "../../support/test-clock.ts";

/** A role whose work goes as a test says, at a time that it drives. */
function watched() {
  const clock = testClock("2026-11-20T12:00:00Z");
  const said: string[] = [];
  const log: Log = {
    ...silentLog,
    error: (event, facts) =>
      void said.push(facts?.["timesSince"] ? `${event} ${facts["timesSince"] as number}` : event),
    info: (event) => void said.push(event),
  };
  const watch = createRoleWatch({ role: "poll", does: () => "polls", failed: "polling failed", clock, log });
  const fails = (why = "the disk is full") => watch.look(() => Promise.reject(new Error(why)));
  return { clock, said, watch, fails, works: () => watch.look(async () => undefined) };
}

test("a role says what it does, and where that fails since when and why", async () => {
  const { clock, watch, fails, works } = watched();
  await works();
  expect(watch.says()).toBe("polls");
  await fails();
  await clock.advance(5000);
  await fails("the disk is gone");
  expect(watch.says()).toBe("fails since 2026-11-20T12:00:00.000Z: the disk is gone");
  await works();
  expect(watch.says()).toBe("polls");
});

test("what fails the same way every second is told once in five minutes, and that it goes on", async () => {
  const { clock, said, fails, works } = watched();
  for (let second = 0; second <= 600; second++) {
    await fails();
    await clock.advance(1000);
  }
  await fails("the disk is gone");
  await works();
  await works();
  expect(said).toEqual([
    "polling failed",
    "polling failed 299",
    "polling failed 299",
    "polling failed",
    "goes on",
  ]);
});

test("a clock that is set back by hours keeps nothing from being told", async () => {
  const { clock, said, fails } = watched();
  await fails();
  clock.set(new Date("2026-11-20T04:00:00Z"));
  await fails();
  expect(said).toEqual(["polling failed", "polling failed"]);
});

test("work that was begun before it failed, and ends well, does not say that all is well again", async () => {
  const { said, watch, fails } = watched();
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow = watch.look(() => promise);
  await fails();
  resolve();
  await slow;
  expect(watch.says()).toContain("fails since");
  expect(said).toEqual(["polling failed"]);
});

test("failures that differ are told each, of however many", () => {
  const clock = testClock();
  const said: string[] = [];
  const log = sparingLog({ ...silentLog, error: (event) => void said.push(event) }, clock);
  for (let time = 0; time < 3; time++)
    for (let at = 0; at < 60; at++) log.error("cannot tell", { callback: at, error: new Error("gone") });
  expect(said).toHaveLength(60);
  for (let at = 0; at < 1000; at++) log.error("cannot tell", { callback: 1000 + at });
  log.error("cannot tell", { callback: 1, error: new Error("gone") });
  expect(said).toHaveLength(1061);
});
