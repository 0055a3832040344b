import { describe, expect, test } from "vitest";
import { type Article, articleOf } from "../../../src/story/article.ts";
import { readFixture } from "../../support/jsonl.ts";
import { liveStories } from "../../support/live-stories.ts";
import { parsed, rss } from "../../support/parsed.ts";
import { placedEntry } from "../../support/placed-entry.ts";
import { type Dispatch, type Print, type PrintPair, pairsOf } from "../../support/wire-prints.ts";

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const itemOf = ({ title, text, language }: Print, at: number) =>
  `<item><guid>${at}</guid><title>${escape(title)}</title><dc:language>${language}</dc:language>
  <description>${escape(text)}</description></item>`;

/** What grouping is given of each print, read from a feed as any other. */
async function articlesOf(prints: readonly Print[]): Promise<readonly Article[]> {
  const { entries } = await parsed(rss(prints.map(itemOf).join("")));
  expect(entries).toHaveLength(prints.length);
  return entries.map((entry, id) => articleOf(placedEntry({ ...entry, id, outletKey: prints[id]!.outlet })));
}

/** A pair as grouping is given it. */
type ReadPair = Readonly<{ why: string; copy: boolean; first: Article; second: Article }>;

async function readPairs(pairs: readonly PrintPair[]): Promise<readonly ReadPair[]> {
  const articles = await articlesOf(pairs.flatMap(({ first, second }) => [first, second]));
  return pairs.map(({ why, copy }, at) => ({
    why,
    copy,
    first: articles[2 * at]!,
    second: articles[2 * at + 1]!,
  }));
}

const written = ["seen", "held-out"].map(
  (name) => [name, pairsOf(readFixture<Dispatch>(`stories/dispatches.${name}.jsonl`))] as const,
);
const sets = await Promise.all(written.map(async ([name, pairs]) => [name, await readPairs(pairs)] as const));

/** Whether the second of a pair is known by the first, alone in the window. */
function isFound({ first, second }: ReadPair): boolean {
  const stories = liveStories();
  stories.tell(1, first);
  return stories.findText(stories.ready(second)) !== undefined;
}

/** Precision and recall in [0, 1], and a line for each miss. */
function score(pairs: readonly ReadPair[]) {
  const found = pairs.map(isFound);
  const right = pairs.filter(({ copy }, at) => copy && found[at]).length;
  const misses = pairs.flatMap(({ why, copy }, at) =>
    copy === found[at] ? [] : [`${copy ? "missed" : "no copy"}: ${why}`],
  );
  return {
    precision: right / found.filter(Boolean).length,
    recall: right / pairs.filter(({ copy }) => copy).length,
    misses,
  };
}

describe.each(sets)("of the pairs of the set “%s”", (_, pairs) => {
  test("those of one text are told with a precision of 0.99 and a recall of 0.95", () => {
    const { precision, recall, misses } = score(pairs);
    expect(precision, misses.join("\n")).toBeGreaterThanOrEqual(0.99);
    expect(recall, misses.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  test("no look-alike is taken for a copy of anything in the whole set", () => {
    const stories = liveStories();
    for (const [at, { first }] of pairs.entries()) stories.tell(at, first);
    const taken = pairs.filter(
      ({ copy, second }) => !copy && stories.findText(stories.ready(second)) !== undefined,
    );
    expect(taken.map(({ why }) => why)).toEqual([]);
  });
});

test("the set has 300 pairs, 120 of them look-alikes, in six languages", () => {
  const pairs = written.flatMap(([, each]) => each);
  expect(pairs).toHaveLength(300);
  expect(pairs.filter(({ copy }) => !copy)).toHaveLength(120);
  expect(new Set(pairs.map(({ first }) => first.language)).size).toBe(6);
});
