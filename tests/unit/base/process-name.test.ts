import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { hasEnded, processName } from "../../../src/base/process-name.ts";

/** As a process beside this one would be called. */
const named = (pid: number) => processName().replace(`/${process.pid}/`, `/${pid}/`);

test("a process has a name that no other has, not even one of the same number", () => {
  expect(processName()).not.toBe(processName());
  expect(processName()).toContain(`/${process.pid}/`);
});

test("of a process that ran here it is known whether it has ended", async () => {
  const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const name = named(child.pid!);
  expect(hasEnded(name)).toBe(false);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(hasEnded(name)).toBe(true);
});

test("an earlier one of the same number as this one has ended", () => {
  expect(hasEnded(processName())).toBe(true);
});

test.each([
  "elsewhere/1/abc",
  "elsewhere:1/999999999/abc",
  "",
  "one",
  "1/2",
  named(0),
  named(-1),
  named(Number.NaN),
])("of %j, which ran elsewhere or is no such name, nothing is known", (name) => {
  expect(hasEnded(name)).toBe(false);
});
