import { expect, test } from "vitest";
import { readTags } from "../../../src/parse/tags.ts";

function tagsIn(document: string, xml = false) {
  const seen: string[] = [];
  readTags(
    document,
    { xml },
    {
      open: (name, attributes, selfClosing) =>
        void seen.push(
          `<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(" ")}${selfClosing ? "/" : ""}>`,
        ),
      close: (name) => void seen.push(`</${name}>`),
      text: (text) => void seen.push(text),
    },
  );
  return seen;
}

test.each([
  ['<A HREF="x?a=1&amp;b=2&copy" Title=y>t</A>', ["<a href=x?a=1&b=2© title=y>", "t", "</a>"]],
  ['<a b="1" b="2" hidden>', ["<a b=1 hidden=>"]],
  ["<br/>", ["<br>"]],
  ["<script><a></script>", ["<script>", "<a>", "</script>"]],
  ["<!-- <a> --><![if x]><b", []],
  ['<a __proto__="x">', ["<a __proto__=x>"]],
])("HTML: %s", (html, tags) => {
  expect(tagsIn(html)).toEqual(tags);
});

test.each([
  ['<A b="1&amp;2"/>', ["<a b=1&2/>"]],
  ['<a b="1&x=2&copy">', ["<a b=1&x=2&copy>"]],
])("XML: %s", (xml, tags) => {
  expect(tagsIn(xml, true)).toEqual(tags);
});
