import { expect, test } from "vitest";
import { plainLines, plainText } from "../../../src/base/plain-lines.ts";

test("each block is a line; what stands within one does not break it", () => {
  expect(
    plainLines(
      '<h2>Head</h2><p>One <b>b</b>old<a href="https://a.example/?a=1&amp;b=2">link</a>\n  here.</p><ul><li>Item</li><li></li></ul>x<br />y',
    ),
  ).toEqual(["Head", "One boldlink here.", "Item", "x", "y"]);
});

test("references are decoded once", () => {
  expect(plainLines("<p>a &amp;lt; b &lt;c&gt; &quot;d&quot;&nbsp;e</p>")).toEqual(['a &lt; b <c> "d" e']);
});

test("only the names of blocks end a line, however their tags are written", () => {
  expect(plainLines("<pre\nid='a'>a</pre><prex>b</prex>c<P>d<br/>e<p/x>f<hr />g<")).toEqual([
    "a",
    "bc",
    "d",
    "ef",
    "g<",
  ]);
});

test("text of a certain length is all lines one after another, cut there", () => {
  const html = "<p>One <b>two</b></p><p>three &amp; four</p><p>five</p>";
  expect(plainText(html, 100)).toBe("One two three & four five");
  expect(plainText(html, 8)).toBe("One two ");
  expect(plainText(html, 12)).toBe("One two thre");
});
