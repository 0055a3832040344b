import { describe, expect, test } from "vitest";
import { atom, entryOf } from "../../support/parsed.ts";

const xhtml = async (inner: string) =>
  (
    await entryOf(
      `<id>x</id><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${inner}</div></content>`,
      atom,
    )
  ).contentHtml;
const html = async (inner: string) =>
  (await entryOf(`<id>x</id><content type="html"><![CDATA[${inner}]]></content>`, atom)).contentHtml;

describe("a formula", () => {
  test("stays a formula", async () => {
    const formula = '<math display="block"><mfrac><mi>a</mi><mn>2</mn></mfrac></math>';
    expect(await html(`<p>So: ${formula}</p>`)).toBe(`<p>So: ${formula}</p>`);
  });

  test("stays one under a prefix", async () => {
    const formula = "<m:math xmlns:m='http://www.w3.org/1998/Math/MathML'><m:mi>a</m:mi></m:math>";
    expect(await xhtml(formula)).toBe("<div><math><mi>a</mi></math></div>");
  });

  test("loses its links and what it would do", async () => {
    const links = `<math href="javascript:1" xlink:href="javascript:2"><mrow xlink:href="https://a.example/" onclick="x()">
      <maction actiontype="statusline" href="javascript:3"><mi>a</mi></maction></mrow></math>`;
    expect((await html(links))?.replace(/\s+/g, "")).toBe("<math><mrow><mi>a</mi></mrow></math>");
  });

  test("is said once: other notations of it go with what they hold", async () => {
    const twice = `<math><semantics><mi>a</mi><annotation encoding="application/x-tex">\\alpha</annotation>
      <annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></semantics></math>`;
    expect((await html(twice))?.replace(/\s+/g, "")).toBe("<math><semantics><mi>a</mi></semantics></math>");
  });

  test.each([
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi><style><img src=x onerror=alert(1)></style></mi></math>",
    "<math><mtext><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
    "<math><annotation-xml encoding='text/html'><p><style><a title='</style><img src onerror=alert(1)>'>",
  ])("cannot be used to smuggle: %s", async (smuggled) => {
    const safe = (await html(`<p>So</p>${smuggled}`)) ?? "";
    expect(safe).not.toMatch(/<[^>]*onerror|<style|<svg|<mglyph|<annotation/i);
  });
});
