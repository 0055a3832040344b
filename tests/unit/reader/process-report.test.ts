import { expect, test } from "vitest";
import { processReports } from "../../../src/reader/process-report.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import type { RunningProcess } from "../../../src/store/store.ts";

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const now = at("12:00");
const running = (given: Partial<RunningProcess>): RunningProcess => ({
  name: "vm:4026531836/12/0a1b2c3d",
  roles: ["poll"],
  holds: [],
  config: { sources: "a", stories: "b", retention: "c", changedAt: at("10:00") },
  since: at("11:00"),
  seenAt: now,
  ...given,
});

test("a process alone is not told of", () => {
  expect(processReports([running({})], { now, words: en })).toEqual([]);
});

test("of several it is told what each does, and which of them groups", () => {
  const processes = [
    running({ roles: ["poll", "serve"] }),
    running({ name: "vm:1/13/0a1b2c3d", roles: ["group"], holds: ["group"] }),
    running({ name: "other/14/0a1b2c3d", roles: ["group"] }),
  ];
  expect(processReports(processes, { now, words: en })).toEqual([
    { name: "12 on vm", text: "polls and serves; since 11:00 UTC", isFault: false },
    { name: "13 on vm", text: "groups; since 11:00 UTC", isFault: false },
    { name: "14 on other", text: "is ready to group; since 11:00 UTC", isFault: false },
  ]);
});

test("one that has not said for half a minute that it lives is told of as silent", () => {
  const processes = [running({}), running({ seenAt: at("11:50") })];
  expect(processReports(processes, { now, words: de })[1]).toEqual({
    name: "12 auf vm",
    text: "fragt ab; seit 11:50 UTC ohne Lebenszeichen",
    isFault: true,
  });
});

test("where processes have different configs it is told whose sources apply, and on what the others differ", () => {
  const config = { sources: "a", stories: "b", retention: "c" };
  const processes = [
    running({ config: { ...config, changedAt: at("10:00") } }),
    running({
      name: "vm:1/13/0a1b2c3d",
      config: { ...config, sources: "x", retention: "y", changedAt: at("10:30") },
    }),
    running({ name: "vm:1/14/0a1b2c3d", config: { ...config, changedAt: at("11:50") }, seenAt: at("11:50") }),
  ];
  expect(processReports(processes, { now, words: en }).map(({ text, isFault }) => [text, isFault])).toEqual([
    ["polls; since 11:00 UTC; its config is another one: other sources and other retention", true],
    ["polls; since 11:00 UTC; its config was changed last (10:30 UTC), so its sources apply", false],
    ["polls; has not been heard of since 11:50 UTC", true],
  ]);
});
