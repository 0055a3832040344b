import { expect, test } from "vitest";
import { nextCronTime } from "../../../src/polling/cron-times.ts";

const local = (text: string) => new Date(text); // without a zone: the machine's own, as cron means it
const next = (expression: string, after: string) => nextCronTime(expression, local(after));

test.each([
  ["*/20 6-22 * * *", "2026-11-20T12:05:00", "2026-11-20T12:20:00"],
  ["*/20 6-22 * * *", "2026-11-20T12:20:00", "2026-11-20T12:40:00"],
  ["*/20 6-22 * * *", "2026-11-20T22:41:00", "2026-11-21T06:00:00"],
  ["0 9 * * 1-5", "2026-11-20T09:00:00", "2026-11-23T09:00:00"],
  ["0 9 L * *", "2026-11-20T12:00:00", "2026-11-30T09:00:00"],
  ["0 0 1 jan *", "2026-11-20T12:00:00", "2027-01-01T00:00:00"],
  ["*/10 * * * * *", "2026-11-20T23:59:55", "2026-11-21T00:00:00"],
  ["0 0 29 2 *", "2026-11-20T12:00:00", "2028-02-29T00:00:00"],
  // In whatever order they are written.
  ["50,10 * * * *", "2026-11-20T12:00:00", "2026-11-20T12:10:00"],
  ["0 18,6 * * *", "2026-11-20T18:00:00", "2026-11-21T06:00:00"],
  ["0 22-23,0-2 * * *", "2026-11-20T23:00:00", "2026-11-21T00:00:00"],
  ["30,0 0 12 * * *", "2026-11-20T11:00:00", "2026-11-20T12:00:00"],
])("%s after %s is %s", (expression, after, expected) => {
  expect(next(expression, after)).toEqual(local(expected));
});

test("a day that never comes has no next time", () => {
  expect(next("0 0 29 2 1#1", "2026-11-20T12:00:00")).toBeUndefined();
});

test("an hour that the change to summer time leaves out is passed over", () => {
  // America/St_Johns springs from 2:00 to 3:00 on 14 March 2027.
  expect(next("30 2 * * *", "2027-03-13T12:00:00")).toEqual(local("2027-03-15T02:30:00"));
});
