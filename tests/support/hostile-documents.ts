/** The largest document that a source may send where its configuration says nothing else, in bytes. */
const fullSize = 10_000_000;

const item = (inside: string): string => `<item><title>One</title>${inside}</item>`;
const rss = (items: string): string =>
  `<rss version="2.0"><channel><title>Outlet</title>${items}</channel></rss>`;
const describedAs = (text: string): string => rss(item(`<description><![CDATA[${text}]]></description>`));
const escapedAs = (text: string): string =>
  rss(item(`<description>${text.replaceAll("<", "&lt;")}</description>`));
const atom = (inside: string): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Outlet</title>${inside}</feed>`;
const json = (item: object, count = 1): string =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "Outlet",
    items: Array.from({ length: count }, (_, id) => ({ id: String(id), ...item })),
  });

/** As many of a piece as the size takes. */
const filledWith = (piece: string, bytes = fullSize * 0.98): string =>
  piece.repeat(Math.max(1, Math.floor(bytes / Buffer.byteLength(piece))));

const tags =
  "<b>|<i>|<p>|<div>|<a href=x>|</b>|</p>|</div>|<table>|<tr>|<td>|</table>|<li>|<ul>|text |&amp;|<img src=a>|<!--x-->|<svg>|<math>|</a>|<span".split(
    "|",
  );
/** Tags in an order that nobody can guess, always the same. */
function tagSoup(bytes: number): string {
  let seed = 7;
  const parts: string[] = [];
  for (let length = 0; length < bytes; length += parts.at(-1)?.length ?? 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    parts.push(tags[seed % tags.length] ?? "");
  }
  return parts.join("");
}

const sentence =
  '<p>The harbour office said that <a href="/ferry">the ferry</a> was <em>refloated</em> at high tide.</p>\n';

/** Documents that were made to cost as much as they can, by what they are made of; each in full size where that costs most. */
export const hostileDocuments: Readonly<Record<string, () => string | Uint8Array>> = {
  "50,000 <b>, 50,000 </i> in one text": () => describedAs("<b>".repeat(50_000) + "</i>".repeat(50_000)),
  "100,000 <b>, 100,000 </i> in one text": () => describedAs("<b>".repeat(100_000) + "</i>".repeat(100_000)),
  "1.4 M <b>, 1.4 M </i> in one text": () => describedAs("<b>".repeat(1_400_000) + "</i>".repeat(1_400_000)),
  "3 M <p> in one text": () => describedAs(filledWith("<p>")),
  "3 M <p> not escaped": () => rss(item(`<description>${filledWith("<p>")}</description>`)),
  "2 M <p> in one escaped text": () => escapedAs("<p>".repeat(1_600_000)),
  "9 M & in one text": () => rss(item(`<description>${filledWith("&")}</description>`)),
  "9 M & in one title": () => rss(`<item><title>${filledWith("&")}</title></item>`),
  "2 M &amp; in one text": () => rss(item(`<description>${filledWith("&amp;")}</description>`)),
  "3 M ]]> in one text": () => rss(item(`<description>${filledWith("]]>")}</description>`)),
  "3 M &#x in one text": () => rss(item(`<description>${filledWith("&#x")}</description>`)),
  "2 M &#60; in one text": () => rss(item(`<description>${filledWith("&#60;b>")}</description>`)),
  "330,000 links in one text": () => describedAs(filledWith('<p><a href="/t">tag</a></p>')),
  "100,000 images in one text": () =>
    describedAs(filledWith('<img src="https://outlet.example/a.jpg" alt="a">')),
  "<b><p> in turn in one text": () => describedAs(filledWith("<b><p>")),
  "tag soup of 1 MB in one text": () => describedAs(tagSoup(1_000_000)),
  "tag soup of 10 MB in one text": () => describedAs(tagSoup(fullSize * 0.98)),
  "tag soup of 10 MB not escaped": () => rss(item(`<description>${tagSoup(fullSize * 0.98)}</description>`)),
  "tag soup of 10 MB as a feed": () => rss(item("") + tagSoup(fullSize * 0.98)),
  "10 MB of < in one text": () => describedAs(filledWith("<")),
  "10 MB of <a  in one text": () => describedAs(filledWith("<a ")),
  "10 MB of attributes in one text": () => describedAs(`<p ${filledWith("a=b ")}>x</p>`),
  "10 MB of attributes in one element": () => rss(`<item ${filledWith("a='b' ")}><title>One</title></item>`),
  "10 MB of letters in one text": () => describedAs(filledWith("Harbour ")),
  "10 MB of letters in one title": () => rss(`<item><title>${filledWith("Harbour ")}</title></item>`),
  "10 MB of letters in one word": () => describedAs(filledWith("a")),
  "10 MB of line breaks": () => describedAs(filledWith("x\n\n")),
  "10 MB of comments": () => describedAs(filledWith("<!--x-->")),
  "250,000 authors in one entry": () =>
    atom(`<entry><title>One</title>${filledWith("<author><name>Ada</name></author>")}</entry>`),
  "250,000 authors of a feed, 2,000 entries": () =>
    atom(
      filledWith("<author><name>Ada</name></author>", fullSize * 0.9) +
        "<entry><title>One</title></entry>".repeat(2000),
    ),
  "300,000 categories in one item": () => rss(item(filledWith("<category>News</category>"))),
  "300,000 categories of many names": () =>
    rss(item(Array.from({ length: 300_000 }, (_, at) => `<category>${at}</category>`).join(""))),
  "10 MB of commas in one category": () =>
    rss(item(`<itunes:keywords>${filledWith("a,")}</itunes:keywords>`)),
  "200,000 enclosures in one item": () => rss(item(filledWith('<enclosure url="http://a.example/b" />'))),
  "200,000 links in one entry": () =>
    atom(`<entry>${filledWith('<link href="http://a.example/b"/>')}</entry>`),
  "150,000 media:content in one item": () =>
    rss(
      item(
        `<media:group>${filledWith('<media:content url="http://a.example/b.jpg" width="9"/>')}</media:group>`,
      ),
    ),
  "400,000 titles in one item": () => rss(`<item>${filledWith("<title>One</title>")}</item>`),
  "300,000 dates in one item": () => rss(item(filledWith("<pubDate>yesterday, or so</pubDate>"))),
  "one element name of 9 M letters": () => rss(item(`<${filledWith("a")}>x`)),
  "one attribute name of 9 M letters": () => rss(item(`<link ${filledWith("a")}="b"/>`)),
  "100,000 element names": () =>
    rss(item(Array.from({ length: 400_000 }, (_, at) => `<a${at}>x</a${at}>`).join(""))),
  "nested elements, each with a namespace": () =>
    rss(
      item(
        Array.from({ length: 240_000 }, (_, at) => `<n${at}:a xmlns:n${at}="http://a.example/${at}">`).join(
          "",
        ),
      ),
    ),
  "namespaces on every item": () =>
    rss(
      Array.from(
        { length: 100_000 },
        (_, at) => `<item xmlns:n${at}="http://a.example/${at}"><title>${at}</title></item>`,
      ).join(""),
    ),
  "3 M nested elements": () => rss(item(filledWith("<a>"))),
  "1 M nested items": () => rss(filledWith("<item>")),
  "8,000 ordinary items": () =>
    rss(
      Array.from(
        { length: 8000 },
        (_, at) =>
          `<item><title>Ferry ${at} refloated</title><guid>a${at}</guid><link>https://outlet.example/${at}</link><description><![CDATA[${sentence.repeat(10)}]]></description></item>`,
      ).join(""),
    ),
  "2,000 ordinary items of 5 kB": () =>
    rss(
      Array.from(
        { length: 2000 },
        (_, at) =>
          `<item><title>Ferry ${at} refloated</title><guid>a${at}</guid><link>https://outlet.example/${at}</link><description><![CDATA[${sentence.repeat(46)}]]></description></item>`,
      ).join(""),
    ),
  "75,000 tiny items": () =>
    rss(
      Array.from(
        { length: 75_000 },
        (_, at) =>
          `<item><title>Ferry ${at}</title><guid>a${at}</guid><link>https://outlet.example/${at}</link><description>Text &amp; more</description></item>`,
      ).join(""),
    ),
  "500,000 empty items": () => rss(filledWith("<item><title>1</title></item>")),
  "10 MB of entities of the DTD": () =>
    `<!DOCTYPE rss [${Array.from({ length: 500 }, (_, at) => `<!ENTITY e${at} "${"x".repeat(1000)}">`).join("")}]>${rss(item(`<description>${filledWith("&e1;", 9_000_000)}</description>`))}`,
  "10 texts of 1 MB of <p>": () =>
    rss(item(`<description><![CDATA[${"<p>".repeat(320_000)}]]></description>`).repeat(10)),
  "2,000 items of links": () =>
    rss(
      item(`<description><![CDATA[${'<p><a href="/t">tag</a></p>'.repeat(175)}]]></description>`).repeat(
        2000,
      ),
    ),
  "2,000 items of tag soup without titles": () =>
    rss(`<item><description><![CDATA[${tagSoup(4800)}]]></description></item>`.repeat(2000)),
  "2,000 items of &": () => rss(item(`<description>${"&".repeat(4850)}</description>`).repeat(2000)),
  "2,000 items of titles of tags": () =>
    rss(`<item><title>${"&lt;b>".repeat(700)}</title></item>`.repeat(2000)),
  "2,000 items of 200 categories": () => rss(item("<category>a</category>".repeat(218)).repeat(2000)),
  "2,000 items of 200 elements of other names": () =>
    rss(
      Array.from({ length: 2000 }, (_, at) =>
        item(Array.from({ length: 200 }, (_each, each) => `<e${at}-${each}>x</e${at}-${each}>`).join("")),
      ).join(""),
    ),
  "2,000 items of 100 authors": () =>
    rss(item("<dc:creator>Ada (ada@a.example)</dc:creator>".repeat(100)).repeat(2000)),
  "Cyrillic in windows-1251, not declared": () =>
    Buffer.concat([
      Buffer.from("<rss><channel><item><description>"),
      Buffer.alloc(fullSize * 0.98, Buffer.from([0xef, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20])),
      Buffer.from("</description></item></channel></rss>"),
    ]),
  "Latin letters in UTF-32": () =>
    Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, 0]),
      Buffer.alloc(fullSize * 0.98, Buffer.from([0x61, 0, 0, 0])),
    ]),
  "JSON: 10 MB of <p>": () => json({ title: "One", content_html: filledWith("<p>") }),
  "JSON: 10 MB of &": () => json({ title: filledWith("&"), content_text: "x" }),
  "JSON: 300,000 tags, authors": () =>
    json({
      title: "One",
      tags: Array.from({ length: 300_000 }, (_, at) => String(at)),
      authors: Array.from({ length: 300_000 }, (_, at) => ({ name: `A${at}` })),
    }),
  "JSON: 5 M nested lists": () => filledWith("["),
  "JSON: 100,000 items": () =>
    json({ title: "One", content_html: "<p>Text</p>", url: "https://a.example/" }, 100_000),
  "10 MB of NUL": () => filledWith("\u0000"),
  "10 MB of HTML page": () => `<html><body>${filledWith(sentence)}</body></html>`,
};
