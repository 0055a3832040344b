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
  sourcesTag: "abc",
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
    { name: "12 on vm", text: "polls and serves; since 11:00 UTC", isSilent: false },
    { name: "13 on vm", text: "groups; since 11:00 UTC", isSilent: false },
    { name: "14 on other", text: "is ready to group; since 11:00 UTC", isSilent: false },
  ]);
});

test("one that has not said for half a minute that it lives is told of as silent", () => {
  const processes = [running({}), running({ seenAt: at("11:50") })];
  expect(processReports(processes, { now, words: de })[1]).toEqual({
    name: "12 auf vm",
    text: "fragt ab; seit 11:50 UTC ohne Lebenszeichen",
    isSilent: true,
  });
});
