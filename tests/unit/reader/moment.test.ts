import { describe, expect, test } from "vitest";
import { dayLine, moment, timeOfDay } from "../../../src/reader/moment.ts";

const now = new Date("2026-11-24T18:20:00Z");

describe("moment", () => {
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
    expect(moment(new Date(at), now).brief).toBe(brief);
  });

  test("the exact time is said in UTC, whatever the zone of the machine", () => {
    expect(moment(new Date("2026-11-24T00:05:00Z"), now)).toMatchObject({
      iso: "2026-11-24T00:05:00.000Z",
      exact: expect.stringMatching(/^Tuesday,? 24 November 2026 at 00:05 UTC$/) as string,
    });
    expect(dayLine(new Date("2026-11-24T00:05:00Z"))).toMatch(/^Tuesday,? 24 November 2026$/);
  });
});

test("a time of day names its day where that is another than today", () => {
  expect(timeOfDay(new Date("2026-11-24T09:05:00Z"), now)).toBe("09:05 UTC");
  expect(timeOfDay(new Date("2026-11-23T09:05:00Z"), now)).toBe("23 Nov, 09:05 UTC");
});
