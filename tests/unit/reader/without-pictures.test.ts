import { describe, expect, test } from "vitest";
import { withoutPictures } from "../../../src/reader/without-pictures.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";

const plain = (html: string) => withoutPictures(html, en);

describe("a page without pictures", () => {
  test.each([
    ["with words", '<img src="https://a.example/1.jpg" alt="A ship">', "</bdi>: A ship</a>"],
    ["without", '<img alt="" src="https://a.example/1.jpg" loading="lazy" />', "</bdi></a>"],
    ["with words of blanks", '<img src="https://a.example/1.jpg" alt="  ">', "</bdi></a>"],
  ])("has a link in the place of a picture %s", (_what, html, end) => {
    expect(plain(`<p>${html}</p>`)).toBe(
      `<p><a class="left-out" href="https://a.example/1.jpg" rel="noopener noreferrer"><bdi lang="en">Picture</bdi>${end.replace("</bdi>", "")}</p>`,
    );
  });

  test("has no link in a link, and one again after it", () => {
    const html =
      '<a href="/x"><img src="https://a.example/1.jpg" alt="x"></a><img src="https://a.example/2.jpg" alt="">';
    expect(plain(html)).toBe(
      '<a href="/x"><span class="left-out"><bdi lang="en">Picture</bdi>: x</span></a><a class="left-out" href="https://a.example/2.jpg" rel="noopener noreferrer"><bdi lang="en">Picture</bdi></a>',
    );
  });

  test("links to nothing but the web", () => {
    for (const src of ["data:image/svg+xml,x", "javascript:alert(1)", "/assets/icon.svg"])
      expect(plain(`<img src="${src}" alt="">`)).toBe(
        '<span class="left-out"><bdi lang="en">Picture</bdi></span>',
      );
  });

  test("keeps values escaped, whatever they look like", () => {
    const html =
      '<img src="https://a.example/?a=1&amp;b=$&amp;c=$1" alt="&lt;script&gt; &quot;$&amp;&quot;">';
    expect(plain(html)).toContain('href="https://a.example/?a=1&amp;b=$&amp;c=$1"');
    expect(plain(html)).toContain(": &lt;script&gt; &quot;$&amp;&quot;</a>");
  });

  test("has films without their still, and everything else as it was", () => {
    const film = '<video controls src="https://a.example/1.mp4" poster="https://a.example/1.jpg">';
    expect(plain(film)).toBe('<video controls src="https://a.example/1.mp4">');
    const rest = '<abbr title="x">ab</abbr><article class="card"></article>&lt;img src=x&gt;<b>1</b>';
    expect(plain(rest)).toBe(rest);
  });

  test("says it in the language of the page", () => {
    expect(withoutPictures('<img src="https://a.example/1.jpg" alt="">', de)).toContain(
      '<bdi lang="de">Bild</bdi>',
    );
  });
});
