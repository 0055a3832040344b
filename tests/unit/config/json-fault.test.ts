import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findJsonFault } from "../../../src/config/json-fault.ts";

test.each([
  ['{"a": 1,}', 1, 8, "a comma too many before }"],
  ["[1,\n 2,\n]", 2, 3, "a comma too many before ]"],
  ['{"a" 1}', 1, 6, "expected a colon after the key, found 1"],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'expected a comma or }, found "'],
  ["{'a': 1}", 1, 2, "expected a key in double quotes, found 'a'"],
  ["{a: 1}", 1, 2, "expected a key in double quotes, found a"],
  ['{"a": tru}', 1, 7, "expected a value, found tru"],
  ['{"a": 01}', 1, 7, "expected a value, found 01"],
  ['{"a": 1 // why\n}', 1, 9, "JSON has no comments; take this one out"],
  ['/* top */ {"a": 1}', 1, 1, "JSON has no comments; take this one out"],
  ['{"a": "b\nc"}', 1, 7, 'this text is not closed by " on its line'],
  ['{"a": "b\tc"}', 1, 9, "a tab inside a text is written \\t"],
  ['{"a": "C:\\path"}', 1, 10, "\\p means nothing in a text; a backslash is written \\\\"],
  ['{"a": [1, 2', 1, 12, "expected a comma or ], found the end of the file"],
  ['{"a": 1}}', 1, 9, "expected the end of the file, found }"],
  ["sources: []", 1, 1, "expected a value, found sources"],
  ['{"X-Key": s3same-open}', 1, 11, "expected a value, found s"],
  ['{"X-Key": "s3"same"}', 1, 15, "expected a comma or }, found s"],
])("%j breaks at line %i, column %i", (text, line, column, what) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(findJsonFault(text)).toEqual({ line, column, what });
});

test("finds a fault in every text that JSON.parse refuses, and in no other", () => {
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "x", ":", "\\", " "))
    .map(
      ([text, at, piece]) =>
        text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
    );
  fc.assert(
    fc.property(damaged, (text) => {
      expect(findJsonFault(text) !== undefined).toBe(isRefused(text));
    }),
    { numRuns: 2000 },
  );
});

function isRefused(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
