import { expect, test } from "vitest";
import { type Target, createTargets } from "../../../src/publish/targets.ts";

const target = (address: string): Target => ({
  feed: { list: { path: address, pagePath: "/", restriction: {} }, options: {}, format: "rss" },
  requestOrigin: "http://localhost",
  address,
  stamp: "1",
});
const site = { title: "My wire" };

test("what a target stands for is known while nothing has changed", () => {
  const targets = createTargets({ maxCount: 10 });
  targets.set("a", [1, site], target("/a"));
  expect(targets.get("a", [1, site])).toEqual(target("/a"));
  expect(targets.get("b", [1, site])).toBeUndefined();
});

test.each([
  ["the store", [2, site]],
  ["the config, whatever it says now", [1, { ...site }]],
  ["what there is to say of it", [1, site, "more"]],
])("it is forgotten with a change of %s", (_what, now) => {
  const targets = createTargets({ maxCount: 10 });
  targets.set("a", [1, site], target("/a"));
  expect(targets.get("a", now)).toBeUndefined();
  targets.set("b", now, target("/b"));
  expect(targets.get("a", now)).toBeUndefined();
  expect(targets.get("a", [1, site])).toBeUndefined();
});

test("however many are asked for, no more are known than there is room for, and no long ones", () => {
  const targets = createTargets({ maxCount: 3 });
  for (let name = 0; name < 100; name++) targets.set(`${name}`, [1], target("/a"));
  const known = Array.from({ length: 100 }, (_, name) => targets.get(`${name}`, [1])).filter(Boolean);
  expect(known.length).toBeLessThanOrEqual(3);
  targets.set("x".repeat(2000), [1], target("/a"));
  expect(targets.get("x".repeat(2000), [1])).toBeUndefined();
});
