import { expect, test } from "vitest";
import { silentLog } from "../../../src/base/log.ts";
import { createStopRequest } from "../../../src/base/stop-request.ts";
import { untilStopped } from "../../../src/commands/until-stopped.ts";

/** A service that writes down what happens to it. */
function diary() {
  const happened: string[] = [];
  const stop = createStopRequest(process);
  const start = async () => {
    happened.push("started");
    return { stop: async () => void happened.push("stopped") };
  };
  return { stop, happened, run: () => untilStopped(stop, silentLog, start) };
}

test("a service runs until it is asked to stop", async () => {
  const { stop, happened, run } = diary();
  const running = run();
  await new Promise((resolve) => setImmediate(resolve));
  expect(happened).toEqual(["started"]);
  stop.ask({ signal: "SIGTERM" });
  await running;
  expect(happened).toEqual(["started", "stopped"]);
});

test("what is asked to stop before it has started is never started", async () => {
  const { stop, happened, run } = diary();
  stop.ask({ signal: "SIGTERM" });
  await run();
  expect(happened).toEqual([]);
});
