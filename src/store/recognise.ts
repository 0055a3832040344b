import { hash } from "node:crypto";
import { plainLines } from "../base/plain-lines.ts";
import type { EntryContent } from "../model/entry.ts";
import { titleForm } from "./real-edit.ts";

/** What an item of a document is: an entry of the store, one that retention took, a new one, or one more mention. */
export type Verdict = Readonly<
  { kind: "entry"; id: number } | { kind: "dropped" } | { kind: "new" } | { kind: "repeat" }
>;

/** One item; `moveKey` as `moveKey` below makes it. */
export type Recognisable = Readonly<{ keys: readonly [string, ...string[]]; moveKey: string | undefined }>;

type Claim = Readonly<{ at: number; id: number | null; shared: number; rank: number }>;

/**
 * Which entries the items of one document are, by the keys that are known of their feed (null: of a dropped entry).
 *
 * - The entry that shares the most keys with an item is the item's; among equals the strongest key decides. So guids that
 *   were swapped, or that only number the places of a list, do not put one article in another's place.
 * - Each entry is one item's; another item that leads there with fewer keys is new where it has a key of its own.
 * - `isAnother` may say of an item that leads to an entry by a single key that it is another article all the same.
 * - Where not one item of the document is known by its keys, the site has moved, or its links change with every poll:
 *   then, and only then, an item is known by its move key, where no other item has the same. Not in a delta (`isDelta`):
 *   that all of it is new is what it is sent for.
 */
export function recognise(
  items: readonly Recognisable[],
  known: ReadonlyMap<string, number | null>,
  isAnother: (at: number, id: number) => boolean,
  isDelta = false,
): readonly Verdict[] {
  const byKeys = items.flatMap((item, at) => claimsOf(item.keys, at, known));
  const claims = byKeys.length > 0 || isDelta ? byKeys : movedClaims(items, known);
  const verdicts = new Map<number, Verdict>();
  const taken = new Set<number>();
  for (const { at, id, shared } of claims.toSorted((a, b) => b.shared - a.shared || a.rank - b.rank)) {
    if (verdicts.has(at)) continue;
    if (id === null) verdicts.set(at, { kind: "dropped" });
    else if (!taken.has(id) && !(shared === 1 && isAnother(at, id))) {
      verdicts.set(at, { kind: "entry", id });
      taken.add(id);
    }
  }
  const met = new Set<string>();
  return items.map(({ keys }, at) => {
    const isRepeated = met.has(keys[0]);
    met.add(keys[0]);
    if (isRepeated) return { kind: "repeat" };
    return verdicts.get(at) ?? (keys.some((key) => !known.has(key)) ? { kind: "new" } : { kind: "repeat" });
  });
}

/** The items that lead to an entry by a single key: of these, and no others, `recognise` asks whether they are another article. */
export const doubtfulItems = (
  items: readonly Recognisable[],
  known: ReadonlyMap<string, number | null>,
): readonly Readonly<{ at: number; id: number }>[] =>
  items.flatMap((item, at) =>
    claimsOf(item.keys, at, known).flatMap(({ id, shared }) =>
      id === null || shared > 1 ? [] : [{ at, id }],
    ),
  );

function claimsOf(keys: readonly string[], at: number, known: ReadonlyMap<string, number | null>): Claim[] {
  const claims = new Map<number | null, Claim>();
  keys.forEach((key, rank) => {
    const id = known.get(key);
    if (id === undefined) return;
    const before = claims.get(id);
    claims.set(id, before ? { ...before, shared: before.shared + 1 } : { at, id, shared: 1, rank });
  });
  return [...claims.values()];
}

function movedClaims(items: readonly Recognisable[], known: ReadonlyMap<string, number | null>): Claim[] {
  const bearers = Map.groupBy(items.keys(), (at) => items[at]?.moveKey);
  return items.flatMap(({ moveKey: key }, at) => {
    const id = key === undefined || bearers.get(key)?.length !== 1 ? undefined : known.get(key);
    // More than one, so that `isAnother` is not asked: title and date are the same.
    return id === undefined ? [] : [{ at, id, shared: 2, rank: 0 }];
  });
}

/** Least text that tells two articles of one title apart, where neither has a date. */
const tellingLength = 80;

/** Title and date, or, where there is no date, title and text: what stays when a site gets another system. */
export function moveKey({ title, publishedAt, contentHtml, summary }: EntryContent): string | undefined {
  const text = publishedAt?.toISOString() ?? plainLines(contentHtml ?? summary ?? "").join(" ");
  if (publishedAt === undefined && text.length < tellingLength) return undefined;
  return `m:${hash("sha256", `${titleForm(title)}\n${text}`, "base64url").slice(0, 20)}`;
}

/**
 * Whether two articles that share one key are two all the same. Their texts are unlike, and besides:
 * - under one title, where it is all that names them: their dates differ (the weather, day after day);
 * - under one link: their dates differ (a page that shows another article each day), or their guids, where a date is all
 *   that they share;
 * - else: link and date differ. Feeds of one item, or of numbered places, give a guid to one article after the other.
 */
export function isAnotherArticle(known: EntryContent, item: EntryContent): boolean {
  if (sharedPart(known, item) >= alikeFrom) return false;
  const [was, is] = [known.publishedAt?.getTime(), item.publishedAt?.getTime()];
  const dated = was !== undefined && is !== undefined;
  if (titleForm(known.title) === titleForm(item.title))
    return !isNamed(known) && !isNamed(item) && dated && was !== is;
  if (known.url === undefined || item.url === undefined)
    return dated && was !== is && !isNamed(known) && !isNamed(item);
  if (page(known.url) !== page(item.url)) return was === undefined || was !== is;
  return dated && (was !== is || guidsDiffer(known, item));
}

export const isNamed = ({ guid, url }: EntryContent): boolean => guid !== undefined || url !== undefined;

const guidsDiffer = (one: EntryContent, other: EntryContent): boolean =>
  one.guid !== undefined && other.guid !== undefined && one.guid !== other.guid;

/** Path without host and query. */
const page = (url: string): string => (URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, "") : url);

/** Edited articles share most pairs of words, articles on different things of one outlet hardly a tenth. */
const alikeFrom = 0.25;

/**
 * The share of the shorter one's pairs of neighbouring words that the other one has too. A title that both have counts
 * for nothing.
 */
function sharedPart(one: EntryContent, other: EntryContent): number {
  const sameTitle = titleForm(one.title) === titleForm(other.title);
  const [a, b] = [pairsOf(one, sameTitle), pairsOf(other, sameTitle)];
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared++;
  return small.size === 0 ? 0 : shared / small.size;
}

function pairsOf({ title, summary, contentHtml }: EntryContent, textAlone: boolean): ReadonlySet<string> {
  const text = `${textAlone ? "" : title} ${(contentHtml === undefined ? (summary ?? "") : plainLines(contentHtml).join(" ")).slice(0, 20_000)}`;
  const words =
    text.toLowerCase().match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(1).map((word, at) => `${words[at]} ${word}`));
}
