import type { ContentRules } from "../model/content-rule.ts";
import type { View } from "../model/view.ts";
import type { Site } from "../model/site.ts";
import type { Store } from "../store/store.ts";
import type { Representation } from "../web/conditional.ts";
import { addressesOf } from "./addresses.ts";
import { type FeedRequest, selfUrl } from "./feed-request.ts";
import { type FeedLookup, type FeedQuery, findByAddress, findFeed } from "./find-feed.ts";
import { createKeptFeeds } from "./kept-feeds.ts";
import { type OwnLists, ownLists } from "./list.ts";
import { renderFeed } from "./render-feed.ts";

export type FeedsParts = Readonly<{
  store: Store;
  site: () => Site;
  views: () => readonly View[];
  /** Whether the merged feed shows a saga once, under its newest event (granularity `topic`). */
  sagaOnce?: () => boolean;
  /** Words that keep a story off every list, but for a search. */
  mute?: () => readonly string[] | undefined;
  /** How much of the articles is given out; absent, all of it. */
  content?: () => ContentRules | undefined;
  version: string;
}>;

/** Our feeds, each rendered once for a change, whoever wants it: who asks for it and who is told of it get the same bytes. */
export type Feeds = Readonly<{
  find(path: string, query: FeedQuery): Promise<FeedLookup>;
  /** The feed whose own address (`self`) this is. `requestOrigin` stands in for the config's `siteUrl` where it has none. */
  atAddress(address: string, requestOrigin: string): Promise<FeedLookup>;
  /** Every list that is a feed, but for searches. */
  lists(): Promise<OwnLists>;
  /** Equal stamps mean equal bytes of every feed. */
  stamp(): Promise<string>;
  render(feed: FeedRequest, requestOrigin: string): Promise<Representation>;
}>;

/** Some hundred lists in three formats, in what memory a small machine can spare. */
const room = { maxCount: 500, maxBytes: 48_000_000 };

export function createFeeds({ store, site, views, sagaOnce, mute, content, version }: FeedsParts): Feeds {
  const kept = createKeptFeeds(room);
  const lists = () => ({ store, views: views(), sagaOnce: sagaOnce?.() ?? false, mute: mute?.() });
  return {
    find: (path, query) => findFeed(path, query, lists()),
    atAddress: (address, requestOrigin) => {
      const addresses = addressesOf(site(), requestOrigin);
      return findByAddress(address, addresses, lists());
    },
    lists: () => ownLists(store, lists()),
    stamp: async () =>
      JSON.stringify([await store.revision(), site(), views(), sagaOnce?.(), mute?.(), content?.()]),
    render: async (feed, requestOrigin) => {
      const parts = { store, site: site(), version, requestOrigin, announcesHub: true, content: content?.() };
      const address = selfUrl(feed, addressesOf(parts.site, requestOrigin));
      const stamp = JSON.stringify([await store.revision(), parts.site, feed.list, parts.content]);
      return kept.get(address, stamp, () => renderFeed(feed, parts));
    },
  };
}
