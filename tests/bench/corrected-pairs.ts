import { readFileSync } from "node:fs";
import { articleOfLine, readArticleLine } from "../../src/commands/article-line.ts";
import type { Article } from "../../src/story/article.ts";
import { createEngine } from "../../src/story/engine.ts";

/** What `export --pairs` writes on a line: two articles as `group` reads them, and whether a person holds them for one story. */
type PairLine = Readonly<{ a: Readonly<{ id: number }>; b: Readonly<{ id: number }>; same: boolean }>;

/** How many of the pairs in the file that WIREFOLD_PAIRS names are decided as people did, and a line for each that is not. */
export async function describePairs(file = process.env["WIREFOLD_PAIRS"]): Promise<string[]> {
  if (file === undefined) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  const pairs = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as PairLine);
  const storyOf = await groupAll(pairs);
  const wrong = pairs.filter(({ a, b, same }) => (storyOf.get(a.id) === storyOf.get(b.id)) !== same);
  const [parted, joined] = [wrong.filter(({ same }) => same), wrong.filter(({ same }) => !same)];
  const together = pairs.filter(({ same }) => same).length;
  return [
    `\npairs of ${file}`,
    `one story, to people: ${together} pairs, ${together - parted.length} so here`,
    ...parted.map((pair) => `  parted: ${JSON.stringify(pair)}`),
    `two stories, to people: ${pairs.length - together} pairs, ${pairs.length - together - joined.length} so here`,
    ...joined.map((pair) => `  joined: ${JSON.stringify(pair)}`),
  ];
}

/** The story of each article of these pairs, by its id: all of them in one stream, without the news around them. */
async function groupAll(pairs: readonly PairLine[]): Promise<ReadonlyMap<number, number>> {
  const each = new Map(pairs.flatMap(({ a, b }) => [a, b]).map((article) => [article.id, article]));
  const articles: Article[] = [];
  for (const [id, article] of each) {
    const read = readArticleLine(JSON.stringify(article));
    if (!read.ok) throw new Error(`Entry ${id} of the pairs: ${read.fault}`);
    articles.push(await articleOfLine(read.line, id));
  }
  const engine = createEngine({ granularity: "event", windowMs: 5 * 24 * 3_600_000 }, 0);
  const storyOf = new Map<number, number>();
  for (const article of articles.sort((a, b) => a.at - b.at)) {
    const { storyId, merges } = engine.place(article);
    for (const { from, into } of merges)
      for (const [id, story] of storyOf) if (story === from) storyOf.set(id, into);
    storyOf.set(article.id, storyId);
  }
  return storyOf;
}
