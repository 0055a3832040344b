import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { StorySettings } from "../../src/model/settings.ts";
import type { Article } from "../../src/story/article.ts";
import { createEngine } from "../../src/story/engine.ts";
import { type Row, medianMs } from "./row.ts";

const labelled = resolve(import.meta.dirname, "../../../shared/data/stories");
const settings: StorySettings = { windowMs: 5 * 24 * 3_600_000, granularity: "event" };

/** Articles to stories, in memory: labelled headlines where they stand beside the project, and made-up ones. */
export async function benchStories(): Promise<Row[]> {
  const sets: (readonly [name: string, articles: readonly Article[]])[] = [["made up", madeUp(20_000)]];
  if (existsSync(labelled))
    for (const file of readdirSync(labelled).filter((each) => each.endsWith(".jsonl")))
      sets.push([file.replace(".jsonl", ""), readArticles(join(labelled, file))]);

  const rows: Row[] = [];
  for (const [name, articles] of sets) {
    const ms = await medianMs(3, () => groupAll(articles));
    rows.push({ name: `grouping, ${name}`, value: articles.length / (ms / 1000), unit: "articles/s" });
  }
  const made = sets[0]![1];
  const engine = createEngine(settings, 0);
  const decisions = made.map((article) => engine.place(article));
  const restoring = await medianMs(3, () => {
    const restored = createEngine(settings, 0);
    for (const [index, article] of made.entries()) restored.restore(article, decisions[index]!);
  });
  rows.push({
    name: "rebuilding the engine at start, made up",
    value: made.length / (restoring / 1000),
    unit: "articles/s",
  });
  return rows;
}

function groupAll(articles: readonly Article[]) {
  const engine = createEngine(settings, 0);
  for (const article of articles) engine.place(article);
  return engine;
}

function readArticles(file: string): Article[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines
    .map((line, id): Article => {
      const { title, summary, url, language, outlet, publishedAt } = JSON.parse(line) as Record<
        string,
        string | undefined
      >;
      return {
        id,
        at: Date.parse(publishedAt ?? ""),
        title: title ?? "",
        outletKey: outlet ?? String(id),
        language: language ?? "und",
        ...(summary !== undefined && { summary }),
        ...(url !== undefined && { url }),
      };
    })
    .sort((a, b) => a.at - b.at);
}

/** An even stream of a hundred hours: every event has five reports by different outlets, which share four of six words. */
function madeUp(count: number): Article[] {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below; // Park and Miller 1988
  const word = () => `w${random(30_000)}`;
  let event: string[] = [];
  return Array.from({ length: count }, (_, id) => {
    if (id % 5 === 0) event = Array.from({ length: 6 }, word);
    const title = [...event.slice(0, 4), word(), word()].join(" ");
    return { id, at: (id * 100 * 3_600_000) / count, title, outletKey: `o${id % 50}`, language: "en" };
  });
}
