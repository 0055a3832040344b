import { cutText } from "../base/cut-text.ts";
import type { StorySettings } from "../model/settings.ts";
import { count } from "../base/count.ts";
import { writeGrouping } from "../story/grouped-under.ts";
import type { Regrouped } from "../story/regroup.ts";
import type { ChangeTold, StoryTold } from "./largest-changes.ts";

/** What would change, for people: sentences, then the largest changes with their headlines. */
export function describeRegroup(
  { plan, corrections, before }: Omit<Regrouped, "end">,
  { settings, largest }: Readonly<{ settings: StorySettings; largest: readonly ChangeTold[] }>,
): string {
  const { entries, stories, storiesAfter, moved, ended, split, opened, refolded } = plan;
  const known = before === undefined ? "" : `The stories were grouped with ${before}.\n`;
  const held =
    corrections === 0
      ? ""
      : ` ${count(corrections, "correction")} by hand ${corrections === 1 ? "holds" : "hold"}.`;
  const decided = `${known}Decided again on ${count(entries, "entry", "entries")} in ${count(stories, "story", "stories")}, with ${writeGrouping(settings)}.${held}\n`;
  if (plan.changes.length === 0) return `${decided}All are where they belong: nothing has to change.\n`;
  const sentences = [
    `${count(moved, "entry", "entries")} would get another story; ${count(storiesAfter, "story", "stories")} in all then.`,
    ended > 0 &&
      `${count(ended, "story", "stories")} would end, and lead on to where most of ${ended === 1 ? "its" : "their"} entries go.`,
    split > 0 && `${count(split, "story", "stories")} would be split.`,
    opened > 0 && `${count(opened, "story", "stories")} would be new.`,
    refolded > 0 &&
      `${count(refolded, "entry", "entries")} would stay and count as copies of another text than now.`,
  ].filter((sentence) => sentence !== false);
  const list = largest.length === 0 ? "" : `\nThe largest changes:\n${largest.map(describeChange).join("")}`;
  return `${decided}${sentences.join("\n")}\n${list}`;
}

const mostStories = 5;
const longestTitle = 80;

function describeChange({ moved, before, after }: ChangeTold): string {
  return [
    `\n  ${count(moved, "entry", "entries")} moved`,
    ...column("before", before),
    ...column("after", after),
    "",
  ].join("\n");
}

function column(label: string, stories: readonly StoryTold[]): string[] {
  const largestFirst = [...stories].sort((a, b) => b.entries - a.entries);
  const lines = largestFirst.slice(0, mostStories).map(describeStory);
  if (stories.length > mostStories) lines.push(`and ${stories.length - mostStories} more`);
  return lines.map((line, i) => `    ${(i === 0 ? label : "").padEnd(8)}${line}`);
}

const describeStory = ({ id, title, entries }: StoryTold): string =>
  `${id === undefined ? "a new story" : `story ${id}`} (${count(entries, "entry", "entries")})  ${cutText(title, longestTitle)}`;
