import { createInterface } from "node:readline";
import { parseDuration } from "../base/duration.ts";
import { UserError } from "../base/user-error.ts";
import { type Granularity, type StorySettings, granularities } from "../model/settings.ts";
import type { StoryLink } from "../model/story.ts";
import { createEngine, type Decision } from "../story/engine.ts";
import { createTopics } from "../story/topics.ts";
import { type ArticleLine, articleOfLine, readArticleLine } from "./article-line.ts";
import type { Command, CommandInput } from "./command.ts";

export const group: Command = {
  name: "group",
  summary: "groups article lines from stdin into stories; touches no database",
  help: `
Usage: node src/main.ts group [--explain] [--granularity G] [--window D] < articles.jsonl

Reads articles on stdin, a JSON object a line:
  {"id", "title", "publishedAt", "summary"?, "language"?, "outlet"?, "url"?, "agency"?}
and writes {"id", "story"} lines on stdout, in input order. Articles are taken in the order
of publishedAt. Reads no config and touches no database.

A line that is no article is reported with its number on stderr; the others are grouped. So
is an id that an earlier line has: both lines are grouped, and each has its own in the output.
Exit code: 0 where every line was an article with an id of its own, else 1.

Options:
  --explain        adds "reason": the layer that joined it, on what evidence; "merged": why other
                   stories became part of this one through it; "earlier": which earlier story of
                   the same saga its story follows on, where that was found with it, and why
  --granularity G  copy, event or topic: what makes one story (default event)
  --window D       how long a story takes in articles after its latest one (default 5d)
  -h, --help       this text

Example:
  printf '%s\\n' '{"id":1,"title":"Ferry sinks off Lorne","publishedAt":"2026-01-02T10:00:00Z"}' |
    node src/main.ts group --explain
`,
  options: {
    explain: { type: "boolean" },
    granularity: { type: "string" },
    window: { type: "string" },
  },
  operands: "none",
  run: async ({ values }) => {
    const settings = readSettings(values);
    const { lines, faults } = await readLines(process.stdin);
    const explain = values["explain"] === true;
    const placed = await groupLines(lines, settings, { links: explain && settings.granularity !== "copy" });
    for (const { id, story, ...why } of placed) {
      const text = JSON.stringify(explain ? { id, story, ...why } : { id, story });
      if (!process.stdout.write(`${text}\n`)) await new Promise((go) => process.stdout.once("drain", go));
    }
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    return faults.length === 0 ? 0 : 1;
  },
};

function readSettings({ granularity = "event", window = "5d" }: CommandInput["values"]): StorySettings {
  if (!granularities.includes(granularity as Granularity))
    throw new UserError(
      `--granularity: expected ${granularities.slice(0, -1).join(", ")} or ${granularities.at(-1)}, found "${String(granularity)}".`,
      { exitCode: 2 },
    );
  const windowMs = parseDuration(String(window));
  if (windowMs === undefined || windowMs === 0)
    throw new UserError(`--window: expected a duration such as 36h or 5d, found "${String(window)}".`, {
      exitCode: 2,
    });
  return { granularity: granularity as Granularity, windowMs };
}

async function readLines(input: NodeJS.ReadableStream) {
  const lines: ArticleLine[] = [];
  const faults: string[] = [];
  const lineOfId = new Map<string | number, number>();
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    if (text.trim() === "") continue;
    const read = readArticleLine(text);
    if (!read.ok) {
      faults.push(`Line ${number} is no article: ${read.fault}`);
      continue;
    }
    const { id } = read.line;
    const earlier = lineOfId.get(id);
    if (earlier !== undefined)
      faults.push(
        `Line ${number} has the id ${JSON.stringify(id)} of line ${earlier}: both are grouped, as two articles`,
      );
    else lineOfId.set(id, number);
    lines.push(read.line);
  }
  return { lines, faults };
}

/** Where each line went, in their order, after all mergers. */
async function groupLines(
  lines: readonly ArticleLine[],
  settings: StorySettings,
  { links }: Readonly<{ links: boolean }>,
) {
  const engine = createEngine(settings, 0);
  const topics = links ? createTopics() : undefined;
  const earlier = new Map<number, StoryLink>();
  const decisions: Decision[] = [];
  const mergedInto = new Map<number, number>();
  const byTime = lines.map((line, index) => ({ line, index })).sort((a, b) => a.line.at - b.line.at);
  for (const [done, { line, index }] of byTime.entries()) {
    const article = await articleOfLine(line, index);
    const decision = engine.place(article);
    decisions[index] = decision;
    const link = topics?.follow(article, decision);
    if (link) earlier.set(index, link);
    for (const { from, into } of decision.merges) mergedInto.set(from, into);
    if (done % 1000 === 0) showProgress(done, lines.length);
  }
  if (lines.length > 1000) showProgress(lines.length, lines.length);

  const finalStory = (id: number): number => {
    const into = mergedInto.get(id);
    return into === undefined ? id : finalStory(into);
  };
  return decisions.map(({ storyId, layer, reason: { nearestEntryId, text, ...evidence }, merges }, index) => {
    const link = earlier.get(index);
    return {
      id: lines[index]!.id,
      story: finalStory(storyId),
      reason: {
        layer,
        text,
        ...(nearestEntryId !== undefined && { nearest: lines[nearestEntryId]!.id }),
        ...evidence,
      },
      ...(merges.length > 0 && { merged: merges.map(({ reason }) => reason) }),
      ...(link && { earlier: { story: finalStory(link.storyId), ...link.reason } }),
    };
  });
}

function showProgress(done: number, total: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\rgrouped ${done} of ${total}${done === total ? "\n" : ""}`);
}
