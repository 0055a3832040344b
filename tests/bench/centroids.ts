import { readTerms } from "../../src/story/terms.ts";
import type { Labelled } from "./labelled.ts";

/** Likeness to a story fades to 1/e in this time after its latest article. */
const fadeMs = 48 * 3_600_000;

type Centroid = { readonly weights: Map<string, number>; squared: number; lastAt: number };
type Weighed = ReadonlyMap<string, number>;

/**
 * The textbook's way: an article is the unit vector of its words by TF-IDF, as counted so far; it joins the story whose sum
 * of vectors is nearest, faded by the time since its latest article, where that is near enough.
 */
export function groupByCentroids(articles: readonly Labelled[]): (threshold: number) => readonly number[] {
  const weighed = weigh(articles);
  return (threshold) => {
    const stories: Centroid[] = [];
    const withStem = new Map<string, Set<number>>();
    return articles.map(({ at }, i) => {
      const vector = weighed[i]!;
      const met = new Set([...vector.keys()].flatMap((stem) => [...(withStem.get(stem) ?? [])]));
      let best = { story: stories.length, cosine: threshold };
      for (const story of met) {
        const { weights, squared, lastAt } = stories[story]!;
        const fading = Math.exp(-Math.max(0, at - lastAt) / fadeMs);
        let dot = 0;
        for (const [stem, weight] of vector) dot += weight * (weights.get(stem) ?? 0);
        const cosine = (dot / Math.sqrt(squared)) * fading;
        if (cosine >= best.cosine) best = { story, cosine };
      }
      const joined = (stories[best.story] ??= { weights: new Map(), squared: 0, lastAt: at });
      joined.lastAt = Math.max(joined.lastAt, at);
      for (const [stem, weight] of vector) {
        const before = joined.weights.get(stem) ?? 0;
        joined.weights.set(stem, before + weight);
        joined.squared += weight * (2 * before + weight);
        withStem.set(stem, (withStem.get(stem) ?? new Set()).add(best.story));
      }
      return best.story;
    });
  };
}

function weigh(articles: readonly Labelled[]): readonly Weighed[] {
  const seenIn = new Map<string, number>();
  return articles.map((article, i) => {
    const { words } = readTerms(article, article.language);
    for (const { stem } of words) seenIn.set(stem, (seenIn.get(stem) ?? 0) + 1);
    const raw = words.map(({ stem, inTitle, inSummary }): [string, number] => [
      stem,
      (inTitle + inSummary) * Math.log((i + 2) / seenIn.get(stem)!),
    ]);
    const length = Math.sqrt(raw.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return new Map(raw.map(([stem, weight]) => [stem, weight / length]));
  });
}
