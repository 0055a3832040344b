import { expect, test } from "vitest";
import { quoteTitle } from "../../../src/story/quote.ts";

test.each([
  ["Bridge closed", "“Bridge closed”"],
  ["“The whole deck shook”: drivers tell", "“‘The whole deck shook’: drivers tell”"],
  ["a".repeat(80), `“${"a".repeat(80)}”`],
  [`${"a".repeat(78)} and more`, `“${"a".repeat(78)}…”`],
])("a headline is quoted: %s", (title, quoted) => expect(quoteTitle(title)).toBe(quoted));
