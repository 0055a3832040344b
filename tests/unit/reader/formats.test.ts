import { describe, expect, test } from "vitest";
import { formatDuration } from "../../../src/base/duration.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";

const [english, german] = [en.formats, de.formats];

test("amounts have the plural of the language", () => {
  expect(english.count(1, { one: "source", other: "sources" })).toBe("1 source");
  expect(english.count(0, { one: "source", other: "sources" })).toBe("0 sources");
  expect(english.count(1204, { one: "entry", other: "entries" })).toBe("1,204 entries");
  expect(german.count(1204, { one: "Eintrag", other: "Einträge" })).toBe("1.204 Einträge");
  expect(german.form(1, { one: "hat", other: "haben" })).toBe("hat");
});

test("numbers with a fraction have the point of the language", () => {
  expect([english.decimal(0.3141, 3), german.decimal(0.3141, 3)]).toEqual(["0.314", "0,314"]);
});

test("lists end with and, choices with or", () => {
  expect(english.list(["a", "b", "c"])).toBe("a, b and c");
  expect(english.either(["a", "b", "c"])).toBe("a, b or c");
  expect(german.list(["a", "b", "c"])).toBe("a, b und c");
});

test("bytes are said in the largest unit", () => {
  expect([1, 840, 2400, 1_240_000].map(english.bytes)).toEqual(["1 byte", "840 bytes", "2.4 kB", "1.2 MB"]);
  expect([840, 2400].map(german.bytes)).toEqual(["840 Byte", "2,4 kB"]);
});

describe("a duration", () => {
  const times = [500, 45_000, 12 * 60_000, 125 * 60_000, 120 * 60_000, 3 * 86_400_000, 51 * 3_600_000];

  test("in English is what logs and the command line say", () => {
    expect(times.map(english.duration)).toEqual(times.map(formatDuration));
    expect(english.duration(times[3]!)).toBe("2 h 5 min");
  });

  test("in German has German units", () => {
    expect(times.map(german.duration)).toEqual([
      "500 ms",
      "45 Sek.",
      "12 Min.",
      "2 Std. 5 Min.",
      "2 Std.",
      "3 Tage",
      "2 Tage 3 Std.",
    ]);
  });
});

test("a number and its unit stay on one line", () => {
  expect(english.unbroken("every 4 s; 2 h 5 min ago")).toBe("every 4\u00a0s; 2\u00a0h 5\u00a0min ago");
  expect(english.unbroken("5 sources, 3 daily")).toBe("5 sources, 3 daily");
  expect(german.unbroken("vor 2 Std. 5 Min., in 3 Tagen")).toBe(
    "vor 2\u00a0Std. 5\u00a0Min., in 3\u00a0Tagen",
  );
});
