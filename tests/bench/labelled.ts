import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Article } from "../../src/story/article.ts";

/** WIREFOLD_LABELLED: a folder of one's own sets, as docs/stories.md describes them. */
const folder = resolve(
  process.env["WIREFOLD_LABELLED"] ?? join(import.meta.dirname, "../../../shared/data/stories"),
);

/** An article and the story that people put it into. */
export type Labelled = Article & Readonly<{ gold: string }>;

export type LabelledSet = Readonly<{ name: string; articles: readonly Labelled[] }>;

/** The labelled sets, each in order of its instants: one's own, else those beside the project; none where there are none. */
export function readLabelled(): readonly LabelledSet[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => ({ name: file.split(".")[0]!, articles: readArticles(join(folder, file)) }));
}

function readArticles(file: string): Labelled[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines
    .map((line, id): Labelled => {
      const { title, summary, url, language, outlet, publishedAt, story } = JSON.parse(line) as Record<
        string,
        string | undefined
      >;
      return {
        id,
        at: Date.parse(publishedAt ?? ""),
        title: title ?? "",
        outletKey: outlet?.toLowerCase() ?? `line ${id}`,
        language: language ?? "und",
        gold: story ?? "",
        ...(summary !== undefined && { summary }),
        ...(url !== undefined && { url }),
      };
    })
    .sort((a, b) => a.at - b.at);
}

/** Those of about half of the stories; another half with each `seed`. */
export function someStories(articles: readonly Labelled[], seed: number): readonly Labelled[] {
  return articles.filter(({ gold }) => {
    let hash = seed;
    for (let i = 0; i < gold.length; i++) hash = Math.imul(hash ^ gold.charCodeAt(i), 0x01000193);
    return ((hash ^ (hash >>> 15)) & 1) === 0;
  });
}
