import type { Request } from "express";
import { originOf } from "../web/origin.ts";
import type { PageAnswer } from "./answer.ts";
import { type FeedLink, type OwnList, type ReaderParts, feedLinks, frameOf } from "./frame.ts";
import { withQuery } from "./links.ts";
import { parameter } from "./list.ts";

export type FeedsPage = Readonly<{
  groups: readonly Readonly<{ name: string; feeds: readonly ListedFeed[] }>[];
  form: AddressForm;
  /** What came of the form; absent until it is used. */
  address?: Readonly<{ href: string; isFor: string }> | Readonly<{ problem: string }>;
}>;

export type ListedFeed = Readonly<{
  title: string;
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

const folds = [
  [
    "story",
    "each story once",
    "One item for everything that is reported on one event: the article that speaks for it, and under it who else has the story. Feeds are so unless their address says otherwise.",
  ],
  [
    "copy",
    "each text once",
    "Every outlet’s own report is an item; a text that several outlets print, as those of agencies, is one.",
  ],
  ["none", "every article", "Whatever the sources publish, each copy of a text as well."],
] as const;

/** `/feeds`: every list as a feed, and a form that makes a feed's address. */
export async function feeds(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { front, categories, views, sources } = await parts.ownFeeds.lists();
  const groups = [
    { name: "Everything", lists: front.map((list) => ({ title: "Front page", ...list })) },
    { name: "Views", lists: views },
    { name: "Categories", lists: categories },
    { name: "Sources", lists: sources },
  ].filter(({ lists }) => lists.length > 0);
  const asked = wishOf(request);
  const address = await addressFor(
    parts,
    request,
    asked,
    groups.flatMap(({ lists }) => lists),
  );
  const page: FeedsPage = {
    groups: groups.map(({ name, lists }) => ({
      name,
      // Of a category or a source its name says all.
      feeds: lists.map((list) => listed(list, { isDescribed: lists === views })),
    })),
    form: formOf(asked, groups),
    ...(address && { address }),
  };
  const frame = await frameOf(parts, { title: "Feeds", path: "/feeds" });
  return { kind: "page", status: address && "problem" in address ? 400 : 200, view: "feeds", frame, page };
}

const listed = (
  { path, pagePath, title = "", description }: OwnList,
  { isDescribed }: Readonly<{ isDescribed: boolean }>,
): ListedFeed => ({
  title,
  ...(isDescribed && description !== undefined && { description }),
  pageHref: pagePath,
  formats: feedLinks(path, {}),
});

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
  { ownFeeds, site }: ReaderParts,
  request: Request,
  { list: path, format, ...options }: Wish,
  lists: readonly OwnList[],
): Promise<FeedsPage["address"]> {
  if (path === "") return undefined;
  const list = lists.find((each) => each.path === path);
  if (!list || !formats.some(([value]) => value === format))
    return { problem: "There is no such list here. Choose one of those offered." };
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ""));
  // What holds anyway is not said: the address stays the one that others know the feed by.
  if (given["fold"] === "story") delete given["fold"];
  const problem = await ownFeeds.problemAt(`${path}.${format}`, given);
  if (problem !== undefined) return { problem };
  const base = site().url ?? originOf(request);
  return { href: base + withQuery(`${path}.${format}`, given), isFor: list.title ?? "" };
}

const formOf = (
  { list, format, fold, min, limit, lang }: Wish,
  groups: readonly Readonly<{ name: string; lists: readonly OwnList[] }>[],
): AddressForm => ({
  lists: groups.map(({ name, lists }) => ({
    name,
    options: lists.map(({ path, title = "" }) => ({ value: path, label: title, isChosen: path === list })),
  })),
  formats: formats.map(([value, label]) => ({ value, label, isChosen: value === format })),
  folds: folds.map(([value, label, explained]) => ({
    value,
    label,
    explained,
    isChosen: value === (fold || "story"),
  })),
  min,
  limit,
  lang,
});
