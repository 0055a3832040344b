import { expect, test } from "vitest";
import { TagStack } from "../../../src/parse/tag-stack.ts";

const stackOf = (...tags: string[]) => {
  const stack = new TagStack<{ tag: string }>();
  for (const tag of tags) stack.push({ tag });
  return stack;
};

test("an open element is found by its name, the innermost of several", () => {
  const stack = stackOf("rss", "b", "i", "b");
  expect([stack.has("i"), stack.placeOf("b"), stack.placeOf("u")]).toEqual([true, 3, -1]);
});

test("closing one closes what is open in it, the innermost first, and it is open no more", () => {
  const stack = stackOf("rss", "b", "i");
  expect(stack.closeFrom(1).map(({ tag }) => tag)).toEqual(["i", "b"]);
  expect([stack.has("b"), stack.has("rss"), stack.open.length]).toEqual([false, true, 1]);
});
