import { expect, test } from "vitest";
import { writeXml } from "../../../src/parse/canonical-xml.ts";
import type { FeedElement } from "../../../src/parse/feed-element.ts";
import { readTree } from "../../../src/parse/feed-tree.ts";
import { wellFormed } from "../../support/well-formed.ts";

const element = (text: string, attributes: Record<string, string> = {}, children: FeedElement[] = []) => ({
  name: "title",
  attributes: new Map(Object.entries(attributes)),
  children,
  text,
});
const write = (one: FeedElement) => writeXml(one, (name) => name);

test("text and attributes are escaped, so that they come back as they were", () => {
  const xml = write(element(`a < b & "c" ]]>`, { href: `?a="1"&b=<2>` }));
  expect(xml).toBe('<title href="?a=&quot;1&quot;&amp;b=&lt;2&gt;">a &lt; b &amp; "c" ]]&gt;</title>');
  wellFormed(xml);
});

test("characters and attribute names that XML cannot hold are left out", () => {
  const xml = write(element("a\u0000b\uD800\uFFFF", { "1x": "y", "a=b": "c", rel: "z\u0001" }));
  expect(xml).toMatch(/^<title rel="z.?">ab\uFFFD<\/title>$/u);
});

test("each element is written under the name that is asked for", () => {
  expect(writeXml(element("", {}, [element("x")]), (name) => `wf-${name}`)).toBe(
    "<wf-title><wf-title>x</wf-title></wf-title>",
  );
});

test("any tag soup becomes a well-formed document", () => {
  const soup =
    '<rss a&b="1" x:y:z=2><channel>\u0000<title>A & B <b>c</title><item q"r=1><link>?a=1&b=2</item><![CDATA[ ]]]]><x></channel';
  const outcome = readTree(soup);
  if (outcome.kind !== "tree") throw new Error("no tree");
  const xml = write(outcome.tree.root);
  expect(() => wellFormed(xml)).not.toThrow();
});
