import { describe, expect, test } from "vitest";
import type { Markup } from "../../../src/parse/draft.ts";
import { markupOf, toTitle } from "../../../src/parse/markup.ts";
import { atom, fieldsIn, rss } from "../../support/parsed.ts";
import { toHtml } from "../../support/to-html.ts";

async function atomText(element: string): Promise<Markup> {
  const { item } = await fieldsIn(atom(`<entry><id>x</id>${element}</entry>`));
  const field = item("content")[0];
  if (!field) throw new Error("no content");
  return markupOf(field, true);
}

describe("Atom says what a text is (RFC 4287 3.1 and 4.1.3)", () => {
  test.each([
    ["text by default", "<content>1 &lt; 2</content>", { text: "1 < 2", kind: "text" }],
    ["HTML", '<content type="html">&lt;b&gt;x&lt;/b&gt;</content>', { text: "<b>x</b>", kind: "html" }],
    [
      "XHTML",
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b>1 &lt; 2</b></div></content>',
      { text: "<div><b>1 &lt; 2</b></div>", kind: "html" },
    ],
    [
      "text in base64, of any other type",
      `<content type="application/octet-stream">${btoa("<p>x</p>")}</content>`,
      { text: "<p>x</p>", kind: "html" },
    ],
    [
      "nothing where base64 holds no text",
      '<content type="application/pdf">/////w==</content>',
      { text: "", kind: "html" },
    ],
  ])("%s", async (_, element, markup) => expect(await atomText(element)).toEqual(markup));

  test("with the base and the language in which it stands", async () => {
    const element = '<content type="html" xml:base="https://a.example/" xml:lang="fr">x</content>';
    expect(await atomText(element)).toMatchObject({ base: "https://a.example/", language: "fr" });
  });
});

test("RSS does not say what a text is", async () => {
  const { item } = await fieldsIn(rss("<item><description>x</description></item>"));
  const field = item("description")[0];
  expect(field && markupOf(field, false)).toEqual({ text: "x", kind: "unknown" });
});

describe("a text of RSS is", () => {
  const html = (text: string) => toHtml({ text, kind: "unknown" });
  test("HTML where it holds mark-up", () => expect(html("<p>a &amp; b</p>")).toBe("<p>a &amp; b</p>"));
  test("plain where it holds none: line breaks stay", () =>
    expect(html("a < b\n\nc")).toBe("<p>a &lt; b</p><p>c</p>"));
  test("HTML where it was escaped twice", () => {
    expect(html("&lt;p&gt;a&lt;/p&gt;")).toBe("<p>a</p>");
  });
  test("plain where it only writes about mark-up", () => {
    expect(html("how &lt;p&gt; works")).toBe("<p>how &lt;p&gt; works</p>");
  });
  test("in paragraphs where empty lines part it, though it holds a link", () => {
    expect(html('a <a href="/x">b</a>\n\nc\nd')).toBe('<p>a <a href="/x">b</a></p><p>c<br>d</p>');
  });
});

test("a title is one line, read as its format says", () => {
  expect(toTitle({ text: "A &lt;b&gt;", kind: "html" })).toBe("A <b>");
  expect(toTitle({ text: "A &lt;b&gt;", kind: "text" })).toBe("A &lt;b&gt;");
  expect(toTitle({ text: "A <b>new</b>\n bridge", kind: "unknown" })).toBe("A new bridge");
});
