import { hourMs } from "../base/duration.ts";
import { containment, sameMarks, sameNumbers } from "./fingerprint.ts";
import { gramsOf, resemblance } from "./grams.ts";
import { namesArticle } from "./identity.ts";
import type { LiveArticle } from "./live.ts";
import { differInNumbers } from "./template.ts";

/** Why an article is one that is known already. `share`: how much of the shorter text stands in the other, 0 to 1. */
export type KnownText = Readonly<
  | { layer: "identity"; article: LiveArticle; by: "address" | "headline" }
  | { layer: "copy"; article: LiveArticle; by: "text"; share: number }
  | { layer: "copy"; article: LiveArticle; by: "headline" }
>;

/** An outlet that prints one headline twice within half a day has changed the article; a day later it is the column's next issue. */
const reprintMs = 12 * hourMs;
/** Headlines of fewer words are columns ("The week in pictures"); where words are not spaced, of fewer characters. */
const leastHeadline = { words: 5, characters: 12 };

/** A copy holds this much of the shorter text's phrases … */
const copyAt = 0.6;
/** … less where both credit one agency, and nearly all of it where they credit two: agencies quote the same statements. */
const copyAtOneAgency = 0.45;
const copyAtTwoAgencies = 0.85;
/** … and as much of its names and numbers: where those differ, the same words are a template. */
const marksAt = 0.6;
/**
 * … and at least so many of its numbers alone: the next poll has the same parties. Halfway between what forms share (0.2) and
 * what copies do (0.5) in the seen half of `tests/fixtures/stories`.
 */
const numbersAt = 0.35;
/** A text this long is a copy under any headline; a shorter one ("Read the full story on our site …") only under a like one. */
const tellingShingles = 25;
const likeHeadline = 0.25;
/** What stands in this many articles already (a feed's standing line) needs no more of them to be found by. */
const longestSlot = 64;

/** The articles with one key. Nearly all keys are one article's alone: it stands without a list, which is several times its size. */
type Slot = LiveArticle | LiveArticle[];
type Index<Key> = ReadonlyMap<Key, Slot>;

const at = <Key>(index: Index<Key>, key: Key): readonly LiveArticle[] => {
  const slot = index.get(key);
  if (slot === undefined) return [];
  return Array.isArray(slot) ? slot : [slot];
};

function addTo<Key>(index: Map<Key, Slot>, key: Key, article: LiveArticle): void {
  const slot = index.get(key);
  if (slot === undefined) index.set(key, article);
  else if (!Array.isArray(slot)) index.set(key, [slot, article]);
  else if (slot.length < longestSlot) slot.push(article);
}

function removeFrom<Key>(index: Map<Key, Slot>, key: Key, article: LiveArticle): void {
  const rest = at(index, key).filter((other) => other !== article);
  if (rest.length === 0) index.delete(key);
  else index.set(key, rest.length === 1 ? rest[0]! : rest);
}

/** The texts of the window, to find again. */
export function createKnownTexts() {
  const byUrl = new Map<string, Slot>();
  const byTitle = new Map<string, Slot>();
  const bySketch = new Map<number, Slot>();
  const visitAll = (article: LiveArticle, visit: typeof addTo) => {
    if (article.urlKey !== undefined) visit(byUrl, article.urlKey, article);
    if (article.foldedTitle !== "") visit(byTitle, article.foldedTitle, article);
    for (const hash of article.fingerprint?.sketch ?? []) visit(bySketch, hash, article);
  };

  return {
    add: (article: LiveArticle): void => visitAll(article, addTo),
    remove: (article: LiveArticle): void => visitAll(article, removeFrom),
    /** The article that this one is again, or whose text it carries, not in a `barred` story; undefined where there is none. */
    find(article: LiveArticle, barred?: ReadonlySet<number>): KnownText | undefined {
      const isOpen = ({ story }: LiveArticle) => !barred?.has(story.id);
      const sameTitle = at(byTitle, article.foldedTitle).filter(
        (other) => mayMeet(article, other) && isOpen(other),
      );
      return (
        findAddress(article, byUrl, isOpen) ??
        findReprint(article, sameTitle) ??
        findCopy(article, bySketch, isOpen) ??
        findHeadline(article, sameTitle)
      );
    },
  };
}

