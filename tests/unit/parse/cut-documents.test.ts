import { expect, test } from "vitest";
import { parseFeed } from "../../../src/parse/parse-feed.ts";

const titlesOf = async (text: string) => {
  const outcome = await parseFeed({ bytes: Buffer.from(text), fetchedAt: new Date("2026-01-06T12:00:00Z") });
  return outcome.kind === "feed" ? outcome.feed.entries.map(({ title }) => title) : outcome.error;
};
const item = (name: string) =>
  `<item><title>${name}</title><link>https://outlet.example/${name}</link></item>`;
const start = `<rss version="2.0"><channel><title>Outlet</title>${item("one")}${item("two")}`;

test("a document that is cut off within an item keeps the items before it", async () => {
  expect(await titlesOf(`${start}<item><title>thr`)).toEqual(["one", "two"]);
});

test("a document that is cut off between two items keeps all that it brought", async () => {
  expect(await titlesOf(start)).toEqual(["one", "two"]);
  expect(await titlesOf(`${start}</channel>\n`)).toEqual(["one", "two"]);
});

test("a document that is cut off in its first item is an error, not an empty feed", async () => {
  expect(await titlesOf("<rss><channel><title>Outlet</title><item><title>on")).toMatch(
    /cut off before its first item ends/,
  );
});
