import type { View } from "../model/view.ts";
import type { Store } from "../store/store.ts";
import type { Addresses } from "./addresses.ts";
import { readFeedOptions } from "./feed-options.ts";
import { type FeedRequest, feedFormats, selfUrl } from "./feed-request.ts";
import {
  type ListLookup,
  categoryList,
  frontList,
  muting,
  searchList,
  sourceList,
  viewList,
  withinCategory,
} from "./list.ts";

/** A feed, or why there is none, in a sentence; `none`: the address is no feed's. */
export type FeedLookup = Readonly<
  { kind: "feed"; feed: FeedRequest } | { kind: "unknown" | "bad"; problem: string } | { kind: "none" }
>;

/** An address's query, as express gives it. */
export type FeedQuery = Readonly<Record<string, unknown>>;

/** What the lists are made from; `mute` keeps stories off all of them but a search's. */
export type Lists = Readonly<{
  store: Store;
  views: readonly View[];
  sagaOnce: boolean;
  mute?: readonly string[] | undefined;
}>;
type Finder = (name: string, query: FeedQuery, lists: Lists) => ListLookup | Promise<ListLookup>;

const alone: Readonly<Record<string, Finder>> = {
  feed: (_name, _query, { sagaOnce }) => frontList(sagaOnce),
  search: (_, query) => searchList(query["q"]),
};
const inFolders: Readonly<Record<string, Finder>> = {
  categories: (name, _, { store }) => categoryList(store, name),
  sources: (id, _, { store }) => sourceList(store, id),
  views: (slug, _, { views }) => viewList(views, slug),
};

/** The feed at a path, as it stands in a URL (`/categories/World%20news.atom`), and a query. */
export async function findFeed(path: string, query: FeedQuery, lists: Lists): Promise<FeedLookup> {
  const [, folder, file = ""] = /^\/(?:(\w+)\/)?([^/]+)$/.exec(path) ?? [];
  const format = feedFormats.find((each) => file.endsWith(`.${each}`));
  const name = format && decoded(file.slice(0, -format.length - 1));
  const find = folder === undefined ? own(alone, name) : own(inFolders, folder);
  if (format === undefined || name === undefined || !find) return { kind: "none" };
  const reading = readFeedOptions(query);
  if (reading.kind === "bad") return reading;
  const { options } = reading;
  const found = await find(name, query, lists);
  if (found.kind !== "list") return found;
  const whole = { ...found, list: muting(found.list, lists.mute) };
  const { category } = options;
  const lookup = category === undefined ? whole : await withinCategory(lists.store, whole.list, category);
  return lookup.kind === "list" ? { kind: "feed", feed: { list: lookup.list, options, format } } : lookup;
}

/** The feed whose own address this is, to the letter: as it names itself, and as hubs know it. */
export async function findByAddress(
  address: string,
  addresses: Addresses,
  lists: Lists,
): Promise<FeedLookup> {
  const base = addresses.page("/");
  if (!address.startsWith(base))
    return { kind: "unknown", problem: `It is none of our feeds: their addresses begin with ${base}` };
  const [path = "", ...query] = address.slice(base.length - 1).split("?");
  const lookup = await findFeed(path, readQuery(query.join("?")), lists);
  if (lookup.kind === "none") return { kind: "unknown", problem: "There is no feed at this address." };
  if (lookup.kind !== "feed") return lookup;
  const self = selfUrl(lookup.feed, addresses);
  if (self !== address) return { kind: "unknown", problem: `The feed's own address is ${self}` };
  return lookup;
}

/** As express reads it: what is given more than once is a list. */
const readQuery = (query: string): FeedQuery =>
  Object.fromEntries(
    [...Map.groupBy(new URLSearchParams(query), ([name]) => name)].map(([name, pairs]) => {
      const values = pairs.map(([, value]) => value);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );

const own = (finders: Readonly<Record<string, Finder>>, name: string | undefined): Finder | undefined =>
  name !== undefined && Object.hasOwn(finders, name) ? finders[name] : undefined;

/** Undefined where percent signs do not stand for UTF-8. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
