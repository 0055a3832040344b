import type { Showing } from "../model/showing.ts";
import { isOutOfReach, type Store } from "../store/store.ts";
import type { Representation } from "../web/conditional.ts";
import { addressesOf } from "./addresses.ts";
import { type FeedRequest, selfUrl } from "./feed-request.ts";
import { type FeedLookup, type FeedQuery, findByAddress, findFeed } from "./find-feed.ts";
import { createKeptFeeds } from "./kept-feeds.ts";
import { createItemMaker } from "./kept-items.ts";
import { type OwnLists, ownLists } from "./list.ts";
import { createReadings } from "./readings.ts";
import { renderFeed } from "./render-feed.ts";
import { type Target, createTargets, longestTarget } from "./targets.ts";

export type FeedsParts = Showing & Readonly<{ store: Store; version: string }>;

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
  /** What a request finds. */
  answer(asked: Asked): Promise<FeedAnswer>;
  /** What this target was answered with since the last change of anything; undefined where nobody has asked since. */
  answered(target: string): Promise<Representation | undefined>;
}>;

/** A request: `target` is all of it that decides which feed it finds, `path` and `query` what express read from that. */
export type Asked = Readonly<{ target: string; path: string; query: FeedQuery; requestOrigin: string }>;
export type FeedAnswer =
  | Exclude<FeedLookup, { kind: "feed" }>
  | Readonly<{ kind: "feed"; representation: Representation }>;

/** Some hundred lists in three formats, in what memory a small machine can spare. */
const room = { maxCount: 500, maxBytes: 48_000_000 };
/** Targets whose feed is shown on while the database is out of reach. */
const mostLast = 1000;
/** A thousand items and more; with what the formats make of them it is four times as much. */
const itemRoom = { maxCharacters: 6_000_000 };

export function createFeeds({ store, site, views, sagaOnce, mute, content, version }: FeedsParts): Feeds {
  const kept = createKeptFeeds(room);
  const makeItem = createItemMaker(itemRoom);
  const readings = createReadings({ maxCount: 8 });
  const targets = createTargets({ maxCount: 1000 });
  const lists = () => ({ store, views: views(), sagaOnce: sagaOnce?.() ?? false, mute: mute?.() });
  const underConfig = (revision: number) =>
    [revision, site(), views(), sagaOnce?.(), mute?.(), content?.()] as const;
  const revision = lastKnown(() => store.revision());
  const circumstances = async () => underConfig(await revision());
  const revisionOfTurn = oncePerTurn(revision);

  const targetOf = (feed: FeedRequest, requestOrigin: string, revision: number): Target => ({
    feed,
    requestOrigin,
    address: selfUrl(feed, addressesOf(site(), requestOrigin)),
    stamp: JSON.stringify([revision, site(), feed.list, content?.()]),
  });
  const render = ({ feed, requestOrigin, stamp }: Target) => {
    const reading = JSON.stringify([requestOrigin, feed.options, stamp]);
    const given = { store, site: site(), content: content?.(), version, requestOrigin, makeItem };
    return renderFeed(feed, { ...given, share: (read) => readings.get(reading, read), announcesHub: true });
  };
  const lastAddresses = createLastAddresses();
  const keptAt = (target: Target) => kept.get(target.address, target.stamp, () => render(target));
  const find: Feeds["find"] = (path, query) => findFeed(path, query, lists());
  const current: Feeds["answer"] = async ({ target, path, query, requestOrigin }) => {
    // Before anything is looked up: what changes meanwhile shows in the next ones.
    const now = await circumstances();
    const lookup = await find(path, query);
    if (lookup.kind !== "feed") return lookup;
    const found = targetOf(lookup.feed, requestOrigin, now[0]);
    targets.set(target, now, found);
    lastAddresses.set(target, found.address);
    return { kind: "feed", representation: await keptAt(found) };
  };
  return {
    find,
    atAddress: (address, requestOrigin) => {
      const addresses = addressesOf(site(), requestOrigin);
      return findByAddress(address, addresses, lists());
    },
    lists: () => ownLists(store, lists()),
    stamp: async () => JSON.stringify(await circumstances()),
    render: async (feed, requestOrigin) => keptAt(targetOf(feed, requestOrigin, await revision())),
    answer: async (asked) => {
      try {
        return await current(asked);
      } catch (error) {
        const address = isOutOfReach(error) ? lastAddresses.get(asked.target) : undefined;
        const before = address === undefined ? undefined : kept.last(address);
        if (!before) throw error;
        return { kind: "feed", representation: before };
      }
    },
    answered: async (target) => {
      const found = targets.get(target, underConfig(await revisionOfTurn()));
      return found && keptAt(found);
    },
  };
}

/** Under which address a target's feed was kept last: where the database is out of reach, no other way leads there. */
function createLastAddresses(): Pick<Map<string, string>, "get" | "set"> {
  const last = new Map<string, string>();
  return {
    get: (target) => last.get(target),
    set: (target, address) => {
      if (last.size >= mostLast) last.clear();
      return target.length <= longestTarget ? last.set(target, address) : last;
    },
  };
}

/** While the database is out of reach nothing changes that we could tell of: what is kept is sent on. */
function lastKnown<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { found: T } | undefined;
  return async () => {
    try {
      last = { found: await look() };
    } catch (error) {
      if (!last || !isOutOfReach(error)) throw error;
    }
    return last.found;
  };
}

/**
 * Requests that come in within one turn of the event loop came at once: one look at the store is for all of them. Not for
 * work of our own, which may have changed something in that very turn.
 */
function oncePerTurn<T>(look: () => Promise<T>): () => Promise<T> {
  let looked: Promise<T> | undefined;
  return () => {
    if (!looked) {
      looked = look();
      setImmediate(() => (looked = undefined));
    }
    return looked;
  };
}
