import type { Enclosure, Person, SafeHtml } from "../../src/model/entry.ts";
import { parsedEntry } from "./store.ts";

/** What breaks documents that are written carelessly. */
export const hostileTexts = [
  "]]>",
  "]]]]><![CDATA[>",
  "<!--",
  "<script>alert(1)</script>",
  "</title></item>",
  "&amp;lt;",
  "&#0;&#xD800;&nope;",
  `"'><x y="`,
  "\u0000\u0001\u0008\u000B\u001B\u007F\u0085\u009F",
  "\uFFFE\uFFFF",
  "\uD800",
  "\uDC00\uD800",
  "\u{1F600}\u{10FFFF}",
  "\u202Etxet\u202C \u2066x",
  "\r\n\t line\u2028two\u2029three",
  "   ",
  "",
  "-".repeat(10_000),
  "́".repeat(500),
] as const;

export const hostileAddresses = [
  "javascript:alert(1)",
  "data:text/html,<script>",
  "//no.scheme/x",
  "relative/path?a=1&b=2",
  "https://",
  "https://user:secret@host.example/a?x=1&y=<2>&z=\"'",
  "https://münchen.example/straße ß?q=ä&r=%",
  "https://host.example/\u0000\uD800|^`{}",
  "http://[::1]:80/x",
  "mailto:a@b.example",
  "",
] as const;

const hostileDates = [0, -1, -62_135_596_800_001, 253_402_300_800_000, 8.64e15, Number.NaN].map(
  (ms) => new Date(ms),
);

/** One entry that is hostile in each field at once, another one for each `number`. */
export function hostileEntry(number: number) {
  const text = (offset: number) => hostileTexts[(number + offset) % hostileTexts.length]!;
  const address = (offset: number) => hostileAddresses[(number + offset) % hostileAddresses.length]!;
  const date = hostileDates[number % hostileDates.length]!;
  const person: Person = { name: text(1), email: text(2), url: address(1) };
  const enclosure: Enclosure = {
    url: address(2),
    mediaType: text(3),
    title: text(4),
    length: [-1, 1.5, Number.NaN, 1e300, 7][number % 5]!,
    durationS: [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 7][number % 5]!,
  };
  return parsedEntry({
    key: `hostile-${number}`,
    url: address(0),
    title: text(0),
    summary: text(5),
    // As safe as the store vouches for; every character may stand in it.
    contentHtml: `<p>${text(6).replaceAll("<", "&lt;")}]]></p>` as SafeHtml,
    authors: [person, {}, { name: "" }],
    categories: [text(7), text(8), "A & B", "a & b"],
    enclosures: [enclosure, { ...enclosure, url: "https://host.example/a.mp3?a=1&b=2" }],
    imageUrl: address(3),
    commentsUrl: address(4),
    commentsFeedUrl: address(5),
    chaptersUrl: address(6),
    inReplyToUrl: address(7),
    transcripts: [{ url: address(8), mediaType: text(9), language: text(10) }],
    commentCount: [-1, 2 ** 60, 3, 1.5, 0][number % 5]!,
    rights: text(11),
    imageCredit: text(12),
    agency: text(13),
    language: text(14),
    origin: { title: text(15), url: address(9) },
    ...(Number.isNaN(date.getTime()) ? {} : { publishedAt: date, updatedAt: date }),
  });
}