/** Known languages that differ never meet. */
const mayMeet = (a: LiveArticle, b: LiveArticle) =>
  a.language === b.language || a.language === "und" || b.language === "und";

type IsOpen = (other: LiveArticle) => boolean;

function findAddress(article: LiveArticle, byUrl: Index<string>, isOpen: IsOpen): KnownText | undefined {
  const { urlKey: key } = article;
  if (key === undefined) return undefined;
  const grams = gramsOf(article.foldedTitle);
  // A feed may link all its items to one page: where the address does not name an article, the headline has to.
  const found = at(byUrl, key).find(
    (other) =>
      isOpen(other) &&
      (namesArticle(key) ||
        (resemblance(grams, other.foldedTitle) >= 0.5 &&
          !differInNumbers(article.foldedTitle, other.foldedTitle))),
  );
  return found && { layer: "identity", article: found, by: "address" };
}

function findReprint(article: LiveArticle, sameTitle: readonly LiveArticle[]): KnownText | undefined {
  if (!isTellingHeadline(article.foldedTitle)) return undefined;
  const found = sameTitle.find(
    (other) => other.outletKey === article.outletKey && Math.abs(other.at - article.at) <= reprintMs,
  );
  return found && { layer: "identity", article: found, by: "headline" };
}

function findCopy(article: LiveArticle, bySketch: Index<number>, isOpen: IsOpen): KnownText | undefined {
  const { fingerprint } = article;
  if (!fingerprint) return undefined;
  const seen = new Set<LiveArticle>();
  let best: { article: LiveArticle; share: number } | undefined;
  for (const hash of fingerprint.sketch) {
    for (const other of at(bySketch, hash)) {
      if (seen.has(other)) continue;
      seen.add(other);
      const share = mayMeet(article, other) && isOpen(other) ? copyShare(article, other) : undefined;
      if (share !== undefined && (best === undefined || share > best.share)) best = { article: other, share };
    }
  }
  return best && { layer: "copy", by: "text", ...best };
}

/** How much of its text an article shares with another where that makes it a copy; else undefined. */
function copyShare(article: LiveArticle, other: LiveArticle): number | undefined {
  const [mine, theirs] = [article.fingerprint, other.fingerprint];
  if (!mine || !theirs) return undefined;
  const share = containment(mine, theirs);
  if (share < copyThreshold(article.agency, other.agency)) return undefined;
  if (sameMarks(mine, theirs) < marksAt || sameNumbers(mine, theirs) < numbersAt) return undefined;
  const telling = Math.min(mine.shingles.length, theirs.shingles.length) >= tellingShingles;
  // Within one outlet the same words under another headline are its way of introducing things.
  if (telling && article.outletKey !== other.outletKey) return share;
  return resemblance(gramsOf(article.foldedTitle), other.foldedTitle) >= likeHeadline ? share : undefined;
}

function copyThreshold(mine: string | undefined, theirs: string | undefined): number {
  if (mine === undefined || theirs === undefined) return copyAt;
  return mine === theirs ? copyAtOneAgency : copyAtTwoAgencies;
}

/** Where there is no text to compare, one long headline in two outlets is wire copy. */
function findHeadline(article: LiveArticle, sameTitle: readonly LiveArticle[]): KnownText | undefined {
  if (article.isService || !isTellingHeadline(article.foldedTitle)) return undefined;
  const found = sameTitle.find(
    (other) =>
      other.outletKey !== article.outletKey &&
      (article.fingerprint === undefined || other.fingerprint === undefined) &&
      copyThreshold(article.agency, other.agency) < copyAtTwoAgencies,
  );
  return found && { layer: "copy", article: found, by: "headline" };
}

function isTellingHeadline(folded: string): boolean {
  const words = folded.split(" ").length;
  return (
    words >= leastHeadline.words ||
    (folded.length >= leastHeadline.characters &&
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(folded))
  );
}
