import { describe, expect, test } from "vitest";
import {
  cleanCharacters,
  hasTagPair,
  holdsMarkup,
  htmlToText,
  isHtml,
  oneLine,
  plainTitle,
} from "../../../src/parse/text.ts";

describe("a title is plain text", () => {
  test.each([
    ["of RSS, with mark-up", "A <em>new</em> bridge", undefined, "A new bridge"],
    ["of RSS, which writes about a tag", "Why <b> is bold", undefined, "Why <b> is bold"],
    ["of RSS, with signs that only look like tags", "If 3 < 4 and 5 > 2", undefined, "If 3 < 4 and 5 > 2"],
    [
      "of RSS, with references that were escaped twice",
      "Fish &amp; chips &#8217;26",
      undefined,
      "Fish & chips ’26",
    ],
    ["of Atom's type html", "Caf&eacute; <b>Nord</b>", true, "Café Nord"],
    ["of Atom's type html, which writes about a tag", "Why &lt;b&gt; is bold", true, "Why <b> is bold"],
    ["of Atom's type text, to the letter", "x <y> z", false, "x <y> z"],
    ["of Atom's type text, with mark-up all the same", "A <i>new</i> bridge", false, "A new bridge"],
    ["over several lines", " A\n  new\tbridge ", undefined, "A new bridge"],
    ["with a script in it", "Bridge<script>alert(1)</script>", undefined, "Bridge"],
  ])("%s", (_, written, html, plain) => expect(plainTitle(written, html)).toBe(plain));

  test("whose references would make a tag keeps them", () => {
    expect(plainTitle("Why `&lt;b&gt;` is bold", false)).toBe("Why `&lt;b&gt;` is bold");
  });
});

describe("HTML as text", () => {
  test("keeps words of two blocks apart, and those of inline elements together", () => {
    expect(htmlToText("<p>One</p><p>two<br>three <b>f</b>our</p>")).toBe("One two three four");
  });

  test("leaves out scripts, styles and comments, even those that never end", () => {
    expect(htmlToText("a<script>b</script> c<style>d</style> e<!-- f --> g")).toBe("a c e g");
    expect(htmlToText("a<script>b")).toBe("a");
    expect(htmlToText("a<!-- b")).toBe("a");
  });

  test("keeps the signs that begin no element", () => {
    expect(htmlToText("1 < 2 &lt;3 <unknown>")).toBe("1 < 2 <3 <unknown>");
  });
});

describe("whether a text is HTML", () => {
  test.each([
    ["A <b>word</b>", true],
    ["line<br>break", true],
    ["a comment <!-- here -->", true],
    ['<widget id="1">', true],
    ["<custom>x</custom>", true],
    ["3 < 4", false],
    ["vector<int> x", false],
    ["Fish &amp; chips", false],
  ])("%s: %s", (text, html) => expect(isHtml(text)).toBe(html));

  test("a tag that is opened and never closed is one that somebody writes about", () => {
    expect(hasTagPair("the <p> element")).toBe(false);
    expect(hasTagPair("<p>the element</p>")).toBe(true);
    expect(hasTagPair('the <a href="/x"> element')).toBe(true);
    expect(holdsMarkup("the <p> element")).toBe(true);
  });
});

describe("characters", () => {
  test("that XML, JSON and databases cannot hold are gone", () => {
    expect(cleanCharacters("a\u0000b\u0008c\uFFFEd\u0085e")).toBe("abcde");
    expect(cleanCharacters("a\uD800b")).toBe("a\uFFFDb");
    expect(cleanCharacters("👩‍🚀\tok\n")).toBe("👩‍🚀\tok\n");
  });

  test("that isolate a text of the other direction stay, and each is closed", () => {
    expect(oneLine("a \u2068خبر\u2069 b")).toBe("a \u2068خبر\u2069 b");
    expect(oneLine("\u2067خبر")).toBe("\u2067خبر\u2069");
    expect(oneLine("a\u2069b")).toBe("ab");
  });

  test("that turn a line around are gone: they disguise addresses", () => {
    expect(oneLine("txt\u202Eexe.ecilop\u202C")).toBe("txtexe.ecilop");
  });
});

test.each([
  ["tags that never end", "<a ".repeat(100_000)],
  ["comments that never end", "<!--".repeat(100_000)],
  ["references", "&amp".repeat(100_000)],
  ["scripts that never end", "<script>".repeat(50_000)],
])("a text of nothing but %s is read in time", (_, text) => {
  const started = performance.now();
  htmlToText(text);
  plainTitle(text, undefined);
  isHtml(text);
  expect(performance.now() - started).toBeLessThan(2000);
});
