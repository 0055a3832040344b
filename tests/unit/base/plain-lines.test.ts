import { expect, test } from "vitest";
import { plainLines } from "../../../src/base/plain-lines.ts";

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
