import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStopRequest } from "../../../src/base/stop-request.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A process whose parent, signals and time are this test's. */
function surroundings() {
  const listeners = new Map<string, (signal: NodeJS.Signals) => void>();
  const exits: number[] = [];
  let elapsed = 0;
  const process = {
    ppid: 100,
    on: (signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void) =>
      listeners.set(signal, listener),
    exit: (code: number) => void exits.push(code),
  };
  const stop = createStopRequest(process, () => elapsed);
  const send = (signal: NodeJS.Signals, after = 0) => {
    elapsed += after;
    listeners.get(signal)?.(signal);
  };
  return { process, stop, send, exits };
}

test("a signal asks, and says which it was", async () => {
  const { stop, send } = surroundings();
  stop.listenForSignals();
  expect(stop.came()).toBe(false);
  send("SIGTERM");
  expect(stop.came()).toBe(true);
  expect(await stop.asked).toEqual({ signal: "SIGTERM" });
});

test("a second signal ends at once; one that npm has only passed on is not a second", () => {
  const { stop, send, exits } = surroundings();
  stop.listenForSignals();
  send("SIGINT");
  send("SIGINT", 20);
  expect(exits).toEqual([]);
  send("SIGINT", 600);
  expect(exits).toEqual([1]);
});

test("the parent's end asks within a second", async () => {
  const { process, stop } = surroundings();
  stop.watchParent("the npm that started this");
  vi.advanceTimersByTime(60_000);
  expect(stop.came()).toBe(false);
  process.ppid = 1;
  vi.advanceTimersByTime(1000);
  expect(stop.came()).toBe(true);
  expect(await stop.asked).toEqual({ reason: "the npm that started this has ended" });
});

test("a parent that is not watched may end", () => {
  const { process, stop } = surroundings();
  stop.listenForSignals();
  process.ppid = 1;
  vi.advanceTimersByTime(60_000);
  expect(stop.came()).toBe(false);
});
