import type { Person } from "../model/entry.ts";
import { isCopied } from "../model/copied-texts.ts";
import type { PlacedEntry, Saga } from "../model/story.ts";
import type { Feed } from "../model/source.ts";
import type { Addresses } from "./addresses.ts";
import type { Bundle } from "./bundle.ts";
import { byline } from "./byline.ts";
import { cleanInstant, cleanLanguage, cleanLine, cleanText, cleanUrl, withoutDoubles } from "./clean.ts";
import type { EarlierFacts, EntryFacts, FeedItem, ItemSource } from "./feed-item.ts";
import { itemContent, namedReports } from "./item-content.ts";
import { cleanEnclosure, makeDetails } from "./make-details.ts";
import { withoutTracking } from "./permalink.ts";

/**
 * A bundle as an item that every format can hold. Whatever a publisher sent, this throws nothing: what cannot be said
 * is left out. `feeds` knows the feeds of the bundle's entries, `saga` what came before its story.
 */
export function makeItem(
  bundle: Bundle,
  addresses: Addresses,
  feeds: ReadonlyMap<number, Feed>,
  saga?: Saga,
): FeedItem {
  const { lead, storyId, coverage, leadReason } = bundle;
  const storyUrl = addresses.story(storyId);
  const summary = cleanText(lead.summary ?? "").trim();
  const imageUrl = cleanUrl(lead.imageUrl);
  const commentsUrl = cleanUrl(lead.commentsUrl);
  const language = cleanLanguage(lead.language);
  const entries = [lead, ...bundle.others];
  return {
    id: addresses.tag(bundle.name),
    title: cleanLine(lead.title) || "Untitled",
    url: withoutTracking(lead.url) ?? storyUrl,
    ...(summary !== "" && { summary }),
    contentHtml: itemContent(bundle, addresses, saga),
    byline: byline(lead),
    writers: lead.authors.flatMap(cleanPerson),
    source: sourceOf(lead, feeds.get(lead.feedId)),
    categories: withoutDoubles([...(lead.category === undefined ? [] : [lead.category]), ...lead.categories]),
    ...(imageUrl !== undefined && { imageUrl }),
    enclosures: lead.enclosures.flatMap(cleanEnclosure),
    ...(commentsUrl !== undefined && { commentsUrl }),
    details: makeDetails(lead),
    ...(language !== undefined && { language }),
    publishedAt: cleanInstant(bundle.publishedAt, lead.firstSeenAt),
    updatedAt: cleanInstant(bundle.updatedAt, bundle.publishedAt, lead.firstSeenAt),
    related: namedReports(bundle).flatMap((entry) => {
      const url = withoutTracking(entry.url);
      return url === undefined ? [] : [{ url, title: `${byline(entry)}: ${cleanLine(entry.title)}` }];
    }),
    facts: {
      story: storyId,
      url: storyUrl,
      ...(coverage !== undefined && { coverage }),
      ...(leadReason !== undefined && { leadReason: cleanLine(leadReason) }),
      ...(saga && saga.earlier.length > 0 && { earlier: earlierFacts(saga, storyId, addresses) }),
      entries: entriesFacts(entries),
    },
  };
}

// A chain: each follows on the next, and the reason of a link is what its later side gave.
const earlierFacts = ({ earlier }: Saga, storyId: number, addresses: Addresses): readonly EarlierFacts[] =>
  earlier.map(({ id, title, firstReportAt, reason }, index) => ({
    story: id,
    followedBy: earlier[index - 1]?.id ?? storyId,
    url: addresses.story(id),
    title: cleanLine(title) || "Untitled",
    publishedAt: cleanInstant(firstReportAt).toISOString(),
    ...(reason && { why: cleanLine(reason.text) }),
  }));

function sourceOf(entry: PlacedEntry, feed: Feed | undefined): ItemSource {
  const { origin } = entry;
  const feedUrl = cleanUrl(origin?.url ?? feed?.source.url);
  const siteUrl = origin?.url === undefined ? cleanUrl(feed?.siteUrl) : undefined;
  return {
    title: cleanLine(entry.outlet) || "Unnamed outlet",
    ...(feedUrl !== undefined && { feedUrl }),
    ...(siteUrl !== undefined && { siteUrl }),
  };
}

function cleanPerson(person: Person): Person[] {
  const name = cleanLine(person.name ?? "");
  const url = cleanUrl(person.url);
  // Mail addresses are the writers' own to give.
  return name === "" ? [] : [{ name, ...(url !== undefined && { url }) }];
}

/** All entries, the lead first. */
function entriesFacts(entries: readonly PlacedEntry[]): readonly EntryFacts[] {
  const texts = Map.groupBy(entries, (entry) => entry.placement.copyGroup);
  const copied = new Set([...texts].filter(([, printed]) => isCopied(printed)).map(([text]) => text));
  return entries.map((entry) => {
    const url = withoutTracking(entry.url);
    const agency = cleanLine(entry.agency ?? "");
    const language = cleanLanguage(entry.language);
    const authors = entry.authors.flatMap(cleanPerson).flatMap(({ name }) => name ?? []);
    const text = entry.placement.copyGroup;
    return {
      outlet: cleanLine(entry.outlet) || "Unnamed outlet",
      ...(url !== undefined && { url }),
      title: cleanLine(entry.title) || "Untitled",
      ...(agency !== "" && { agency }),
      ...(language !== undefined && { language }),
      ...(authors.length > 0 && { authors }),
      publishedAt: cleanInstant(entry.shownAt, entry.firstSeenAt).toISOString(),
      report: copied.has(text) ? ("copy" as const) : ("own" as const),
      text,
    };
  });
}
