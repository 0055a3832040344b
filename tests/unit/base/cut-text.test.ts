import { describe, expect, test } from "vitest";
import { cutText } from "../../../src/base/cut-text.ts";

describe("a text is cut", () => {
  test("between words, without the mark that stood there", () => {
    expect(cutText("one two three, four", 16)).toBe("one two three…");
  });

  test("anywhere but inside a character where a script writes no spaces", () => {
    expect(cutText("😀".repeat(10), 7)).toBe("😀😀😀…");
    expect(cutText("😀".repeat(10), 8)).toBe("😀😀😀…");
  });

  test("to no more than its length", () => expect(cutText("x".repeat(30), 10)).toHaveLength(10));

  test("not where it is short enough", () => expect(cutText("short", 5)).toBe("short"));
});
