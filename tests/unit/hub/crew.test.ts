import { expect, test } from "vitest";
import { createCrew } from "../../../src/hub/crew.ts";

/** A crew over so many jobs, each of which ends when a test says so. */
function crewOf(jobs: number, most: number) {
  const queue = Array.from({ length: jobs }, (_, job) => job);
  const claims: number[] = [];
  const underWay = new Map<number, () => void>();
  const done: number[] = [];
  let highest = 0;
  const crew = createCrew<number>({
    most,
    claim: async (limit) => {
      claims.push(limit);
      return queue.splice(0, limit);
    },
    work: async (job) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      underWay.set(job, resolve);
      highest = Math.max(highest, underWay.size);
      await promise;
      underWay.delete(job);
      done.push(job);
    },
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { crew, claims, underWay, done, turn, highest: () => highest };
}

test("no more are under way than there are places, and more are claimed when half of them are done", async () => {
  const { crew, underWay, done, turn, claims, highest } = crewOf(10, 4);
  await crew.fill();
  expect([...underWay.keys()]).toEqual([0, 1, 2, 3]);
  underWay.get(0)?.();
  await turn();
  expect(claims).toEqual([4]);
  underWay.get(1)?.();
  for (let round = 0; round < 4; round++) await turn();
  expect([...underWay.keys()]).toEqual([2, 3, 4, 5]);
  while (underWay.size > 0) {
    underWay.values().next().value?.();
    await turn();
    await turn();
  }
  await crew.settled();
  expect(done).toHaveLength(10);
  expect(highest()).toBe(4);
});

test("one that takes long keeps its place alone", async () => {
  const { crew, underWay, done, turn } = crewOf(12, 4);
  await crew.fill();
  while (underWay.size > 1) {
    [...underWay].find(([job]) => job !== 0)?.[1]();
    await turn();
    await turn();
  }
  expect(done).toHaveLength(11);
  underWay.get(0)?.();
  await crew.settled();
  expect(done).toHaveLength(12);
});

test("a crew without work is settled, and asks again only when it is told to", async () => {
  const { crew, claims } = crewOf(0, 4);
  await crew.settled();
  await crew.fill();
  await crew.settled();
  expect(claims).toEqual([4]);
});
