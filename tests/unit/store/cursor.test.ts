import { describe, expect, test } from "vitest";
import { readCursor, readRankCursor, writeCursor } from "../../../src/store/cursor.ts";
import { BadCursorError } from "../../../src/store/page.ts";

const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a cursor", () => {
  test("leads to the place that was written, to the last digit of a rank", () => {
    expect(readCursor(writeCursor([1_795_000_000_123, 7]))).toEqual([1_795_000_000_123, 7]);
    expect(readRankCursor(writeCursor([-0.1 + 12.3, 7]))).toEqual([-0.1 + 12.3, 7]);
  });

  test.each([
    "nonsense",
    written({}),
    written([1]),
    written([1, 2, 3]),
    written(["1", 2]),
    written([1, 2.5]),
    written([1, 1e300]),
    written([null, 2]),
  ])("that nobody wrote is none: %s", (cursor) => {
    expect(() => readRankCursor(cursor)).toThrow(BadCursorError);
    expect(() => readCursor(cursor)).toThrow(BadCursorError);
  });

  test.each([0.5, 1e300])("of a list by instants is at none that is no instant, as %d", (sortedBy) => {
    expect(() => readCursor(written([sortedBy, 2]))).toThrow(BadCursorError);
    expect(readRankCursor(written([sortedBy, 2]))).toEqual([sortedBy, 2]);
  });
});
