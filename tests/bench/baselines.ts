import { foldTitle } from "../../src/base/fold-title.ts";
import { hashOf } from "../../src/story/fingerprint.ts";
import { readTerms } from "../../src/story/terms.ts";
import { type Agreement, agreementOf } from "./agreement.ts";
import { groupByCentroids } from "./centroids.ts";
import type { Labelled, LabelledSet } from "./labelled.ts";

/** A simpler rule: what it groups, from `threshold` on, as numbers of stories. */
type Rule = Readonly<{
  name: string;
  thresholds: readonly number[];
  prepare(articles: readonly Labelled[]): (threshold: number) => readonly number[];
}>;

const windowMs = 5 * 24 * 3_600_000;
const steps = (from: number, to: number, by: number): readonly number[] =>
  Array.from({ length: Math.round((to - from) / by) + 1 }, (_, i) => from + i * by);

const rules: readonly Rule[] = [
  { name: "exact title", thresholds: [1], prepare: byNearest(titleOf, (a, b) => Number(a === b)) },
  { name: "trigram titles", thresholds: steps(0.1, 0.8, 0.05), prepare: byNearest(trigramsOf, jaccard) },
  { name: "SimHash", thresholds: steps(0.6, 1, 1 / 64), prepare: byNearest(simHashOf, alikeBits) },
  { name: "MinHash", thresholds: steps(0.1, 0.8, 0.05), prepare: byNearest(minHashOf, alikeMinima) },
  { name: "TF-IDF centroids", thresholds: steps(0.1, 0.6, 0.05), prepare: groupByCentroids },
];

/** A line for each simpler rule: where it stands at the one threshold that is best for it over all sets. */
export function describeBaselines(sets: readonly LabelledSet[]): string[] {
  return rules.map(({ name, thresholds, prepare }) => {
    const prepared = sets.map(({ articles }) => ({ articles, groupAt: prepare(articles) }));
    const best = thresholds
      .map((threshold) => ({
        threshold,
        reached: prepared.map(({ articles, groupAt }) =>
          agreementOf(
            articles.map(({ gold }) => gold),
            groupAt(threshold),
          ),
        ),
      }))
      .reduce((a, b) => (meanOf(b.reached) > meanOf(a.reached) ? b : a));
    const each = best.reached.map(
      ({ bcubed, pairs }, i) => `${sets[i]!.name} ${bcubed.f1.toFixed(1)}/${pairs.f1.toFixed(1)}`,
    );
    return `${`${name}, from ${best.threshold.toFixed(2)}`.padEnd(28)} ${meanOf(best.reached).toFixed(1)}  ${each.join("  ")}`;
  });
}

const meanOf = (reached: readonly Agreement[]): number =>
  reached.reduce((sum, { bcubed, pairs }) => sum + bcubed.f1 + pairs.f1, 0) / (2 * reached.length);

/** Each article joins the story of that of the last five days which is most like it, where that is like enough. */
function byNearest<Print>(
  printOf: (article: Labelled) => Print,
  likeness: (a: Print, b: Print) => number,
): Rule["prepare"] {
  return (articles) => {
    const prints = articles.map(printOf);
    let from = 0;
    const nearest = articles.map(({ at }, i) => {
      while (articles[from]!.at < at - windowMs) from += 1;
      let best = { index: -1, share: 0 };
      for (let j = from; j < i; j++) {
        const share = likeness(prints[i]!, prints[j]!);
        if (share > best.share) best = { index: j, share };
      }
      return best;
    });
    return (threshold) => {
      const stories: number[] = [];
      for (const [i, { index, share }] of nearest.entries())
        stories.push(index >= 0 && share >= threshold - 1e-9 ? stories[index]! : i);
      return stories;
    };
  };
}

function titleOf({ title }: Labelled): string {
  return foldTitle(title);
}

function trigramsOf({ title }: Labelled): ReadonlySet<string> {
  const letters = `  ${foldTitle(title)} `; // as PostgreSQL's pg_trgm pads
  return new Set(Array.from({ length: Math.max(0, letters.length - 2) }, (_, i) => letters.slice(i, i + 3)));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const each of a) if (b.has(each)) shared += 1;
  return shared / Math.max(1, a.size + b.size - shared);
}

const stemsOf = (article: Labelled): readonly string[] =>
  readTerms(article, article.language).words.map(({ stem }) => stem);

/** 64 bits, each what most words have there (Charikar 2002). */
function simHashOf(article: Labelled): readonly [number, number] {
  const votes = new Int32Array(64);
  for (const stem of stemsOf(article))
    for (const [half, hash] of [hashOf(stem), hashOf(`${stem} again`)].entries())
      for (let bit = 0; bit < 32; bit++) votes[32 * half + bit]! += (hash >>> bit) & 1 ? 1 : -1;
  const half = (from: number) =>
    votes.slice(from, from + 32).reduce((bits, vote, bit) => (vote > 0 ? bits | (1 << bit) : bits), 0);
  return [half(0), half(32)];
}

function alikeBits(a: readonly [number, number], b: readonly [number, number]): number {
  return 1 - (bitsIn(a[0] ^ b[0]) + bitsIn(a[1] ^ b[1])) / 64;
}

function bitsIn(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

const permutations = 64;

/** The smallest hash of the words under each of 64 orders (Broder 1997). */
function minHashOf(article: Labelled): Int32Array {
  const minima = new Int32Array(permutations).fill(2 ** 31 - 1);
  for (const stem of stemsOf(article)) {
    const hash = hashOf(stem);
    for (let i = 0; i < permutations; i++) {
      const mixed = Math.imul(hash ^ Math.imul(i + 1, 0x9e3779b1), 0x85ebca6b);
      const value = mixed ^ (mixed >>> 15);
      if (value < minima[i]!) minima[i] = value;
    }
  }
  return minima;
}

function alikeMinima(a: Int32Array, b: Int32Array): number {
  let alike = 0;
  for (let i = 0; i < permutations; i++) if (a[i] === b[i]) alike += 1;
  return alike / permutations;
}
