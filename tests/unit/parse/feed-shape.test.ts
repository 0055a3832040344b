import { describe, expect, test } from "vitest";
import { maxItems } from "../../../src/parse/newest-items.ts";
import { parsed, rss } from "../../support/parsed.ts";

const titlesOf = async (document: string) => (await parsed(document)).entries.map(({ title }) => title);
const item = (title: string, rest = "") => `<item><title>${title}</title>${rest}</item>`;

describe("items are found", () => {
  test.each([
    ["in the channel (RSS 2.0)", `<rss><channel><title>T</title>${item("A")}${item("B")}</channel></rss>`],
    ["beside the channel", `<rss><channel><title>T</title></channel>${item("A")}${item("B")}</rss>`],
    ["in several channels", `<rss><channel>${item("A")}</channel><channel>${item("B")}</channel></rss>`],
    ["in a channel without an rss around it", `<channel><title>T</title>${item("A")}${item("B")}</channel>`],
    [
      "beside the channel of RDF (RSS 1.0)",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/>${item("A")}${item("B")}</rdf:RDF>`,
    ],
    [
      "in the channel of RDF, where they do not belong",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>${item("A")}${item("B")}</channel></rdf:RDF>`,
    ],
  ])("%s", async (_, document) => expect(await titlesOf(document)).toEqual(["A", "B"]));

  test("in an entry that is a document of its own (RFC 4287 2)", async () => {
    const entry = `<entry xmlns="http://www.w3.org/2005/Atom"><id>x</id><title>A</title></entry>`;
    expect(await titlesOf(entry)).toEqual(["A"]);
  });
});

test("a feed without items is a feed, and one without anything is, too", async () => {
  expect(await titlesOf(rss("<title>T</title>"))).toEqual([]);
  expect(await titlesOf("<rss><channel/></rss>")).toEqual([]);
  expect(await titlesOf("<rss/>")).toEqual([]);
});

test("an item that says nothing is left out, and a note says so", async () => {
  const { entries, notes } = await parsed(rss(`<item/>${item("A")}<item> </item>`));
  expect(entries).toHaveLength(1);
  expect(notes).toEqual(["left out 2 empty items"]);
});

test("of a hundred thousand items the newest are kept, in the document's order", async () => {
  const day = (at: number) => new Date(Date.UTC(2020, 0, 1) + at * 60_000).toUTCString();
  const count = maxItems + 500;
  const items = Array.from({ length: count }, (_, at) => item(`n${at}`, `<pubDate>${day(at)}</pubDate>`));
  const { entries, notes } = await parsed(rss(items.join("")));
  expect(entries).toHaveLength(maxItems);
  expect(entries[0]?.title).toBe("n500");
  expect(notes).toEqual([`kept the newest ${maxItems} of ${count} items`]);
});
