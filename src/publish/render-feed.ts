import { type ContentRules, givingOut } from "../model/content-rule.ts";
import type { Feed } from "../model/source.ts";
import type { Saga } from "../model/story.ts";
import type { Site } from "../model/site.ts";
import type { EndedStory, Store } from "../store/store.ts";
import { type Representation, createRepresentation } from "../web/conditional.ts";
import { type Addresses, addressesOf } from "./addresses.ts";
import { writeAtom } from "./atom.ts";
import type { Bundle } from "./bundle.ts";
import { cleanInstant, cleanLanguage, cleanLine } from "./clean.ts";
import type { EndedItem, FeedItem, FeedLinks, MergedFeed } from "./feed-item.ts";
import { type FeedPart, readPart } from "./feed-part.ts";
import { type FeedFormat, type FeedRequest, chainOf, nameOf, selfUrl } from "./feed-request.ts";
import { writeJsonFeed } from "./json-feed.ts";
import { makeItem } from "./make-item.ts";
import { writeRss } from "./rss.ts";

export type RenderParts = Readonly<{
  store: Store;
  site: Site;
  version: string;
  requestOrigin: string;
  /** How much of the articles is given out; absent, all of it. */
  content?: ContentRules | undefined;
  /** Where things stand, if not where the config and the request say. */
  addresses?: Addresses;
  /** Names no archives: what is asked for by a query cannot be a file. */
  withoutArchives?: boolean;
  /** Makes items anew where it is absent. */
  makeItem?: typeof makeItem;
  /** Shares with the other formats of a feed what `read` reads for it; absent, each reads by itself. */
  share?: (read: () => Promise<FeedReading>) => Promise<FeedReading>;
  /** Whether it names our hub: not where nobody answers at `/hub`. */
  announcesHub?: boolean;
}>;

const mediaTypes: Readonly<Record<FeedFormat, string>> = {
  rss: "application/rss+xml",
  atom: "application/atom+xml",
  json: "application/feed+json",
};

/** Where our hub takes subscriptions (WebSub). */
export const hubPath = "/hub";

/** The reader's own. RSS has no place for it: its images are GIF, JPEG or PNG. */
const iconPath = "/assets/icon.svg";

/** What is sent with every answer about feeds. They repeat what publishers wrote: search engines are to find it there. */
export const publishHeaders = {
  "Cache-Control": "public, max-age=300, stale-if-error=86400",
  "X-Robots-Tag": "noindex",
} as const;

/** What a feed holds, whatever its format. */
export type FeedReading = Readonly<{
  items: readonly FeedItem[];
  ended: readonly EndedItem[];
  part: Pick<FeedPart, "isFull" | "previous" | "next">;
  /** Of the items; of a feed without any, since when it could have had some. */
  updatedAt: Date;
  lastModified?: Date;
}>;

/** Reads the list from the store and writes it. The bytes depend on the store, the config and the address alone. */
export async function renderFeed(request: FeedRequest, parts: RenderParts): Promise<Representation> {
  const { list, options, format } = request;
  const { site, version, share = (read) => read() } = parts;
  const addresses = parts.addresses ?? addressesOf(site, parts.requestOrigin);
  const { part, lastModified, ...held } = await share(() => readFeed(request, parts, addresses));
  const language = cleanLanguage(site.language);
  const siteTitle = cleanLine(site.title) || "Wirefold";
  const title = list.title === undefined ? siteTitle : `${cleanLine(list.title)} · ${siteTitle}`;
  const feed: MergedFeed = {
    id: addresses.tag(nameOf(request)),
    title,
    description: cleanLine(list.description ?? site.description) || title,
    ...(language !== undefined && { language }),
    pageUrl: addresses.page(list.pagePath),
    iconUrl: addresses.page(iconPath),
    ...held,
  };
  const self = selfUrl(request, addresses);
  const chain = chainOf(request, parts.withoutArchives ? { isFull: false } : part, addresses);
  // What is archived gets nothing new to tell of.
  const announcesHub = parts.announcesHub === true && options.after === undefined;
  const hub = announcesHub ? addresses.page(hubPath) : undefined;
  return createRepresentation({
    body: write(feed, {
      format,
      self,
      chain,
      generator: `Wirefold ${version}`,
      ...(hub !== undefined && { hub }),
    }),
    contentType: `${mediaTypes[format]}; charset=utf-8`,
    ...(lastModified && { lastModified }),
    headers: { ...publishHeaders, Link: linkHeader(self, mediaTypes[format], hub) },
  });
}

