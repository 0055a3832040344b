import { expect, test } from "vitest";
import { present } from "../../../src/parse/draft.ts";

test("what is undefined is not there, what is empty or false is", () => {
  const made = present({ a: undefined, b: "", c: 0, d: false, e: null });
  expect(Object.keys(made)).toEqual(["b", "c", "d", "e"]);
});
