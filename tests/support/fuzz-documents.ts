import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import * as fc from "fast-check";

/** No document of the fuzz test is longer: they are to be many. In bytes. */
const maxLength = 8000;

const own = resolve(import.meta.dirname, "../fixtures/feeds");
/** Captured feeds where they stand beside the project. */
const captured = resolve(import.meta.dirname, "../../../shared/data/feeds/real");

const originals = (): Buffer[] =>
  [own, captured]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .sort()
        .map((file) => readFileSync(join(folder, file)).subarray(0, maxLength)),
    );

/** What is put into documents: what parsers stumble over, and what must not come through. */
const pieces = [
  ..."< > & \" ' <![CDATA[ ]]> <!-- --> <? ?> </ /> &#0; &#x202e; &#xD800; &amp;#x1; &lt;script&gt; <item> </item> <entry> </entry>".split(
    " ",
  ),
  ..."<script>alert(1)</script>|<img src=x onerror=alert(1)>|<a href=javascript:alert(1)>x</a>|<svg><style><img src=x>|<math><mtext></p>|<iframe srcdoc=x>|</title><script>|<style>@import 'x'|<base href=//evil.example>|<form><input>|<p style=x id=y>|<table><td><a href='data:,x'>|<noscript><p title=\"</noscript><img src=x onerror=1>\">".split(
    "|",
  ),
  ..."xml:base='javascript:x'|xmlns='urn:x'|type='html'|type='xhtml'|type='text'|mode='base64'|href='//x.example'|url='data:,x'".split(
    "|",
  ),
  ..."<pubDate>|9999-99-99|Tue, 00 Foo 2026|-1|1e309|\u0000|\u202E|\uFEFF|\uD800|\r|\t|{|}|[|]|null|:|,".split(
    "|",
  ),
  "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
  "<content:encoded><![CDATA[<p>a<b>c</p>d</b><script>x]]></content:encoded>",
];

/** A stream of numbers below one, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Feeds that were damaged: pieces put in, taken out, doubled, moved and overwritten, some of them cut off. */
export function* mutatedDocuments(count: number, seed: number): Generator<Buffer> {
  const all = originals();
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let made = 0; made < count; made++) {
    let document = all[below(all.length)] ?? Buffer.alloc(0);
    for (let left = 1 + below(8); left > 0; left--) document = mutated(document, below);
    yield document.subarray(0, maxLength);
  }
}

function mutated(document: Buffer, below: (limit: number) => number): Buffer {
  const at = below(document.length + 1);
  const to = Math.min(document.length, at + 1 + below(below(4) === 0 ? 400 : 12));
  const [start, middle, end] = [document.subarray(0, at), document.subarray(at, to), document.subarray(to)];
  switch (below(7)) {
    case 0:
      return Buffer.concat([start, end]);
    case 1:
      return Buffer.concat([start, middle, middle, end]);
    case 2:
      return Buffer.concat([end, start, middle]);
    case 3:
      return Buffer.concat([start, Buffer.from([below(256)]), end]);
    case 4:
      return below(5) === 0 ? start : document;
    default:
      return Buffer.concat([start, Buffer.from(pieces[below(pieces.length)] ?? ""), middle, end]);
  }
}

const names =
  "title link description content:encoded guid pubDate author dc:creator category enclosure source media:content media:group itunes:image content summary id updated published name uri script svg".split(
    " ",
  );
const attributeNames =
  "type href src url rel xml:base xml:lang term label onclick style xmlns length isPermaLink".split(" ");

const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom(...pieces),
    fc.string({ maxLength: 20 }),
    fc.string({ unit: "binary", maxLength: 8 }),
    fc
      .record({
        name: fc.constantFrom(...names),
        given: fc.array(
          fc.tuple(
            fc.constantFrom(...attributeNames),
            fc.oneof(fc.constantFrom(...pieces), fc.webUrl(), fc.string({ maxLength: 8 })),
          ),
          { maxLength: 3 },
        ),
        children: fc.array(tie("element"), { maxLength: 4 }),
        closed: fc.integer({ min: 0, max: 9 }),
      })
      .map(
        ({ name, given, children, closed }) =>
          `<${name}${given.map(([key, value]) => ` ${key}="${value}"`).join("")}>${children.join("")}${closed > 0 ? `</${name}>` : ""}`,
      ),
  ),
}));
const inside = fc.array(element, { maxLength: 8 }).map((parts) => parts.join(""));
const xml = fc
  .record({ feed: inside, items: fc.array(inside, { maxLength: 4 }), atom: fc.boolean() })
  .map(({ feed, items, atom }) =>
    atom
      ? `<feed xmlns="http://www.w3.org/2005/Atom">${feed}${items.map((item) => `<entry>${item}</entry>`).join("")}</feed>`
      : `<rss version="2.0"><channel>${feed}${items.map((item) => `<item>${item}</item>`).join("")}</channel></rss>`,
  );
const value = fc.oneof(
  element,
  fc.jsonValue({ maxDepth: 2 }),
  fc.webUrl(),
  fc.constant("2026-01-02T03:04:05Z"),
);
const jsonItem = fc.dictionary(
  fc.constantFrom(
    ..."id url external_url title content_html content_text summary image date_published date_modified authors author tags attachments language".split(
      " ",
    ),
  ),
  value,
);
const json = fc
  .record({ title: value, home_page_url: value, authors: value, items: fc.array(jsonItem, { maxLength: 4 }) })
  .map((feed) => JSON.stringify({ version: "https://jsonfeed.org/version/1.1", ...feed }));

/** Feeds that were made up: elements in elements of any kind, JSON of any kind. */
export const madeUpDocuments = (count: number, seed: number): Buffer[] =>
  fc
    .sample(fc.oneof({ arbitrary: xml, weight: 3 }, json), { numRuns: count, seed })
    .map((text) => Buffer.from(text));
