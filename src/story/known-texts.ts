import { hourMs } from "../base/duration.ts";
import { containment, hashOf, sameMarks, sameNumbers, sketchOf } from "./fingerprint.ts";
import { createGrams } from "./grams.ts";
import { namesArticle } from "./identity.ts";
import type { LiveArticle } from "./live.ts";
import { createSlotsByKey } from "./slots-by-key.ts";
import { differInNumbers } from "./template.ts";
import type { Slot } from "./term-index.ts";

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
type IsOpen = (other: LiveArticle) => boolean;

/** The texts of the window, to find again; `articleAt` says whose a slot is. */
export function createKnownTexts(articleAt: (slot: Slot) => LiveArticle) {
  const [byUrl, byTitle, bySketch] = [createSlotsByKey(), createSlotsByKey(), createSlotsByKey()];
  const grams = createGrams();
  const change = (article: LiveArticle, act: "add" | "remove") => {
    const { slot, urlKey, foldedTitle, fingerprint } = article;
    if (urlKey !== undefined) byUrl[act](hashOf(urlKey), slot);
    if (foldedTitle !== "") byTitle[act](hashOf(foldedTitle), slot);
    if (fingerprint) for (const hash of sketchOf(fingerprint)) bySketch[act](hash, slot);
  };
  const resembles = (article: LiveArticle, other: LiveArticle): number => {
    grams.take(article.foldedTitle);
    return grams.resemblance(other.foldedTitle);
  };

  const findAddress = (article: LiveArticle, isOpen: IsOpen): KnownText | undefined => {
    const { urlKey: key, foldedTitle } = article;
    if (key === undefined) return undefined;
    // A feed may link all its items to one page: where the address does not name an article, the headline has to.
    const found = byUrl
      .get(hashOf(key))
      .map(articleAt)
      .find(
        (other) =>
          other.urlKey === key &&
          isOpen(other) &&
          (namesArticle(key) ||
            (resembles(article, other) >= 0.5 && !differInNumbers(foldedTitle, other.foldedTitle))),
      );
    return found && { layer: "identity", article: found, by: "address" };
  };
  const findCopy = (article: LiveArticle, isOpen: IsOpen): KnownText | undefined => {
    const { fingerprint } = article;
    if (!fingerprint) return undefined;
    const seen = new Set<Slot>();
    let best: { article: LiveArticle; share: number } | undefined;
    for (const hash of sketchOf(fingerprint)) {
      for (const slot of bySketch.get(hash)) {
        if (seen.has(slot)) continue;
        seen.add(slot);
        const other = articleAt(slot);
        const share =
          mayMeet(article, other) && isOpen(other) ? copyShare(article, other, resembles) : undefined;
        if (share !== undefined && (best === undefined || share > best.share))
          best = { article: other, share };
      }
    }
    return best && { layer: "copy", by: "text", ...best };
  };
  const sameTitles = (article: LiveArticle): LiveArticle[] =>
    byTitle
      .get(hashOf(article.foldedTitle))
      .map(articleAt)
      .filter((other) => other.foldedTitle === article.foldedTitle && mayMeet(article, other));

  return {
    add: (article: LiveArticle): void => change(article, "add"),
    remove: (article: LiveArticle): void => change(article, "remove"),
    /** The article that this one is again, or whose text it carries, not in a `barred` story; undefined where there is none. */
    find(article: LiveArticle, barred?: ReadonlySet<number>): KnownText | undefined {
      const isOpen = ({ story }: LiveArticle) => story !== undefined && !barred?.has(story.id);
      const sameTitle = sameTitles(article).filter(isOpen);
      return (
        findAddress(article, isOpen) ??
        findReprint(article, sameTitle) ??
        findCopy(article, isOpen) ??
        findHeadline(article, sameTitle)
      );
    },
    bytes: () => byUrl.bytes() + byTitle.bytes() + bySketch.bytes(),
  };
}

/** Known languages that differ never meet. */
const mayMeet = (a: LiveArticle, b: LiveArticle) =>
  a.language === b.language || a.language === "und" || b.language === "und";

function findReprint(article: LiveArticle, sameTitle: readonly LiveArticle[]): KnownText | undefined {
  if (!isTellingHeadline(article.foldedTitle)) return undefined;
  const found = sameTitle.find(
    (other) => other.outletKey === article.outletKey && Math.abs(other.at - article.at) <= reprintMs,
  );
  return found && { layer: "identity", article: found, by: "headline" };
}

/** How much of its text an article shares with another where that makes it a copy; else undefined. */
function copyShare(
  article: LiveArticle,
  other: LiveArticle,
  resembles: (article: LiveArticle, other: LiveArticle) => number,
): number | undefined {
  const [mine, theirs] = [article.fingerprint, other.fingerprint];
  if (!mine || !theirs) return undefined;
  const share = containment(mine, theirs);
  if (share < copyThreshold(article.agency, other.agency)) return undefined;
  if (sameMarks(mine, theirs) < marksAt || sameNumbers(mine, theirs) < numbersAt) return undefined;
  const telling = Math.min(mine.shingles, theirs.shingles) >= tellingShingles;
  // Within one outlet the same words under another headline are its way of introducing things.
  if (telling && article.outletKey !== other.outletKey) return share;
  return resembles(article, other) >= likeHeadline ? share : undefined;
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
