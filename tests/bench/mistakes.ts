import type { Decision } from "../../src/story/engine.ts";
import type { Labelled } from "./labelled.ts";

const shown = 12;

/**
 * The articles of a set that joined one of another story, the surest first; and those that opened a story although theirs
 * was known, the nearest misses first: a line each, with score, bar and shared words.
 */
export function describeMistakes(articles: readonly Labelled[], decisions: readonly Decision[]): string[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const known = new Set<string>();
  const [merged, split]: [Mistake[], Mistake[]] = [[], []];
  for (const [index, article] of articles.entries()) {
    const decision = decisions[index]!;
    const nearest = byId.get(decision.reason.nearestEntryId ?? -1);
    if (decision.layer === "first" ? known.has(article.gold) : nearest?.gold !== article.gold)
      (decision.layer === "first" ? split : merged).push({ article, nearest, decision });
    known.add(article.gold);
  }
  const bySureness = (mistakes: Mistake[]) =>
    mistakes.toSorted((a, b) => scoreOf(b) - scoreOf(a)).slice(0, shown);
  return [
    `wrong merges: ${merged.length}`,
    ...bySureness(merged).map(describe),
    `wrong splits: ${split.length}, of which ${split.filter(isNear).length} have an article of their own story nearest`,
    ...bySureness(split.filter(isNear)).map(describe),
  ];
}

type Mistake = Readonly<{ article: Labelled; nearest: Labelled | undefined; decision: Decision }>;

const isNear = ({ article, nearest }: Mistake) => nearest?.gold === article.gold;
const scoreOf = ({ decision }: Mistake) => decision.reason.score ?? 0;

function describe({ article, nearest, decision: { layer, reason } }: Mistake): string {
  const { score, threshold, hoursApart, sharedTerms } = reason;
  return `  ${score ?? layer} of ${threshold ?? "–"}, ${hoursApart ?? 0} h, [${sharedTerms?.join(" ") ?? ""}] ${article.title} | ${nearest?.title ?? ""}`;
}
