import { expect, test } from "vitest";
import { rewriteLinks } from "../../../src/static/rewrite-links.ts";

test.each([
  ['<a href="/stories/1">1</a>', '<a href="to:/stories/1">1</a>'],
  ['<a class="x" href="/?a=1&amp;b=2#c" rel="next">', '<a class="x" href="to:/?a=1&amp;b=2#c" rel="next">'],
  ['<script src="/assets/a.js" defer></script>', '<script src="to:/assets/a.js" defer></script>'],
  ['<a href="https://example.org/">', '<a href="https://example.org/">'],
  ['<a href="//example.org/">', '<a href="//example.org/">'],
  ['<a href="#main">', '<a href="#main">'],
  ['<p>write href="/stories/1" there</p>', '<p>write href="/stories/1" there</p>'],
  ['<p>1 < 2 href="/x" </p>', '<p>1 < 2 href="/x" </p>'],
])("%s becomes %s", (html, rewritten) => {
  expect(rewriteLinks(html, (address) => `to:${address}`)).toBe(rewritten);
});

test("what leads nowhere is a link no more, and stays as a word", () => {
  expect(rewriteLinks('<a href="/gone" rel="next">More</a>', () => undefined)).toBe('<a rel="next">More</a>');
});
