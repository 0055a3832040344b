import { expect, test } from "vitest";
import { foldTitle } from "../../../src/base/fold-title.ts";

test("titles are the same whatever their case, their marks and the width of their letters", () => {
  expect(foldTitle("  “Bridge” to CLOSE – Friday!")).toBe("bridge to close friday");
  expect(foldTitle("Ｂridge")).toBe(foldTitle("bridge"));
  expect(foldTitle("हिन्दी")).toBe("हिन्दी");
  expect(foldTitle("…")).toBe("");
});

test.each([
  ["“Ferry” runs — aground!", "ferry runs aground"],
  ["  FERRY\u00a0runs\taground… ", "ferry runs aground"],
  ["Ｆｅｒｒｙ ② aground", "ferry 2 aground"],
  ["नमस्ते, दुनिया", "नमस्ते दुनिया"],
  ["?!…", ""],
])("%s is compared as “%s”", (title, folded) => expect(foldTitle(title)).toBe(folded));
