import { articleOfLine, readArticleLine } from "../../src/commands/article-line.ts";
import { createEngine } from "../../src/story/engine.ts";

/** A headline as its outlet's feed has it, and the event that a person says it tells of. */
export type Headline = Readonly<{
  event: string;
  language: string;
  publishedAt: string;
  outlet: string;
  title: string;
  summary: string;
}>;

export type PlacedHeadline = Headline & Readonly<{ story: number }>;

const fiveDaysMs = 5 * 24 * 3_600_000;

/** In which story each one ends, as `group` says it of lines without their labels; in order of time. */
export async function groupHeadlines(headlines: readonly Headline[]): Promise<PlacedHeadline[]> {
  const inOrder = headlines.toSorted((a, b) => a.publishedAt.localeCompare(b.publishedAt));
  const engine = createEngine({ granularity: "event", windowMs: fiveDaysMs }, 0);
  const mergedInto = new Map<number, number>();
  const storyOf: number[] = [];
  for (const [id, { event: _, ...line }] of inOrder.entries()) {
    const read = readArticleLine(JSON.stringify({ id, ...line }));
    if (!read.ok) throw new Error(`${line.title}: ${read.fault}`);
    const { storyId, merges } = engine.place(await articleOfLine(read.line, id));
    storyOf.push(storyId);
    for (const { from, into } of merges) mergedInto.set(from, into);
  }
  const last = (story: number): number => {
    const into = mergedInto.get(story);
    return into === undefined ? story : last(into);
  };
  return inOrder.map((headline, at) => ({ ...headline, story: last(storyOf[at]!) }));
}
