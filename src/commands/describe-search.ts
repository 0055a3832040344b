import type { FeedFormat } from "../model/parsed-feed.ts";
import type { Source } from "../model/source.ts";
import { feedKey } from "../parse/feed-address.ts";
import { cutText } from "../base/cut-text.ts";
import { moment } from "../reader/moment.ts";
import { en } from "../reader/words/en.ts";
import type { FoundFeed } from "./find-feeds.ts";

const longestTitle = 100;

/** The feeds found, as a numbered list; `sources` are those followed already. */
export function describeFound(
  typed: string,
  found: readonly FoundFeed[],
  sources: readonly Source[],
  now: Date,
): string {
  const known = new Set(sources.map(({ url }) => feedKey(url)));
  const lines = found.flatMap((feed, index) => {
    const number = `${index + 1}`.padStart(`${found.length}`.length + 2);
    const notes = [
      ...(feed.sameAs === undefined ? [] : [`the same as ${feed.sameAs + 1} in another format`]),
      ...(feed.comments ? ["comments"] : []),
      ...(known.has(feedKey(feed.url)) ? ["followed already"] : []),
    ];
    return [
      `${number}  ${cutText(feed.title ?? "(without a title)", longestTitle)}: ${describeFeed(feed, now)}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`,
      `${" ".repeat(number.length)}  ${feed.url}`,
    ];
  });
  return [`Found ${found.length === 1 ? "a feed" : `${found.length} feeds`} at ${typed}:`, ...lines].join(
    "\n",
  );
}

function describeFeed({ format, entries, newestAt }: FoundFeed, now: Date): string {
  const count = entries === 1 ? "1 entry" : `${entries || "no"} entries`;
  const newest = newestAt === undefined ? "" : `, the newest ${age(newestAt, now)}`;
  return `${formatName(format)}, ${count}${newest}`;
}

/** "3 h ago", "of 12 Nov 2025". */
function age(at: Date, now: Date): string {
  const { brief } = moment(at, now, en);
  return /^\d+ [A-Z]/.test(brief) ? `of ${brief}` : brief;
}

const formatName = (format: FeedFormat): string =>
  format
    .replace(/^rss-/, "RSS ")
    .replace(/^atom-/, "Atom ")
    .replace(/^json-/, "JSON Feed ");

/** Why no feed was found at what somebody typed. */
export function describeMisses(typed: string, misses: readonly string[]): string {
  const [only] = misses;
  if (only !== undefined && misses.length === 1) return `${only}.`;
  return [
    `Found no feed at ${typed}. If you know the feed's own address, give that. What was tried:`,
    ...misses.map((miss) => `  ${miss}`),
  ].join("\n");
}
