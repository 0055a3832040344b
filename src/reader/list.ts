import type { Request } from "express";
import type { PlacedEntry } from "../model/story.ts";
import { type StoryOrder, type StoryQuery, storyOrders } from "../store/store.ts";
import { asOf } from "./as-of.ts";
import { type Card, cardsOf, mostEarlier } from "./card.ts";
import type { NavLink, ReaderParts } from "./frame.ts";
import { pageRights, storyGivenOut } from "./given-out.ts";
import { withQuery } from "./links.ts";

/** How many stories a page of a list shows. */
const pageSize = 50;

/** A stretch of a list of stories, as every list page shows it. */
export type StoryList = Readonly<{
  /** Its own address, without where in it this stretch begins. */
  address: string;
  /** What came later is not on it, ISO 8601; absent where it is read at any time. */
  asOf?: string;
  cards: readonly Card[];
  /** The orders on offer; empty where the list has one only. */
  orders: readonly NavLink[];
  /** Where the list goes on; absent at its end. */
  nextHref?: string;
  /** Its first page; absent on that page itself. */
  firstHref?: string;
}>;

export type ListOptions = Readonly<{
  path: string;
  /** What else belongs to the list's address: `{ q }`. */
  parameters?: Readonly<Record<string, string>>;
  order: StoryOrder;
  /** The order without `?order=`; with it the list offers both. */
  defaultOrder?: StoryOrder;
  cursor?: string;
  restriction?: Omit<StoryQuery, "order" | "limit" | "cursor">;
  prefers?: (entry: PlacedEntry) => boolean;
  /** Also what the config mutes: somebody asks for it by name. */
  withMuted?: boolean;
}>;

/** One parameter of the address; where it is given twice, the first. Empty counts as absent. */
export function parameter(request: Pick<Request, "query">, name: string): string | undefined {
  const given: unknown = request.query[name];
  const value: unknown = Array.isArray(given) ? given[0] : given;
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `?order=` of the address; what is none of the orders is read as the default. */
export function orderOf(request: Pick<Request, "query">, defaultOrder: StoryOrder): StoryOrder {
  const given = parameter(request, "order");
  return storyOrders.find((order) => order === given) ?? defaultOrder;
}

/** Reads a stretch of stories from the store. Rejects with a BadCursorError for a cursor that is none. */
export async function storyList(parts: ReaderParts, options: ListOptions): Promise<StoryList> {
  const { path, parameters, order, defaultOrder, cursor, restriction, prefers, withMuted = false } = options;
  const { store, clock, mute, words } = parts;
  const since = parts.isStatic ? undefined : await asOf(parts);
  const muted = [...(restriction?.muted ?? []), ...((withMuted ? undefined : mute?.()) ?? [])];
  const { items, next } = await store.stories({
    ...restriction,
    ...(muted.length > 0 && { muted }),
    order,
    limit: pageSize,
    ...(cursor !== undefined && { cursor }),
  });
  const address = (more: Readonly<{ order?: StoryOrder; cursor?: string }>) => {
    const { order: wanted = order, cursor } = more;
    const isDefault = defaultOrder === undefined || wanted === defaultOrder;
    return withQuery(path, { ...parameters, order: isDefault ? undefined : wanted, cursor });
  };
  const giving = await pageRights(parts);
  const orders = defaultOrder === undefined || parts.isStatic ? [] : storyOrders;
  const sagas = restriction?.sagaOnce
    ? await store.sagas(
        items.map(({ story }) => story.id),
        { named: mostEarlier },
      )
    : undefined;
  return {
    address: address({}),
    ...(since && { asOf: since.toISOString() }),
    cards: cardsOf(
      items.map((item) => storyGivenOut(item, giving)),
      { now: clock.now(), words, ...(prefers && { prefers }), ...(sagas && { sagas }) },
    ),
    orders: orders.map((each) => ({
      href: address({ order: each }),
      label: words.list.orders[each],
      isCurrent: each === order,
    })),
    ...(next !== undefined && { nextHref: address({ cursor: next }) }),
    ...(cursor !== undefined && { firstHref: address({}) }),
  };
}
