import type { Request } from "express";
import { originOf } from "../web/origin.ts";
import type { PageAnswer } from "./answer.ts";
import { type FeedLink, type OwnList, type ReaderParts, feedLinks, frameOf } from "./frame.ts";
import { sourcePath, withQuery } from "./links.ts";
import { parameter } from "./list.ts";
import { toldApart } from "./source-names.ts";
import type { Told } from "./told.ts";
import type { Words } from "./words/words.ts";

export type FeedsPage = Readonly<{
  groups: readonly Readonly<{ name: string; feeds: readonly ListedFeed[] }>[];
  /** Where there are too many sources to list: that each has a feed on its page. */
  manySources?: string;
  form: AddressForm;
  /** What came of the form; absent until it is used. */
  address?: Readonly<{ href: string; isFor: string }> | Readonly<{ problem: Told }>;
}>;

export type ListedFeed = Readonly<{
  title: string;
  /** Its host or address, where another list is called the same. */
  apart?: string;
  description?: string;
  pageHref: string;
  formats: readonly FeedLink[];
}>;

/** What can be chosen, and what was. */
export type AddressForm = Readonly<{
  lists: readonly Readonly<{ name: string; options: readonly Choice[] }>[];
  formats: readonly Choice[];
  folds: readonly (Choice & Readonly<{ explained: string }>)[];
  /** As they were typed. */
  min: string;
  limit: string;
  lang: string;
}>;

export type Choice = Readonly<{ value: string; label: string; isChosen: boolean }>;

const formats = [
  ["rss", "RSS"],
  ["atom", "Atom"],
  ["json", "JSON Feed"],
] as const;

const folds = ["story", "copy", "none"] as const;

/** More sources than this are found on a page of their own, each with its feed. */
const mostSources = 200;

/** `/feeds`: every list as a feed, and a form that makes a feed's address. */
export async function feeds(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { words } = parts;
  const { feeds: say } = words;
  const { front, categories, views, sources } = await parts.ownFeeds.lists();
  const asked = wishOf(request);
  const isMany = sources.length > mostSources && !parts.isStatic;
  const apart = await partsApart(parts);
  const all = [
    { name: say.groups.front, lists: front.map((list) => ({ title: say.frontPage, ...list })) },
    { name: say.groups.views, lists: views },
    { name: say.groups.categories, lists: categories },
    { name: say.groups.sources, lists: sources },
  ];
  const groups = all.filter(({ lists }) => lists.length > 0 && !(isMany && lists === sources));
  // Of many the form offers the one it was asked for: its page leads here.
  const chosen = isMany ? sources.filter(({ path }) => path === asked.list) : [];
  const offered = chosen.length > 0 ? [...groups, { name: say.groups.sources, lists: chosen }] : groups;
  const address = await addressFor(
    parts,
    request,
    asked,
    offered.flatMap(({ lists }) => lists),
  );
  const page: FeedsPage = {
    groups: groups.map(({ name, lists }) => ({
      name,
      // Of a category or a source its name says all.
      feeds: lists.map((list) => listed(list, { isDescribed: lists === views, apart })),
    })),
    ...(isMany && { manySources: say.manySources(sources.length) }),
    form: formOf(asked, offered, { words, apart }),
    ...(address && { address }),
  };
  const frame = await frameOf(parts, { title: say.heading, path: "/feeds" });
  return { kind: "page", status: address && "problem" in address ? 400 : 200, view: "feeds", frame, page };
}

const listed = (
  { path, pagePath, title = "", description }: OwnList,
  { isDescribed, apart }: Readonly<{ isDescribed: boolean; apart: Apart }>,
): ListedFeed => ({
  title,
  ...(apart.has(path) && { apart: apart.get(path) ?? "" }),
  ...(isDescribed && description !== undefined && { description }),
  pageHref: pagePath,
  formats: feedLinks(path, {}),
});

/** By the path of a source's list: what tells it apart from others of its name. */
type Apart = ReadonlyMap<string, string>;

async function partsApart({ store }: Pick<ReaderParts, "store">): Promise<Apart> {
  const apart = toldApart(await store.sourceNames());
  return new Map([...apart].map(([id, text]) => [sourcePath(id), text]));
}

type Wish = Readonly<Record<"list" | "format" | "fold" | "min" | "limit" | "lang", string>>;

function wishOf(request: Request): Wish {
  const typed = (name: keyof Wish) => parameter(request, name)?.trim().slice(0, 200) ?? "";
  return {
    list: typed("list"),
    format: typed("format") || "rss",
    fold: typed("fold"),
    min: typed("min"),
    limit: typed("limit"),
    lang: typed("lang"),
  };
}

/** The address that the form asks for, or what is wrong with it: in the words of the feed itself. */
async function addressFor(
  { ownFeeds, site, words }: ReaderParts,
  request: Request,
  { list: path, format, ...options }: Wish,
  lists: readonly OwnList[],
): Promise<FeedsPage["address"]> {
  if (path === "") return undefined;
  const list = lists.find((each) => each.path === path);
  if (!list || !formats.some(([value]) => value === format))
    return { problem: { text: words.feeds.noSuchList } };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ""));
  // What holds anyway is not said: the address stays the one that others know the feed by.
  if (given["fold"] === "story") delete given["fold"];
  const problem = await ownFeeds.problemAt(`${path}.${format}`, given);
  if (problem !== undefined) return { problem: { text: problem, ...(words.tag !== "en" && { lang: "en" }) } };
  const base = site().url ?? originOf(request);
  return { href: base + withQuery(`${path}.${format}`, given), isFor: list.title ?? "" };
}

const formOf = (
  { list, format, fold, min, limit, lang }: Wish,
  groups: readonly Readonly<{ name: string; lists: readonly OwnList[] }>[],
  { words, apart }: Readonly<{ words: Words; apart: Apart }>,
): AddressForm => ({
  lists: groups.map(({ name, lists }) => ({
    name,
    options: lists.map(({ path, title = "" }) => ({
      value: path,
      label: apart.has(path) ? `${title} (${apart.get(path)})` : title,
      isChosen: path === list,
    })),
  })),
  formats: formats.map(([value, label]) => ({ value, label, isChosen: value === format })),
  folds: folds.map((value) => ({
    value,
    ...words.feeds.folds[value],
    isChosen: value === (fold || "story"),
  })),
  min: numberOrNone(min),
  limit: numberOrNone(limit),
  lang,
});

/** What a field for numbers can hold: of all else the page says what is wrong with it. */
const numberOrNone = (typed: string): string => (/^\d+$/.test(typed) ? typed : "");
