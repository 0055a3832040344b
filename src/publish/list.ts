import { cutText } from "../base/cut-text.ts";
import { maxSearchLength } from "../base/search-query.ts";
import type { Restriction } from "../model/restriction.ts";
import type { Feed } from "../model/source.ts";
import { type View, describeView, viewRestriction } from "../model/view.ts";
import type { Store } from "../store/store.ts";

/** A list of stories that has a page and, at the same address with an extension, a feed. */
export type List = Readonly<{
  /** Of the feed, without extension: `/categories/World`. */
  path: string;
  /** What else belongs to its address: `{ q }`. */
  parameters?: Readonly<Record<string, string>>;
  pagePath: string;
  /** Absent for the list of everything. */
  title?: string;
  description?: string;
  restriction: Restriction;
  /** Its newest items show a saga once, under its newest event; its archives have every story. */
  sagaOnce?: boolean;
}>;

/** A list, or why there is none, in a sentence. */
export type ListLookup = Readonly<
  { kind: "list"; list: List } | { kind: "unknown" | "bad"; problem: string }
>;

/** The list of everything. */
export const frontList = (sagaOnce: boolean): ListLookup => ({ kind: "list", list: listOfAll(sagaOnce) });

const listOfAll = (sagaOnce: boolean): List => ({
  path: "/feed",
  pagePath: "/",
  restriction: {},
  ...(sagaOnce && { sagaOnce }),
});

export const categoryList = async (store: Store, name: string): Promise<ListLookup> =>
  (await unknownCategory(store, name)) ?? { kind: "list", list: listOfCategory(name) };

function listOfCategory(name: string): List {
  const path = `/categories/${encodeURIComponent(name)}`;
  const description = `Stories of the sources in the category "${name}".`;
  return { path, pagePath: path, title: name, description, restriction: { category: name } };
}

/** Every list but searches, in the config's order. */
export type OwnLists = Readonly<Record<"front" | "categories" | "views" | "sources", readonly List[]>>;

export async function ownLists(
  store: Store,
  { views, sagaOnce }: Readonly<{ views: readonly View[]; sagaOnce: boolean }>,
): Promise<OwnLists> {
  const feeds = await store.feeds();
  const categories = new Set(feeds.flatMap(({ source }) => source.category ?? []));
  return {
    front: [listOfAll(sagaOnce)],
    categories: Array.from(categories, listOfCategory),
    views: views.map(listOfView),
    sources: feeds.map(listOfSource),
  };
}

/** Part of a list: what it has of one category. */
export async function withinCategory(store: Store, list: List, name: string): Promise<ListLookup> {
  const { restriction, title } = list;
  if (restriction.category !== undefined)
    return {
      kind: "bad",
      problem: `This is the feed of the category "${shown(restriction.category)}" already.`,
    };
  const unknown = await unknownCategory(store, name);
  if (unknown) return unknown;
  const { sagaOnce: _, ...whole } = list; // the newest event need not be of the category
  const within = {
    title: title === undefined ? name : `${title} · ${name}`,
    restriction: { ...restriction, category: name },
  };
  return { kind: "list", list: { ...whole, ...within } };
}

async function unknownCategory(store: Store, name: string): Promise<ListLookup | undefined> {
  const feeds = await store.feeds();
  if (feeds.some((feed) => feed.source.category === name)) return undefined;
  return { kind: "unknown", problem: `No source in the config has the category "${shown(name)}".` };
}

export async function sourceList(store: Store, id: string): Promise<ListLookup> {
  const feed = /^[1-9]\d{0,14}$/.test(id) ? await store.feed(Number(id)) : undefined;
  if (!feed)
    return {
      kind: "unknown",
      problem: `There is no source "${shown(id)}". /sources lists all that are followed.`,
    };
  return { kind: "list", list: listOfSource(feed) };
}

function listOfSource(feed: Feed): List {
  const path = `/sources/${feed.id}`;
  const title =
    feed.source.name ??
    feed.title ??
    URL.parse(feed.source.url)?.host.replace(/^www\./, "") ??
    feed.source.url;
  const description = `Stories that ${title} reports.`;
  return { path, pagePath: path, title, description, restriction: { feedId: feed.id } };
}

export function viewList(views: readonly View[], slug: string): ListLookup {
  const view = views.find((each) => each.slug === slug);
  if (!view) return { kind: "unknown", problem: `The config has no view with the slug "${shown(slug)}".` };
  return { kind: "list", list: listOfView(view) };
}

function listOfView(view: View): List {
  const path = `/views/${encodeURIComponent(view.slug)}`;
  const description = describeView(view);
  return { path, pagePath: path, title: view.title, description, restriction: viewRestriction(view) };
}

/** The list without what the config mutes everywhere. A search has it all the same: somebody asks for it by name. */
export function muting(list: List, mute: readonly string[] = []): List {
  if (mute.length === 0 || list.path === searchPath) return list;
  const { muted = [] } = list.restriction;
  return { ...list, restriction: { ...list.restriction, muted: [...muted, ...mute] } };
}

const searchPath = "/search";

/** `typed` is the parameter `q` as express gives it. */
export function searchList(typed: unknown): ListLookup {
  const query = typeof typed === "string" ? typed.trim().toWellFormed() : "";
  if (query === "")
    return { kind: "bad", problem: "A search feed needs words to look for, once: /search.rss?q=words." };
  if (query.length > maxSearchLength)
    return {
      kind: "bad",
      problem: `q has ${query.length} characters; a search may have at most ${maxSearchLength}.`,
    };
  return {
    kind: "list",
    list: {
      path: searchPath,
      parameters: { q: query },
      pagePath: `/search?${new URLSearchParams({ q: query }).toString()}`,
      title: `“${query}”`,
      description: `Stories with "${query}".`,
      restriction: { search: query },
    },
  };
}

/** What somebody asked for, as a sentence can say it back. */
const shown = (text: string): string => cutText(text.toWellFormed(), 60);
