import { describe, expect, test } from "vitest";
import { ownPath, withParameters } from "../../../src/reader/posted.ts";

describe("an address of ours", () => {
  test.each(["/", "/unread", "/?order=latest", "/search?q=a%20b&cursor=x", "/categories/W%C3%B6rld"])(
    "is %s",
    (path) => expect(ownPath(path)).toBe(path),
  );

  test("is what becomes of it, without its fragment", () => {
    expect(ownPath("/a/../stories/1#main")).toBe("/stories/1");
  });

  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "stories/1",
    "",
    `/${"x".repeat(2000)}`,
    undefined,
    ["/"],
    7,
  ])("is not %j", (written) => {
    expect(ownPath(written)).toBeUndefined();
  });

  test("gets, changes and loses parameters", () => {
    expect(withParameters("/", { marked: "7" })).toBe("/?marked=7");
    expect(withParameters("/?order=latest&marked=6", { marked: "7" })).toBe("/?order=latest&marked=7");
    expect(withParameters("/?marked=7", { marked: undefined })).toBe("/");
    expect(withParameters("/search?q=a+b&marked=7", { marked: undefined })).toBe("/search?q=a+b");
    expect(withParameters("/search?q=why?&order=top", { marked: "7" })).toBe(
      "/search?q=why%3F&order=top&marked=7",
    );
  });
});
