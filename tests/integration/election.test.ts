import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import { processName } from "../../src/base/process-name.ts";
import { createElection } from "../../src/election.ts";
import type { Store } from "../../src/store/store.ts";
import { freshStore } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";

const hourMs = 3_600_000;

/** A candidate whose process a test may freeze: its clock stands still for it then, and goes on later. */
function candidate(store: Store, holder: string) {
  const clock = testClock();
  const shows = { hoursWrong: 0 };
  const now = () => new Date(clock.now().getTime() + shows.hoursWrong * hourMs);
  const election = createElection({ store, role: "group", holder, clock: { ...clock, now }, log: silentLog });
  return { clock, shows, election, holds: () => election.term() !== undefined };
}

/** So many seconds pass for these; each looks once in each. */
async function pass(seconds: number, ...candidates: readonly ReturnType<typeof candidate>[]): Promise<void> {
  for (let second = 0; second < seconds; second++)
    for (const { clock } of candidates) {
      await clock.advance(1000);
      await new Promise((resolve) => setTimeout(resolve, 2)); // a look at the store, in memory
    }
}

test("who is alone has the role at once", async () => {
  await using store = await freshStore();
  const one = candidate(store, "one");
  await one.election.start();
  expect(one.holds()).toBe(true);
  await pass(20, one);
  expect(one.holds()).toBe(true);
  await one.election.stop();
});

test("a second one waits for as long as the first lives, and follows within seconds where it is frozen", async () => {
  await using store = await freshStore();
  const [one, two] = [candidate(store, "one"), candidate(store, "two")];
  await one.election.start();
  await two.election.start();
  await pass(20, one, two);
  expect([one.holds(), two.holds()]).toEqual([true, false]);
  const term = one.election.term();
  await pass(4, two);
  expect(two.holds()).toBe(false);
  await pass(4, two);
  expect(two.holds()).toBe(true);
  // It wakes up: before it has looked it knows by its clock that it may have lost the role, and then that it has.
  one.clock.set(two.clock.now());
  expect(one.holds()).toBe(false);
  await pass(2, one, two);
  expect([one.holds(), two.holds()]).toEqual([false, true]);
  expect(term?.aborted).toBe(true);
  await one.election.stop();
  await two.election.stop();
});

test("who stops leaves the role to the next look of another", async () => {
  await using store = await freshStore();
  const [one, two] = [candidate(store, "one"), candidate(store, "two")];
  await one.election.start();
  await two.election.start();
  await one.election.stop();
  await pass(1, two);
  expect(two.holds()).toBe(true);
  await two.election.stop();
});

test("clocks that differ by hours, or jump, decide nothing", async () => {
  await using store = await freshStore();
  const [one, two] = [candidate(store, "one"), candidate(store, "two")];
  two.shows.hoursWrong = 8;
  await one.election.start();
  await two.election.start();
  await pass(10, one, two);
  one.shows.hoursWrong = -9;
  await pass(10, one, two);
  expect([one.holds(), two.holds()]).toEqual([true, false]);
  [one.shows.hoursWrong, two.shows.hoursWrong] = [24, -24];
  await pass(10, one, two);
  expect([one.holds(), two.holds()]).toEqual([true, false]);
  await one.election.stop();
  await two.election.stop();
});

test("where the database does not answer, nobody takes the role; it is lost after seconds, and had again", async () => {
  await using store = await freshStore();
  let isGone = false;
  const faulty: Store = {
    ...store,
    holdRole: (wish) => (isGone ? Promise.reject(new Error("gone")) : store.holdRole(wish)),
  };
  const [one, two] = [candidate(faulty, "one"), candidate(faulty, "two")];
  await one.election.start();
  await two.election.start();
  isGone = true;
  await pass(10, one, two);
  expect([one.holds(), two.holds()]).toEqual([false, false]);
  isGone = false;
  await pass(2, one, two);
  expect([one.holds(), two.holds()]).toEqual([true, false]);
  await one.election.stop();
  await two.election.stop();
});

test("who starts where the holder has crashed has the role at once", async () => {
  await using store = await freshStore();
  await store.holdRole({ role: "group", holder: processName() }); // of this very number, as in a container
  const one = candidate(store, processName());
  await one.election.start();
  expect(one.holds()).toBe(true);
  await one.election.stop();
});
