import { describe, expect, test } from "vitest";
import { freshnessOf, httpDate, retryAfterMs } from "../../../src/fetch/freshness.ts";

const now = new Date("2026-11-20T12:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000).toUTCString();

describe("an answer stays good", () => {
  test("for max-age, said in the server's own words", () => {
    expect(freshnessOf({ "cache-control": "public, max-age=3600" }, now)).toEqual({
      ms: 3_600_000,
      says: "max-age=3600",
    });
  });

  test("for a max-age beyond all measure, said shortened", () => {
    expect(freshnessOf({ "cache-control": `max-age=${"9".repeat(20)}` }, now)).toEqual({
      ms: 2 ** 31 * 1000,
      says: `max-age=${"9".repeat(15)}…`,
    });
  });

  test("for max-age less the age it has already", () => {
    expect(freshnessOf({ "cache-control": "max-age=3600", age: "600" }, now)).toEqual({
      ms: 3_000_000,
      says: "max-age=3600, Age: 600",
    });
  });

  test("until Expires, counted from the server's own Date", () => {
    const headers = { expires: later(-3000), date: later(-3600) };
    expect(freshnessOf(headers, now)?.ms).toBe(600_000);
  });

  test("for max-age rather than until Expires", () => {
    expect(freshnessOf({ "cache-control": "max-age=60", expires: later(9999) }, now)?.ms).toBe(60_000);
  });

  test.each([
    ["nothing said", {}],
    ["no-cache", { "cache-control": "no-cache, max-age=600" }],
    ["no-store", { "cache-control": "no-store" }],
    ["max-age=0", { "cache-control": "max-age=0" }],
    ["a negative max-age", { "cache-control": "max-age=-5" }],
    ["a max-age that is no number", { "cache-control": "max-age=soon" }],
    ["Expires: 0", { expires: "0" }],
    ["Expires: -1", { expires: "-1" }],
    ["Expires in the past", { expires: later(-60) }],
    ["an age above its max-age", { "cache-control": "max-age=60", age: "90" }],
  ])("no time at all: %s", (_, headers) => {
    expect(freshnessOf(headers, now)).toBeUndefined();
  });

  test("a quoted max-age counts, and of two the first", () => {
    expect(freshnessOf({ "cache-control": 'max-age="120", max-age=7' }, now)?.ms).toBe(120_000);
  });

  test("an absurd max-age is a number all the same", () => {
    expect(freshnessOf({ "cache-control": `max-age=${"9".repeat(40)}` }, now)?.ms).toBe(2 ** 31 * 1000);
  });
});

describe("Retry-After", () => {
  test("in seconds", () => expect(retryAfterMs({ "retry-after": "120" }, now)).toBe(120_000));
  test("as a date, by the server's own clock", () => {
    const hourAhead = 3600;
    expect(retryAfterMs({ "retry-after": later(hourAhead + 60), date: later(hourAhead) }, now)).toBe(60_000);
  });
  test("as a date where the server tells no time of its own", () => {
    expect(retryAfterMs({ "retry-after": later(90) }, now)).toBe(90_000);
  });
  test.each(["soon", "1.5", "-3", "0", "tomorrow 12", "foo 1", "", later(-60)])(
    "%j says nothing",
    (value) => {
      expect(retryAfterMs({ "retry-after": value }, now)).toBeUndefined();
    },
  );
});

test("a date without a zone is GMT, not the machine's", () => {
  expect(httpDate("Sun Nov  6 08:49:37 1994")).toEqual(new Date("1994-11-06T08:49:37Z"));
  expect(httpDate("Sunday, 06-Nov-94 08:49:37 GMT")).toEqual(new Date("1994-11-06T08:49:37Z"));
});
