import { formatDuration, hourMs } from "../base/duration.ts";
import type { PlacementReason } from "../model/entry.ts";
import type { LinkReason } from "../model/story.ts";
import type { KnownText } from "./known-texts.ts";
import type { LiveArticle } from "./live.ts";
import type { ReadArticle } from "./live-stories.ts";
import type { Merger } from "./merge.ts";
import { quoteTitle } from "./quote.ts";
import type { TermIndex } from "./term-index.ts";
import type { Term } from "./term-table.ts";
import type { Evidence } from "./similarity.ts";
import { type Link, linkAt } from "./topic-link.ts";

/** Why an article is the same one again, or carries a text that is known. */
export function knownReason(article: LiveArticle, known: KnownText): PlacementReason {
  const gapMs = Math.abs(article.at - known.article.at);
  return {
    text: `${describeKnown(known)}, ${apart(gapMs)}`,
    nearestEntryId: known.article.id,
    ...(known.by === "text" && { score: round(known.share) }),
    hoursApart: hours(gapMs),
  };
}

function describeKnown(known: KnownText): string {
  const title = quoteTitle(known.article.title);
  switch (known.by) {
    case "address":
      return `The same address as ${title}`;
    case "headline":
      return known.layer === "identity"
        ? `The same headline in the same outlet, printed again`
        : `Word for word the headline of another outlet`;
    case "text":
      return `Carries the same text as ${title}: ${Math.round(known.share * 100)} % of its phrases`;
  }
}

/** Why an article joins a story. */
export function storyReason(
  index: TermIndex,
  read: ReadArticle,
  evidence: Evidence,
  threshold: number,
): PlacementReason {
  const shared = sharedWords(index, read, evidence);
  const nearest = evidence.nearest[0];
  const gapMs = Math.abs(read.live.at - nearest.at);
  const count = evidence.story.members.length;
  const reports = count === 1 ? quoteTitle(nearest.title) : `${count} reports`;
  return {
    text: `Shares ${list(shared)} with ${reports}, ${apart(gapMs)}`,
    nearestEntryId: nearest.id,
    score: round(evidence.score),
    threshold: round(threshold),
    sharedTerms: shared,
    hoursApart: hours(gapMs),
  };
}

/** Why an article opens a story of its own: what came nearest, if anything did. */
export function firstReason(
  index: TermIndex,
  read: ReadArticle,
  nearest: Evidence | undefined,
  threshold: number | undefined,
): PlacementReason {
  if (threshold === undefined) return { text: "No entry of the last days carries this text" };
  if (!nearest)
    return {
      text: "Opened the story: no entry known by then in its language shares a telling word with it",
      threshold: round(threshold),
    };
  return {
    text: `Opened the story: the nearest known by then, ${quoteTitle(nearest.nearest[0].title)}, ${whyNot(nearest)}`,
    nearestEntryId: nearest.nearest[0].id,
    score: round(nearest.score),
    threshold: round(threshold),
    sharedTerms: sharedWords(index, read, nearest),
    hoursApart: hours(Math.abs(read.live.at - nearest.nearest[0].at)),
  };
}

function whyNot({ barrier }: Evidence): string {
  switch (barrier) {
    case "service":
      return "is a service page as well: such pages join where one form was filled in for many places, and in no other way";
    case "series":
      return "differs by a number alone, as parts of a series do: these are held apart";
    case undefined:
      return "is not near enough";
  }
}

/** Why two stories became one. */
export const mergeReason = (article: LiveArticle, { votes, voters }: Merger): string =>
  `${voters === 1 ? "Its one report belongs" : `${votes} of its ${voters} reports that were compared belong`} to both; ${quoteTitle(article.title)} brought them together`;

/** Why a story follows on an earlier one; `words` are those of their reports that are at hand, as they write them. */
export function linkReason(
  { story, shared, score, gapMs }: Link,
  words: readonly Readonly<{ stem: string; surface: string }>[],
): LinkReason {
  const written = new Map(words.toReversed().map(({ stem, surface }) => [stem, surface]));
  // A bare stem ("illinoi") explains nothing: it is named where there is nothing else.
  const known = shared.flatMap((stem) => written.get(stem) ?? []);
  const sharedTerms = known.length > 0 ? known : shared;
  const pause =
    gapMs < hourMs ? "whose reports were still coming in" : `${formatDuration(gapMs)} after its last report`;
  return {
    text: `Follows on ${quoteTitle(story.title)}, ${pause}: both are about ${list(sharedTerms)}`,
    score: round(score),
    threshold: linkAt,
    sharedTerms,
    hoursApart: hours(gapMs),
  };
}

/** The words of the article that stand in its nearest members too, as it writes them, the rarest first. */
function sharedWords(index: TermIndex, { live, words }: ReadArticle, { nearest }: Evidence): string[] {
  const mark = index.mark(live.slot);
  const theirs: Term[] = [];
  for (const member of nearest)
    index.visitWords(member, (term) => {
      if (index.markedWeight(term, mark) >= 0 && !theirs.includes(term)) theirs.push(term);
    });
  const shared: { surface: string; seen: number }[] = [];
  let place = 0;
  index.visitWords({ slot: live.slot, wordCount: words.length }, (term) => {
    const { surface } = words[place++]!;
    if (theirs.includes(term))
      shared.push({ surface, seen: index.documentsOf(term) + index.expectedOf(term) });
  });
  return shared.sort((a, b) => a.seen - b.seen).map(({ surface }) => surface);
}

/** Words that a reason names. */
const mostNamed = 6;

function list(words: readonly string[]): string {
  // One left over is named too: it takes no more room than to say so.
  const named = words.slice(0, words.length <= mostNamed ? mostNamed : mostNamed - 1).map(quote);
  const rest = words.length - named.length;
  if (named.length === 0) return "much of its headline";
  if (rest > 0) return `${named.join(", ")} and ${rest} more words`;
  return named.length === 1 ? named.join() : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}

const quote = (text: string) => `“${text}”`;
const apart = (ms: number) => (ms < 60_000 ? "at the same time" : `${formatDuration(ms)} apart`);
const hours = (ms: number) => Math.round((ms / hourMs) * 10) / 10;
const round = (score: number) => Math.round(score * 1000) / 1000;
