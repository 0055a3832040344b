import { describe, expect, test } from "vitest";
import { canonicalPrefix, undeclaredPrefix } from "../../../src/parse/namespaces.ts";
import { parsed } from "../../support/parsed.ts";

test.each([
  ["http://www.w3.org/2005/Atom", "atom"],
  ["https://www.w3.org/2005/atom/", "atom"],
  ["http://purl.org/atom/ns#", "atom"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/rss/1.0/", ""],
  ["http://search.yahoo.com/mrss", "media"],
  ["HTTP://www.itunes.com/DTDs/Podcast-1.0.dtd", "itunes"],
  ["https://podcastindex.org/namespace/1.0", "podcast"],
])("%s is known, with the slips that publishers write it with", (uri, prefix) => {
  expect(canonicalPrefix(uri)).toBe(prefix);
});

test("a namespace that says nothing to a reader has no prefix", () => {
  expect(canonicalPrefix("http://www.georss.org/georss")).toBeUndefined();
  expect(canonicalPrefix("__proto__")).toBeUndefined();
  expect(canonicalPrefix("constructor")).toBeUndefined();
});

test("a prefix that a document forgets to declare means what it says", () => {
  expect(undeclaredPrefix("Media")).toBe("media");
  expect(undeclaredPrefix("constructor")).toBeUndefined();
});

describe("in a document", () => {
  test("a namespace named like a part of every object costs nothing but its own elements", async () => {
    const { entries } = await parsed(
      `<rss version="2.0" xmlns:x="constructor"><channel><item><x:title>X</x:title><title>A</title></item></channel></rss>`,
    );
    expect(entries.map(({ title }) => title)).toEqual(["A"]);
  });

  test("the URI counts, not the prefix", async () => {
    const { entries } = await parsed(
      `<rss version="2.0" xmlns:x="http://purl.org/dc/elements/1.1/" xmlns:dc="http://elsewhere.example/">
      <channel><item><title>A</title><x:creator>Ada</x:creator><dc:creator>Nobody</dc:creator></item></channel></rss>`,
    );
    expect(entries[0]?.authors).toEqual([{ name: "Ada" }]);
  });

  test("Atom with a prefix is Atom", async () => {
    const { format, entries } = await parsed(
      `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>x</a:id><a:title>A</a:title></a:entry></a:feed>`,
    );
    expect(format).toBe("atom-1.0");
    expect(entries[0]).toMatchObject({ guid: "x", title: "A" });
  });

  test("an element of another vocabulary does not stand in for RSS's own", async () => {
    const { entries } = await parsed(
      `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:g="http://base.google.com/ns/1.0">
      <channel><item><media:title>Photo</media:title><g:title>Goods</g:title><title>The title</title></item></channel></rss>`,
    );
    expect(entries[0]?.title).toBe("The title");
  });
});
