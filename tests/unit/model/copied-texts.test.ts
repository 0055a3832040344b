import { expect, test } from "vitest";
import { isCopied } from "../../../src/model/copied-texts.ts";

const by = (outletKey: string, agency?: string) => ({ outletKey, ...(agency !== undefined && { agency }) });

test("a text is a copy where an agency wrote it, or several outlets print it", () => {
  expect(isCopied([by("a")])).toBe(false);
  expect(isCopied([by("a"), by("a")])).toBe(false);
  expect(isCopied([by("a"), by("b")])).toBe(true);
  expect(isCopied([by("a", "Reuters")])).toBe(true);
});
