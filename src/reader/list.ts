import type { Request } from "express";
import { cutText } from "../base/cut-text.ts";
import type { GivingOut } from "../model/content-rule.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import { type StoryOrder, type StoryQuery, storyOrders } from "../store/store.ts";
import { type Card, cardsOf, mostEarlier } from "./card.ts";
import type { NavLink, ReaderParts } from "./frame.ts";
import { pageRights, storyGivenOut } from "./given-out.ts";
import { withQuery } from "./links.ts";
import type { Found } from "./search-excerpts.ts";
import { muting } from "./named-list.ts";

/** How many stories a page of a list shows. */
const pageSize = 50;
/** Of what is no order, people see the beginning, in characters. */
const longestShown = 40;

/** A stretch of a list of stories, as every list page shows it. */
export type StoryList = Readonly<{
  /** Its own address, without where in it this stretch begins. */
  address: string;
  /** The same with where it begins: this very page. */
  here: string;
  /** What became news later is not on it, ISO 8601; absent where it is read at any time, or is no list of news. */
  asOf?: string;
  /** What marks as read all that it had then; absent where there is nothing to mark. */
  markAll?: Readonly<{ list: string; asOf: string; back: string }>;
  /** What takes back what was marked just now. */
  undo?: Readonly<{ change: number; back: string }>;
  cards: readonly Card[];
  /** What of the address means nothing here, and what was understood instead. */
  note?: string;
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
  /** The order as the address has it. */
  askedOrder?: string | undefined;
  cursor?: string;
  restriction?: Omit<StoryQuery, "order" | "limit" | "cursor">;
  prefers?: (entry: PlacedEntry) => boolean;
  /** Entries that speak for their story in this list. */
  leads?: (entry: PlacedEntry) => boolean;
  /** What of each story answers the search, by its id. */
  findsIn?: (
    stories: readonly StoryWithEntries[],
    giving: GivingOut | undefined,
  ) => Promise<ReadonlyMap<number, Found>>;
  /** Also what the config mutes: somebody asks for it by name. */
  withMuted?: boolean;
  /** The reader has chosen each of its stories: nothing is news to it, and nothing in it is to be got through. */
  isOwnChoice?: boolean;
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
  const {
    path,
    parameters,
    order,
    defaultOrder,
    cursor,
    restriction,
    prefers,
    leads,
    withMuted = false,
  } = options;
  const { store, clock, words } = parts;
  // Asked before the list is: what comes meanwhile is told once too often rather than never.
  const asOf = parts.isStatic || options.isOwnChoice ? undefined : (await store.newestNewsAt()).toISOString();
  const { items, next } = await store.stories({
    ...muting(restriction ?? {}, withMuted ? undefined : parts.mute?.()),
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
  const givenOut = items.map((item) => storyGivenOut(item, giving));
  const found = await options.findsIn?.(givenOut, giving);
  const list = address({});
  const odd = storyOrders.some((each) => each === options.askedOrder) ? undefined : options.askedOrder;
  const here = address(cursor === undefined ? {} : { cursor });
  return {
    address: list,
    here,
    ...(asOf !== undefined && { asOf }),
    ...(asOf !== undefined && items.length > 0 && { markAll: { list, asOf, back: here } }),
    ...(parts.undoable !== undefined && { undo: { change: parts.undoable, back: here } }),
    cards: cardsOf(givenOut, {
      now: clock.now(),
      words,
      ...(parts.look.hidesImages && { withoutImages: true }),
      ...(prefers && { prefers }),
      ...(leads && { leads }),
      ...(sagas && { sagas }),
      ...(found && { found }),
    }),
    ...(odd !== undefined && {
      note: words.list.oddOrder(cutText(odd, longestShown), words.list.orders[order]),
    }),
    orders: orders.map((each) => ({
      href: address({ order: each }),
      label: words.list.orders[each],
      isCurrent: each === order,
    })),
    ...(next !== undefined && { nextHref: address({ cursor: next }) }),
    ...(cursor !== undefined && { firstHref: address({}) }),
  };
}
