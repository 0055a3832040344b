import type { EntryDetails, EntryVersion } from "./entry.ts";
import type { Feed } from "./source.ts";
import type { PlacedEntry } from "./story.ts";

export const contentRules = ["full", "summary", "title"] as const;
/** How much of an article is given out: its whole text; its beginning and its picture; its headline alone. */
export type ContentRule = (typeof contentRules)[number];

/** The rule for every source, and those of single ones, by their url. */
export type ContentRules = Readonly<{
  usual: ContentRule;
  own?: Readonly<Record<string, ContentRule>>;
}>;

/** What of an entry, and of what it said before, may be given out; all of it where there are no rules. */
export type GivingOut = Readonly<{
  entry<Entry extends PlacedEntry>(entry: Entry): Entry;
  version(feedId: number, version: EntryVersion): EntryVersion;
}>;

/** `feeds` tells of which source an entry is; one that has left the config is under the usual rule. */
export function givingOut(
  { usual, own = {} }: ContentRules,
  feeds: Iterable<Pick<Feed, "id" | "source">>,
): GivingOut {
  const rules = new Map(Array.from(feeds, ({ id, source }) => [id, own[source.url] ?? usual] as const));
  const ruleOf = (feedId: number) => rules.get(feedId) ?? usual;
  return {
    entry: (entry) => less[ruleOf(entry.feedId)](entry),
    version: (feedId, version) => less[ruleOf(feedId)](version),
  };
}

type Said = Readonly<Partial<Pick<PlacedEntry, "summary" | "contentHtml" | "imageUrl" | "enclosures">>> &
  EntryDetails;
type Less = <Content extends Said>(content: Content) => Content;

/**
 * What each rule leaves. A summary comes with the picture and the files, which are links to the publisher's own server;
 * beside a bare headline nothing of the article stands but who wrote it, when, and where it is.
 */
const less: Readonly<Record<ContentRule, Less>> = {
  full: (content) => content,
  summary: ({ contentHtml: _, ...rest }) => rest as never,
  title: ({ contentHtml: _, summary, imageUrl, imageCredit, transcripts, chaptersUrl, ...rest }) =>
    ({ ...rest, ...("enclosures" in rest && { enclosures: [] }) }) as never,
};
