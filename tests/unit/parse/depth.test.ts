import { describe, expect, test } from "vitest";
import { withoutDepth } from "../../../src/parse/depth.ts";

describe("tags beyond a depth go and their content stays", () => {
  test.each([
    ["within each other", "<div><p><b><i>x</i></b></p></div>", 2, "<div><p>x</p></div>"],
    ["never closed", "<div><b><i>x", 2, "<div><b>x"],
    ["closed in no order", "<div></x><b></y><i>x</i></div><p>y</p>", 2, "<div></x><b></y>x</div><p>y</p>"],
    ["whose end stands in a comment", "<b><!--</b>--><i><u>x</u></i></b>", 2, "<b><!--</b>--><i>x</i></b>"],
    ["whose end stands in an attribute", '<b><a x="</b>"><u>x</u></a></b>', 2, '<b><a x="</b>">x</a></b>'],
  ])("%s", (_, html, limit, flat) => expect(withoutDepth(html, limit)).toBe(flat));

  test("but not that of a script", () => {
    expect(withoutDepth("<b><i><script>a<b></script>x</i></b>", 2)).toBe("<b><i>x</i></b>");
    expect(withoutDepth("<b><i><script>a<b>", 2)).toBe("<b><i>");
  });
});

test.each([
  ["paragraphs that are never closed", "<p>x".repeat(500)],
  ["cells and items that are never closed", "<tr><td>x".repeat(300) + "<li>x".repeat(300)],
  ["pictures and line breaks", "<img src=a><br>".repeat(500)],
  ["elements one after the other", "<div><p>x</p></div>".repeat(500)],
])("%s are not deep", (_, html) => expect(withoutDepth(html, 20)).toBe(html));
