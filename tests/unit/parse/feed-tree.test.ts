import { describe, expect, test } from "vitest";
import type { FeedElement } from "../../../src/parse/feed-element.ts";
import { readTree } from "../../../src/parse/feed-tree.ts";

/** The tree as lists in lists: name, text, children. */
type Sketch = readonly [name: string, text: string, ...children: Sketch[]];
const sketch = ({ name, text, children }: FeedElement): Sketch => [
  name,
  text.trim(),
  ...children.map(sketch),
];
const treeOf = (text: string) => {
  const outcome = readTree(text);
  if (outcome.kind !== "tree") throw new Error(JSON.stringify(outcome));
  return outcome.tree;
};
const itemsOf = (text: string) =>
  treeOf(`<rss><channel>${text}</channel></rss>`).root.children[0]?.children.map(sketch);

describe("a title is read", () => {
  test.each([
    ["with references", "Fish &amp; chips &#8212; caf&eacute; &#x1F41F;", "Fish & chips — café 🐟"],
    ["with a bare ampersand", "Fish & chips", "Fish & chips"],
    ["in CDATA, whose references are none", "<![CDATA[Fish &amp; <b>chips</b>]]>", "Fish &amp; <b>chips</b>"],
    ["with mark-up that nobody escaped", "A <b>new</b> bridge", "A <b>new</b> bridge"],
    ["with mark-up that is wrongly nested", "A <b><i>new</b></i> bridge", "A <b><i>new</i></b> bridge"],
    ["with a comment in it", "A <!-- very -->new bridge", "A new bridge"],
    ["with a reference to a reference", "A &amp;lt;b&amp;gt;", "A &lt;b&gt;"],
    ["with a reference that nobody knows", "A &nosuch; b", "A &nosuch; b"],
  ])("%s", (_, xml, text) => expect(itemsOf(`<title>${xml}</title>`)).toEqual([["title", text]]));

  test("with an entity of the document's own", () => {
    const { root } = treeOf(
      '<!DOCTYPE rss [<!ENTITY shop "Chips">]><rss><channel><title>&shop;</title></channel></rss>',
    );
    expect(sketch(root)).toEqual(["rss", "", ["channel", "", ["title", "Chips"]]]);
  });
});

describe("tag soup", () => {
  test("before the feed and after it is skipped, and a note says so", () => {
    const { root, notes } = treeOf(
      "Warning: x<br/><html><rss><channel><title>A</title></channel></rss><p>tail",
    );
    expect(sketch(root)).toEqual(["rss", "", ["channel", "", ["title", "A"]]]);
    expect(notes).toEqual(["left out what stood after the feed", "skipped what stood before the feed"]);
  });

  test("in which an item was never closed: the next one begins beside it", () => {
    expect(itemsOf("<item><title>A</title><item><title>B</title></item>")).toEqual([
      ["item", "", ["title", "A"]],
      ["item", "", ["title", "B"]],
    ]);
  });

  test("in which a text was never closed: the next item begins beside its own", () => {
    expect(itemsOf("<item><description>A<item><title>B</title></item>")).toEqual([
      ["item", "", ["description", "A"]],
      ["item", "", ["title", "B"]],
    ]);
    expect(itemsOf("<item><description>A <p>b</item><item><title>B</title></item>")).toEqual([
      ["item", "", ["description", "A <p>b"]],
      ["item", "", ["title", "B"]],
    ]);
  });

  test("with end tags that nothing began, and names in any letter case", () => {
    expect(itemsOf("</p><ITEM><Title>A</TITLE></b></Item>")).toEqual([["item", "", ["title", "A"]]]);
  });

  test("with attributes without quotes and without values", () => {
    const [item] = treeOf("<rss><channel><link href=/a rel>x</link></channel></rss>").root.children;
    expect(item?.children[0]?.attributes.get("href")).toBe("/a");
  });
});

describe("a document", () => {
  test("that is no feed is told by its first tag", () => {
    expect(readTree("<opml><body/></opml>")).toEqual({ kind: "no-root", found: "opml" });
    expect(readTree("")).toEqual({ kind: "no-root", found: "" });
  });

  test("whose entity refers to itself is refused", () => {
    expect(readTree('<!DOCTYPE r [<!ENTITY a "&a;">]><rss/>')).toMatchObject({ kind: "refused" });
  });

  test("that ended before its root is cut off; after it other elements count for nothing", () => {
    expect(treeOf("<rss><channel><item>").truncated).toBe(true);
    expect(treeOf("<rss><channel/></rss><p>").truncated).toBe(false);
    expect(sketch(treeOf("<rss><channel/></rss><p/>").root)).toEqual(["rss", "", ["channel", ""]]);
  });

  test("declares language and base at any level, and they hold within", () => {
    const { root } = treeOf(
      '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b/" xml:lang="de"><entry xml:base="c/"><title xml:lang="fr">x</title></entry></feed>',
    );
    const title = root.children[0]?.children[0];
    expect(title?.attributes.get("xbase")).toBe("https://a.example/b/c/");
    expect(title?.attributes.get("xlang")).toBe("fr");
  });
});

describe("bounds hold:", () => {
  test("elements in elements in elements lose their tags and keep their text", () => {
    const deep = `${"<div>".repeat(50_000)}deep${"</div>".repeat(50_000)}`;
    const [item] = itemsOf(`<item><description>${deep}</description><title>after</title></item>`) ?? [];
    const [, , description, title] = item ?? [];
    expect(description?.[1]).toContain("deep");
    expect(description?.[1].length).toBeLessThan(5000);
    expect(title?.[1]).toBe("after");
  });

  test("ten thousand attributes are sixty", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `a${at}="x"`).join(" ");
    const { root } = treeOf(`<rss ${many}><channel/></rss>`);
    expect(root.attributes.size).toBeLessThanOrEqual(60);
  });
});

test("of two attributes with one name the first counts (HTML 13.2.5.33), and the element's own before a foreign one", () => {
  const outcome = readTree(
    '<rss><channel><link href="/a" href="/b"/><link x:href="/c" href="/d"/></channel></rss>',
  );
  if (outcome.kind !== "tree") throw new Error(outcome.kind);
  const links = outcome.tree.root.children[0]?.children ?? [];
  expect(links.map(({ attributes }) => attributes.get("href"))).toEqual(["/a", "/d"]);
});
