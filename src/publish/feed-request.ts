import type { Addresses } from "./addresses.ts";
import type { Stretch } from "./archive.ts";
import type { FeedChain } from "./feed-item.ts";
import type { FeedOptions } from "./feed-options.ts";
import type { FeedPart } from "./feed-part.ts";
import type { List } from "./list.ts";

export const feedFormats = ["rss", "atom", "json"] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** One feed: a list, what the address asks of it, and the format. */
export type FeedRequest = Readonly<{ list: List; options: FeedOptions; format: FeedFormat }>;

/** The address that a feed is known by: with the parameters that mean something here, in the order in which they were given. */
export function selfUrl({ list, options, format }: FeedRequest, addresses: Addresses): string {
  return addresses.page(`${list.path}.${format}${queryOf({ list, options })}`);
}

/** The query of its address; empty where there is none. */
function queryOf({ list, options }: Pick<FeedRequest, "list" | "options">): string {
  const pairs = Object.entries({ ...list.parameters, ...options }).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

/** What all documents of one feed are known by: they differ in how much they show of it, and from where. */
export const nameOf = ({ list, options }: Pick<FeedRequest, "list" | "options">): string =>
  `feed${list.path}${queryOf({ list, options: wholeOf(options) })}`;

const wholeOf = ({ limit: _limit, after: _after, upto: _upto, ...whole }: FeedOptions): FeedOptions => whole;

/** The documents beside one; archives know no `limit`. */
export function chainOf(
  { list, options, format }: FeedRequest,
  { isFull, previous, next }: Pick<FeedPart, "isFull" | "previous" | "next">,
  addresses: Addresses,
): FeedChain {
  const at = (stretch: Partial<Stretch>) =>
    selfUrl({ list, options: { ...wholeOf(options), ...stretch }, format }, addresses);
  return {
    isArchive: isFull,
    ...(options.after !== undefined && { current: at({}) }),
    ...(previous && { previous: at(previous) }),
    ...(next && { next: at(next) }),
  };
}
