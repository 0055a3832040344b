import { dayMs } from "../../src/base/duration.ts";
import { createEngine } from "../../src/story/engine.ts";
import { createTopics } from "../../src/story/topics.ts";
import type { Headline } from "./labelled-headlines.ts";

/** Two events, and whether the later one is the next stage of the earlier: of one saga. */
export type SagaPair = Readonly<{
  linked: boolean;
  language: string;
  /** Between the two. */
  days: number;
  earlier: Text;
  later: Text;
}>;

type Text = Readonly<{ title: string; summary: string }>;

/** `found`: linked pairs whose later story leads to the earlier; `wrong`: stories of pairs that lead anywhere else. */
export type SagaScore = Readonly<{ linked: number; found: number; wrong: number }>;

/** In how many days all of these pairs begin: other news of those weeks stands between the two of each. */
const beginningDays = 12;
const start = Date.UTC(2026, 9, 16);

/** All pairs and the headlines in one stream, in order of time; what the later story of each pair is linked to. */
export function linkSagas(pairs: readonly SagaPair[], headlines: readonly Headline[]): SagaScore {
  const pairAt = (index: number) => start + (((index * 37) % 300) / 300) * beginningDays * dayMs;
  const written = [
    ...pairs.flatMap(({ language, days, earlier, later }, index) => [
      { name: `${index} earlier`, at: pairAt(index), language, ...earlier },
      { name: `${index} later`, at: pairAt(index) + days * dayMs, language, ...later },
    ]),
    ...headlines.map(({ title, summary, language, publishedAt }) => ({
      name: "",
      at: Date.parse(publishedAt),
      language,
      title,
      summary,
    })),
  ].sort((a, b) => a.at - b.at);

  const engine = createEngine({ granularity: "event", windowMs: 5 * dayMs }, 0);
  const topics = createTopics();
  const storyOf = new Map<string, number>();
  const earlierOf = new Map<number, number>();
  for (const [id, { name, ...article }] of written.entries()) {
    const read = { ...article, id, outletKey: `outlet ${id}` };
    const decision = engine.place(read);
    storyOf.set(name, decision.storyId);
    const link = topics.follow(read, decision);
    if (link) earlierOf.set(decision.storyId, link.storyId);
  }
  let [linked, found, wrong] = [0, 0, 0];
  for (const [index, pair] of pairs.entries()) {
    const [earlier, later] = [storyOf.get(`${index} earlier`)!, storyOf.get(`${index} later`)!];
    const isRight = pair.linked && earlierOf.get(later) === earlier;
    linked += pair.linked ? 1 : 0;
    found += isRight ? 1 : 0;
    wrong += (earlierOf.has(later) && !isRight ? 1 : 0) + (earlierOf.has(earlier) ? 1 : 0);
  }
  return { linked, found, wrong };
}
