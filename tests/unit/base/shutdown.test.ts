import { expect, test } from "vitest";
import { createShutdown } from "../../../src/base/shutdown.ts";

function shutdownWith(deadlineMs: number) {
  const faults: string[] = [];
  const shutdown = createShutdown({ deadlineMs, onFault: (name) => faults.push(name) });
  return { shutdown, faults };
}

test("what was started last is stopped first, and only once", async () => {
  const { shutdown, faults } = shutdownWith(1000);
  const order: string[] = [];
  for (const name of ["store", "server"]) shutdown.add({ name, stop: () => void order.push(name) });
  await Promise.all([shutdown.stop(), shutdown.stop()]);
  expect(order).toEqual(["server", "store"]);
  expect(faults).toEqual([]);
});

test("a part that fails or hangs is named, and the rest are stopped all the same", async () => {
  const { shutdown, faults } = shutdownWith(20);
  let storeStopped = false;
  shutdown.add({ name: "store", stop: () => void (storeStopped = true) });
  shutdown.add({ name: "hanging", stop: () => new Promise(() => {}) });
  shutdown.add({ name: "failing", stop: () => Promise.reject(new Error("no")) });
  await shutdown.stop();
  expect(faults).toContain("failing");
  expect(faults).toContain("hanging");
  expect(storeStopped).toBe(true);
});
