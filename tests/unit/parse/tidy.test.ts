import { expect, test } from "vitest";
import { withoutEmpty } from "../../../src/parse/tidy.ts";

test.each([
  ["an empty paragraph", "<p>a</p><p> &nbsp;</p><p>b</p>", "<p>a</p> <p>b</p>"],
  ["elements that hold empty ones only", "<div><p><a></a></p></div><p>b</p>", "<p>b</p>"],
  ["line breaks at the start of an element and at the end of all", "<p><br />a</p><br /><br />", "<p>a</p>"],
])("%s goes", (_, html, tidy) => expect(withoutEmpty(html)).toBe(tidy));

test.each([
  ["a picture in a link", '<p><a href="https://a.example/"><img src="https://a.example/b.jpg" /></a></p>'],
  ["an empty cell of a table", "<table><tr><td></td><td>1</td></tr></table>"],
  ["a line break within a text", "<p>a<br />b</p>"],
  ["a rule", "<p>a</p><hr /><p>b</p>"],
])("%s stays", (_, html) => expect(withoutEmpty(html)).toBe(html));

test("words around an element that goes stay apart", () => {
  expect(withoutEmpty("<p>one<span></span>two</p>")).toBe("<p>one two</p>");
});
