import { hash as digest } from "node:crypto";
import { canonicalUrl } from "./url.ts";

/** What an item says of itself that can tell it from the others of its feed. */
export type Identifiable = Readonly<{
  guid?: string | undefined;
  url?: string | undefined;
  /** As the document has it; absent or empty where it has none. */
  title?: string | undefined;
  /** The beginning of its text. */
  text?: string | undefined;
  /** As written, before a date in the future is taken back. */
  publishedAt?: Date | undefined;
}>;

/** What an entry is known by, strongest first. */
export type IdentityKeys = readonly [string, ...string[]];

type Item = Identifiable & { readonly page: string | undefined; readonly titleKey: string };

/**
 * Keys of all items of one document, in its order. Two documents of one feed speak of the same entry where they share
 * any key; within one document two items share keys only where they are one entry printed twice.
 *
 * - `g:` the guid, as it is written (letter case counts). A guid that items with different links bear is none.
 * - `u:` the canonical link, for items without a guid. A link that several items bear, or that leads to the feed's own
 *   site, is none.
 * - `ut:` link and title, `ud:` link and date, for all: guids that change at every poll, or once in a move of the site,
 *   double nothing, and yet items that all link to one page stay apart.
 * - `t:` title, `x:` title and text, for items that have neither a guid nor a link of their own.
 */
export function identityKeys(items: readonly Identifiable[], siteUrl: string | undefined): IdentityKeys[] {
  const site = siteUrl === undefined ? undefined : canonicalUrl(siteUrl);
  const known = items.map((item) => ({
    ...item,
    page: item.url === undefined ? undefined : canonicalUrl(item.url),
    titleKey: letters(item.title ?? ""),
  }));
  const entries = oneEntryEach(known, site);
  const distinct = [...new Set(entries)];
  const guids = countBy(distinct, ({ guid }) => guid);
  const pages = countBy(distinct, ({ page }) => page);
  const candidates = new Map(
    distinct.map((item) => {
      const guid = item.guid !== undefined && guids.get(item.guid) === 1 ? item.guid : undefined;
      const ownPage = item.page !== undefined && pages.get(item.page) === 1 && item.page !== site;
      return [item, candidateKeys(item, { guid, ownPage })] as const;
    }),
  );
  const owners = countBy([...candidates.values()].flat(), (key) => key);
  const keys = new Map(
    distinct.map((item, at): readonly [Item, IdentityKeys] => {
      const [first, ...rest] = candidates.get(item)?.filter((key) => owners.get(key) === 1) ?? [];
      // All that it says is said by another one too: its place among its likes is all there is.
      return [item, first === undefined ? [`n:${hash(everythingOf(item), String(at))}`] : [first, ...rest]];
    }),
  );
  return entries.map((item) => keys.get(item) ?? [`n:${hash(everythingOf(item))}`]);
}

function candidateKeys(
  { page, titleKey, publishedAt, text = "" }: Item,
  { guid, ownPage }: Readonly<{ guid: string | undefined; ownPage: boolean }>,
): string[] {
  const titled = titleKey !== "";
  return [
    ...(guid !== undefined ? [`g:${hash(guid)}`] : []),
    ...(guid === undefined && page !== undefined && ownPage ? [`u:${hash(page)}`] : []),
    ...(page !== undefined && titled ? [`ut:${hash(page, titleKey)}`] : []),
    ...(page !== undefined && publishedAt !== undefined
      ? [`ud:${hash(page, publishedAt.toISOString())}`]
      : []),
    ...(guid === undefined && !ownPage && page === undefined && titled ? [`t:${hash(titleKey)}`] : []),
    ...(guid === undefined && !ownPage ? [`x:${hash(page ?? "", titleKey, text)}`] : []),
  ];
}

/**
 * For each item the one that stands for it: itself, or the first that it repeats. An item repeats another where it says
 * the same in every respect, or bears its guid, its link and its title. With another title it does so only where the
 * two are the only ones with that guid and link, and share date or beginning: an article listed once more after it was
 * revised. Else they are posts of a page whose guid and link say nothing, as three and more are.
 */
function oneEntryEach(items: readonly Item[], site: string | undefined): Item[] {
  const named = (item: Item) =>
    item.guid !== undefined && item.page !== undefined && item.page !== site
      ? hash(item.guid, item.page)
      : undefined;
  const bearers = Map.groupBy(items, named);
  const first = new Map<string, Item>();
  return items.map((item) => {
    const name = named(item);
    const [one, other, third] = bearers.get(name) ?? [];
    const key =
      name === undefined
        ? hash(everythingOf(item))
        : one && other && !third && isRevision(one, other)
          ? name
          : hash(name, item.titleKey);
    const known = first.get(key);
    if (known === undefined) first.set(key, item);
    return known ?? item;
  });
}

/** How much of two texts has to be the same for them to begin alike, in characters. */
const sameBeginning = 60;

function isRevision(one: Item, other: Item): boolean {
  if (one.publishedAt === undefined || other.publishedAt === undefined) return true;
  if (one.publishedAt.getTime() === other.publishedAt.getTime()) return true;
  const [a, b] = [letters(one.text ?? ""), letters(other.text ?? "")];
  return a === "" || b === "" || a.slice(0, sameBeginning) === b.slice(0, sameBeginning);
}

const everythingOf = ({ guid, page, titleKey, text, publishedAt }: Item): string =>
  [guid, page, titleKey, text, publishedAt?.toISOString()].map((part) => part ?? "").join("\n");

/** A title's letters and digits: white space, quotes and dashes are what editors change first. */
const letters = (title: string): string =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Guids may be a megabyte long; 120 bits tell any two apart. */
const hash = (...parts: readonly string[]): string =>
  digest("sha256", parts.join("\u0000"), "base64url").slice(0, 20);

function countBy<T>(items: readonly T[], key: (item: T) => string | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const one = key(item);
    if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  return counts;
}
