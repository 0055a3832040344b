import { expect, test } from "vitest";
import { withinElementBudget } from "../../../src/parse/element-budget.ts";
import type { FeedElement } from "../../../src/parse/feed-element.ts";

const element = (name: string, text = "", children: FeedElement[] = []): FeedElement => ({
  name,
  attributes: new Map(),
  children,
  text,
});
const item = (day: number, others: number) =>
  element("item", "", [
    element("title", "A"),
    element("pubdate", `2026-01-${String(day).padStart(2, "0")}`),
    ...Array.from({ length: others }, () => element("media:content")),
  ]);
const sizes = (items: readonly FeedElement[]) => items.map(({ children }) => children.length);

test("items of usual size keep all of their elements", () => {
  const items = [item(1, 100), item(2, 100)];
  expect(withinElementBudget(items)).toBe(0);
  expect(sizes(items)).toEqual([102, 102]);
});

test("where there are far too many elements, older items keep the most important of theirs", () => {
  const items = [item(1, 25_000), item(3, 25_000), item(2, 25_000)];
  expect(withinElementBudget(items)).toBe(1);
  expect(sizes(items)).toEqual([2, 25_002, 25_002]);
});

test("of what is important, three of a name are enough", () => {
  const items = [
    element(
      "item",
      "",
      Array.from({ length: 70_000 }, () => element("category")),
    ),
  ];
  expect(withinElementBudget(items)).toBe(1);
  expect(sizes(items)).toEqual([3]);
});
