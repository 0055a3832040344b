import { describe, expect, test } from "vitest";
import { faultsOfHtml } from "../../support/unsafe-html.ts";

describe("the checker of safe HTML finds", () => {
  test.each([
    ["<script>x</script>", "an element <script>"],
    ["<p onclick=x>a</p>", "an attribute p onclick="],
    ['<a href="javascript:x">a</a>', "href= leads to javascript:"],
    ['<img src="data:,x">', "src= leads to data:"],
    ['<a href="/x">a</a>', 'href="/x" is no absolute address'],
    ["<!--x-->", "a node #comment"],
    ["<p>a\u202Eb</p>", 'an unfit character in "a\u202Eb"'],
    ['<p title="&#x1;">a</p>', 'an unfit character in title="\\u0001"'],
    ["<svg><p>x</p></svg>", "an element <svg>"],
  ])("%s", (html, fault) => expect(faultsOfHtml(html)).toContain(fault));

  test("nothing in an ordinary article", () => {
    expect(faultsOfHtml('<p>A <a href="https://a.example/" rel="noopener">b</a></p>')).toEqual([]);
  });
});
