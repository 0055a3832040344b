import type { LiveArticle, LiveStory } from "./live.ts";
import type { Evidence, Similarity } from "./similarity.ts";
import type { Tuning } from "./tuning.ts";

/** A candidate this near to the best one is asked whether both are one story. */
const nearlyAsGood = 0.8;
const voterCount = 8;
/** The share of the voters that has to agree; two big stories become one only when all but a few see it. */
const majority = 0.66;
const bigMajority = 0.8;
const bigStory = 30;

/** Two stories that are one: the later opened goes into the earlier. `votes` of `voters` members agreed. */
export type Merger = Readonly<{ from: LiveStory; into: LiveStory; votes: number; voters: number }>;

/**
 * Which of the other candidates are one story with the one that an article just joined. Members decide, spread over the
 * smaller story: a centroid of many would resemble anything. They resemble the article too, now that it is in: where it
 * speaks of two events (`isBridge` says no) they are not asked. What a person set apart stays so.
 * Each merger has to be carried out before the next is asked for.
 */
export function* findMergers(
  joined: Evidence,
  candidates: readonly Evidence[],
  tuning: Tuning,
  scoreIn: Similarity["scoreIn"],
  isBridge: (one: LiveArticle, other: LiveArticle) => boolean = () => true,
): Generator<Merger, void> {
  let { story } = joined;
  for (const candidate of candidates) {
    const other = candidate.story;
    if (other === story || candidate.score < nearlyAsGood * joined.score) continue;
    if (story.apart?.has(other) || !isBridge(joined.nearest[0], candidate.nearest[0])) continue;
    const [smaller, larger] = other.members.length <= story.members.length ? [other, story] : [story, other];
    const voters = spread(smaller.members);
    const votes = voters.filter((voter) => scoreIn(voter, larger, tuning) >= tuning.mergeAt).length;
    if (votes < voters.length * (smaller.members.length > bigStory ? bigMajority : majority)) continue;
    const [into, from] = story.id < other.id ? [story, other] : [other, story];
    yield { from, into, votes, voters: voters.length };
    story = into;
  }
}

/** At most eight members, from the first to the last. */
function spread(members: readonly LiveArticle[]): LiveArticle[] {
  const step = Math.max(1, members.length / voterCount);
  return Array.from(
    { length: Math.min(voterCount, members.length) },
    (_, i) => members[Math.floor(i * step)]!,
  );
}
