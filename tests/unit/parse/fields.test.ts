import { expect, test } from "vitest";
import { firstField, firstText } from "../../../src/parse/fields.ts";
import { fieldsIn, rss } from "../../support/parsed.ts";

const { item } = await fieldsIn(
  rss(`<item><category domain=" x ">a</category><category>b</category><title> </title><dc:title>C</dc:title>
    <media:group><media:content url="/a.jpg"/></media:group><link href=""/></item>`),
);

test("repeated elements come all, in their order, with their attributes", () => {
  expect(item("category").map(({ text }) => text)).toEqual(["a", "b"]);
  expect(item("category")[0]?.attribute("domain")).toBe("x");
});

test("elements within elements come by their own names", () => {
  expect(item("media:group")[0]?.children("media:content")[0]?.attribute("url")).toBe("/a.jpg");
});

test("what is not there is empty, and what is empty is not there", () => {
  expect(item("guid")).toEqual([]);
  expect(item("constructor")).toEqual([]);
  expect(item("link")[0]?.attribute("href")).toBeUndefined();
  expect(item("category")[1]?.attribute("domain")).toBeUndefined();
});

test("of several names the first counts that says anything", () => {
  expect(firstText(item, "title", "dc:title")).toBe("C");
  expect(firstField(item, "guid", "title", "category")?.text).toBe("a");
  expect(firstText(item, "guid")).toBeUndefined();
});
