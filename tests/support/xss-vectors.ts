import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A text that runs something, or means harm otherwise, in a page that prints it as it is. */
export type Vector = Readonly<{
  name: string;
  payload: string;
  mustNotContain: readonly string[];
  /** What it was seen to do in a Chromium; only in the larger collection. */
  runsInChromium156?: unknown;
}>;

const read = (path: string): readonly Vector[] => {
  const file = resolve(import.meta.dirname, path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Vector[]) : [];
};

const ownVectors = read("../fixtures/xss.json");

/** Our own, and a larger collection where it stands beside the project. */
export const vectors: readonly Vector[] = [...ownVectors, ...read("../../../shared/data/security/xss.json")];

/** Those that a browser is known to run. */
export const runningVectors: readonly Vector[] = vectors.filter(
  (vector) => ownVectors.includes(vector) || vector.runsInChromium156 !== undefined,
);

const inXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const inCdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

/** A document of each format with the text in every field that can hold one; `number` keeps them apart. */
export function documentsWith(payload: string, number = 0): Readonly<Record<string, string>> {
  return {
    "RSS, escaped": rssWith(inXml(payload), inXml(payload), number),
    "RSS, CDATA": rssWith(inCdata(payload), inXml(payload), number),
    "RSS, as it stands": rssWith(payload, inXml(payload), number),
    "Atom, HTML": atomWith("html", inXml(payload), inXml(payload), number),
    "Atom, text": atomWith("text", inXml(payload), inXml(payload), number),
    "Atom, XHTML": atomWith(
      "xhtml",
      `<div xmlns="http://www.w3.org/1999/xhtml">${payload}</div>`,
      inXml(payload),
      number,
    ),
    "JSON Feed": jsonWith(payload, number),
  };
}

const rssWith = (text: string, attribute: string, number: number): string => `<rss version="2.0"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
  <title>${text}</title><description>${text}</description><link>${text}</link><language>${text}</language>
  <copyright>${text}</copyright><image><url>${text}</url><title>${text}</title><link>${text}</link></image>
  <item><guid>vector-${number}</guid><title>${text}</title><link>https://outlet.example/${number}</link>
  <description>${text}</description><content:encoded>${text}</content:encoded>
  <author>${text}</author><dc:creator>${text}</dc:creator><category>${text}</category><dc:subject>${text}</dc:subject>
  <comments>${text}</comments><source url="${attribute}">${text}</source>
  <enclosure url="${attribute}" type="${attribute}" length="${attribute}"/>
  <enclosure url="https://outlet.example/a.mp3" type="${attribute}"/>
  <media:content url="${attribute}" medium="image"><media:title>${text}</media:title><media:credit>${text}</media:credit></media:content>
  <media:thumbnail url="${attribute}"/><itunes:image href="${attribute}"/><pubDate>${text}</pubDate></item>
  <item><guid>${text}</guid><link>${text}</link><description>${text}</description></item></channel></rss>`;

const atomWith = (type: string, text: string, attribute: string, number: number): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title type="${type}">${text}</title><id>${attribute}</id>
  <subtitle type="${type}">${text}</subtitle><rights type="${type}">${text}</rights><icon>${attribute}</icon>
  <entry><id>vector-${number}</id><title type="${type}">${text}</title><link href="https://outlet.example/${number}"/>
  <link rel="enclosure" href="${attribute}" type="${attribute}" title="${attribute}"/><link rel="replies" href="${attribute}"/>
  <author><name>${attribute}</name><uri>${attribute}</uri><email>${attribute}</email></author>
  <category term="${attribute}" label="${attribute}"/><rights type="${type}">${text}</rights>
  <source><title type="${type}">${text}</title><link href="${attribute}"/></source>
  <summary type="${type}">${text}</summary><content type="${type}" xml:base="${attribute}">${text}</content></entry>
  <entry><id>${attribute}</id><link href="${attribute}"/><content type="${type}">${text}</content></entry></feed>`;

const jsonWith = (text: string, number: number): string =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: text,
    description: text,
    home_page_url: text,
    icon: text,
    items: [
      {
        id: `vector-${number}`,
        url: `https://outlet.example/${number}`,
        title: text,
        content_html: text,
        summary: text,
        image: text,
        authors: [{ name: text, url: text, avatar: text }],
        tags: [text],
        language: text,
        date_published: text,
        attachments: [{ url: text, mime_type: text, title: text }],
      },
      { id: text, url: text, content_text: text, external_url: text },
    ],
  });
