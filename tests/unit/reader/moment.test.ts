import { describe, expect, test } from "vitest";
import { dayLine, moment, timeOfDay } from "../../../src/reader/moment.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";

const now = new Date("2026-11-24T18:20:00Z");

describe("moment, in English", () => {
  test.each([
    ["2026-11-24T18:19:31Z", "just now"],
    ["2026-11-24T18:15:00Z", "5 min ago"],
    ["2026-11-24T17:20:01Z", "59 min ago"],
    ["2026-11-24T17:20:00Z", "1 h ago"],
    ["2026-11-23T18:20:00Z", "1 day ago"],
    ["2026-11-18T18:20:00Z", "6 days ago"],
    ["2026-11-12T18:20:00Z", "12 Nov"],
    ["2025-11-12T18:20:00Z", "12 Nov 2025"],
    ["2026-11-24T18:20:30Z", "in a moment"],
    ["2026-11-24T18:46:00Z", "in 26 min"],
    ["2026-11-25T20:20:00Z", "in 1 day"],
  ])("%s is %s", (at, brief) => {
    expect(moment(new Date(at), now, en).brief).toBe(brief);
  });

  test("the exact time is said in UTC, whatever the zone of the machine", () => {
    expect(moment(new Date("2026-11-24T00:05:00Z"), now, en)).toMatchObject({
      iso: "2026-11-24T00:05:00.000Z",
      exact: expect.stringMatching(/^Tuesday,? 24 November 2026 at 00:05 UTC$/) as string,
    });
    expect(dayLine(new Date("2026-11-24T00:05:00Z"), en)).toMatch(/^Tuesday,? 24 November 2026$/);
  });
});

test("a time of day names its day where that is another than today", () => {
  expect(timeOfDay(new Date("2026-11-24T09:05:00Z"), now, en)).toBe("09:05 UTC");
  expect(timeOfDay(new Date("2026-11-23T09:05:00Z"), now, en)).toBe("23 Nov, 09:05 UTC");
});

describe("moment, in German", () => {
  test.each([
    ["2026-11-24T18:19:31Z", "gerade eben"],
    ["2026-11-24T18:15:00Z", "vor 5 Min."],
    ["2026-11-24T15:20:00Z", "vor 3 Std."],
    ["2026-11-23T18:20:00Z", "vor 1 Tag"],
    ["2026-11-18T18:20:00Z", "vor 6 Tagen"],
    ["2026-11-12T18:20:00Z", "12. Nov."],
    ["2025-11-12T18:20:00Z", "12. Nov. 2025"],
    ["2026-11-24T18:20:30Z", "gleich"],
    ["2026-11-24T20:46:00Z", "in 2 Std."],
  ])("%s is %s", (at, brief) => {
    expect(moment(new Date(at), now, de).brief).toBe(brief);
  });

  test("days and times of day", () => {
    const at = new Date("2026-11-23T09:05:00Z");
    expect(moment(at, now, de).exact).toMatch(/^Montag, 23\. November 2026 (?:um )?09:05 UTC$/);
    expect(dayLine(at, de)).toBe("Montag, 23. November 2026");
    expect(timeOfDay(at, now, de)).toBe("23. Nov., 09:05 UTC");
  });
});