async function readFeed(
  { list, options }: Pick<FeedRequest, "list" | "options">,
  parts: RenderParts,
  addresses: Addresses,
): Promise<FeedReading> {
  const { store } = parts;
  const { bundles, ended, ...part } = await readPart(store, list, options);
  const feeds = await feedsOf(store, bundles);
  const sagas = await sagasOf(store, bundles);
  // What is archived is asked for seldom, and is much.
  const make = options.after === undefined ? (parts.makeItem ?? makeItem) : makeItem;
  const giving = parts.content && givingOut(parts.content, feeds.values());
  const items = bundles
    .map((bundle) => (giving ? { ...bundle, lead: giving.entry(bundle.lead) } : bundle))
    .map((bundle) => make(bundle, addresses, feeds, sagas.get(bundle.storyId)));
  return {
    items,
    ended: ended.map((story) => endedItem(story, addresses)),
    part,
    updatedAt: items.length > 0 ? newest(items.map((item) => item.updatedAt)) : await beginning(store),
    ...(bundles.length > 0 && { lastModified: lastChange(bundles, ended) }),
  };
}

const endedItem = ({ id, into, at }: EndedStory, addresses: Addresses): EndedItem => ({
  id: addresses.tag(`story/${id}`),
  into: addresses.tag(`story/${into}`),
  intoUrl: addresses.story(into),
  at: cleanInstant(at),
});

/** WebSub 4: both are named in one header. */
function linkHeader(self: string, type: string, hub: string | undefined): string {
  const own = `<${self}>; rel="self"; type="${type}"`;
  return hub === undefined ? own : `${own}, <${hub}>; rel="hub"`;
}

function write(
  feed: MergedFeed,
  { format, ...given }: FeedLinks & Readonly<{ format: FeedFormat; generator: string }>,
): string {
  switch (format) {
    case "rss":
      return writeRss(feed, given);
    case "atom":
      return writeAtom(feed, given);
    case "json":
      return writeJsonFeed(feed, given);
  }
}

/** Earlier events of a saga that an item names; the story's page has more. */
const namedEarlier = 5;

/** What came before the stories; nothing where items are no whole stories. */
const sagasOf = (store: Store, bundles: readonly Bundle[]): Promise<ReadonlyMap<number, Saga>> =>
  store.sagas(
    bundles.flatMap(({ coverage, storyId }) => (coverage === undefined ? [] : [storyId])),
    { named: namedEarlier },
  );

/** The feeds that the items were taken from; those that have left the config are unknown. */
async function feedsOf(store: Store, bundles: readonly Bundle[]): Promise<ReadonlyMap<number, Feed>> {
  const feeds = new Map<number, Feed>();
  for (const id of new Set(bundles.map(({ lead }) => lead.feedId))) {
    const feed = await store.feed(id);
    if (feed) feeds.set(id, feed);
  }
  return feeds;
}

/** When the bytes changed last, as well as items can tell: also by a report that is no significant change. */
const lastChange = (bundles: readonly Bundle[], ended: readonly EndedStory[]): Date =>
  newest([
    ...bundles.flatMap(({ updatedAt, lead, others }) => [
      cleanInstant(updatedAt),
      ...[lead, ...others].map((entry) => entry.firstSeenAt),
    ]),
    ...ended.map((story) => story.at),
  ]);

/** Atom wants an instant also of a feed that has nothing yet: since this one it could have had something. */
async function beginning(store: Store): Promise<Date> {
  const { items } = await store.placedEntriesSince({ since: new Date(0), limit: 1 });
  return newest(items.map((entry) => cleanInstant(entry.firstSeenAt)));
}

const newest = (instants: readonly Date[]): Date =>
  new Date(instants.reduce((latest, instant) => Math.max(latest, instant.getTime()), 0));
