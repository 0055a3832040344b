import type { CorrectedEntry, Correction } from "../model/correction.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import { type Draft, earliest, membersAfter, place } from "./correct.ts";

/** Every story in which an entry of the correction is now. */
type StoriesNow = ReadonlyMap<number, StoryWithEntries>;

/**
 * What was set apart goes back to where most of the others are, and with it what followed it since. `settled`: entries
 * that later corrections in force put where they are; they stay there.
 */
export function undoApart(
  correction: Correction,
  stories: StoriesNow,
  { settled }: Readonly<{ settled: ReadonlySet<number> }>,
): Draft {
  const home = stories.get(mostCommon(correction.those));
  const free = correction.these.filter(({ id, storyId }) => !settled.has(id) && storyId !== home?.story.id);
  // Not by the id of the story that was opened for it: that one may have ended, or gone with others, as all was regrouped.
  const opened = stories.get(mostCommon(free));
  const back = free.filter(({ storyId }) => storyId === opened?.story.id);
  if (!opened || !home || back.length === 0)
    return unmoved(
      correction,
      "It was moved since, and stays where it is; nothing keeps the two apart any more.",
    );

  const going = followers(opened.entries, back, settled);
  const stays = opened.entries.length - going.length;
  const { there, groupOf } = groupsAsBefore([...home.entries, ...going], [...back, ...correction.those]);
  const before = new Map(back.map((entry) => [entry.id, entry.before]));
  const moves = [
    ...going.map((entry) => {
      const { copyGroup, ...why } = { ...entry.placement, ...before.get(entry.id) };
      const group = there.has(copyGroup) ? groupOf(copyGroup) : groupOf(entry.placement.copyGroup);
      return place(entry, { ...why, storyId: home.story.id, copyGroup: group });
    }),
    ...home.entries
      .filter(({ placement }) => groupOf(placement.copyGroup) !== placement.copyGroup)
      .map((entry) => place(entry, { ...entry.placement, copyGroup: groupOf(entry.placement.copyGroup) })),
  ];
  const ids = [home.story.id, opened.story.id];
  return {
    act: {
      kind: "undo",
      id: correction.id,
      outcome: backText(correction, going.length - back.length, stays),
    },
    moves,
    merges:
      stays > 0 ? [] : [{ from: opened.story.id, into: home.story.id, reason: "A correction was undone" }],
    ledOn: [],
    members: membersAfter(ids, [...home.entries, ...opened.entries], moves),
  };
}

/** How copy groups were called before, of which the first entry is among `entries` again. */
function groupsAsBefore(entries: readonly PlacedEntry[], corrected: readonly CorrectedEntry[]) {
  const there = new Map(entries.map(({ id, placement }) => [id, placement.copyGroup]));
  const renamed = new Map<number, number>();
  for (const { id, before } of corrected) {
    const now = there.get(id);
    if (before && now !== undefined && there.has(before.copyGroup)) renamed.set(now, before.copyGroup);
  }
  return { there, groupOf: (group: number) => renamed.get(group) ?? group };
}

function backText({ these }: Correction, followed: number, stays: number): string {
  const moved = these.length === 1 ? "It is back where it was" : "They are back where they were";
  const since = followed === 0 ? "" : `, with ${entries(followed)} that came since`;
  return `${moved}${since}.${stays === 0 ? "" : ` ${sentence(stays)} in the story that was opened for it.`}`;
}

/** The entries of the story that ended, and what followed them since, become a story of their own: `newId`. */
export function undoTogether(correction: Correction, stories: StoriesNow, newId: number): Draft {
  const home = stories.get(mostCommon(correction.those));
  const apart = correction.these.filter(({ storyId }) => storyId === home?.story.id);
  if (!home || apart.length === 0)
    return unmoved(correction, "They were not one story any more: nothing had to be moved.");

  const going = followers(home.entries, apart, new Set(correction.those.map(({ id }) => id)));
  const before = new Map(apart.map((entry) => [entry.id, entry.before]));
  const stay = home.entries.filter((entry) => !going.includes(entry));
  // Putting together changed no copy group; what changed one since is right, but for a text that is in both stories now.
  const groupOf = groupsOfSides(going, stay);
  const moves = [
    ...going.map((entry) => {
      const copyGroup = groupOf(entry);
      return place(entry, { ...entry.placement, ...before.get(entry.id), copyGroup, storyId: newId });
    }),
    ...stay
      .filter((entry) => groupOf(entry) !== entry.placement.copyGroup)
      .map((entry) => place(entry, { ...entry.placement, copyGroup: groupOf(entry) })),
  ];
  const elsewhere = correction.these.length - apart.length;
  const followed = going.length - apart.length;
  return {
    act: {
      kind: "undo",
      id: correction.id,
      outcome:
        `They are two stories again${followed === 0 ? "" : `, ${entries(followed)} that came since among them`}. ` +
        `What was story ${correction.storyId} has the number ${newId} now; its old address leads there.` +
        (elsewhere === 0 ? "" : ` ${sentence(elsewhere)} where they were moved to since.`),
    },
    moves,
    merges: [],
    ledOn: [correction.storyId, ...correction.ledOn].map((id) => ({ id, into: newId })),
    members: membersAfter([home.story.id, newId], home.entries, moves),
  };
}

/** Copy groups where a text's prints part: those without its first print are called by the earliest of their own. */
function groupsOfSides(...sides: readonly (readonly PlacedEntry[])[]): (entry: PlacedEntry) => number {
  const groups = new Map<PlacedEntry, number>();
  for (const side of sides)
    for (const [group, prints] of Map.groupBy(side, ({ placement }) => placement.copyGroup)) {
      const name = sides.some((other) => other !== side && other.some(({ id }) => id === group))
        ? earliest(prints).id
        : group;
      for (const entry of prints) groups.set(entry, name);
    }
  return (entry) => groups.get(entry) ?? entry.placement.copyGroup;
}

const unmoved = ({ id }: Correction, outcome: string): Draft => ({
  act: { kind: "undo", id, outcome },
  moves: [],
  merges: [],
  ledOn: [],
  members: new Map(),
});

/** The entries of a story that are these, and those that joined it for the sake of one of them. */
function followers(
  entries: readonly PlacedEntry[],
  these: readonly CorrectedEntry[],
  fixed: ReadonlySet<number>,
): PlacedEntry[] {
  const going = new Set(these.map(({ id }) => id));
  for (let known = 0; known < going.size;) {
    known = going.size;
    for (const { id, placement } of entries) {
      const nearest = placement.layer === "first" ? undefined : placement.reason.nearestEntryId;
      const follows = going.has(placement.copyGroup) || (nearest !== undefined && going.has(nearest));
      if (follows && !fixed.has(id)) going.add(id);
    }
  }
  return entries.filter(({ id }) => going.has(id));
}

/** The story in which most of these entries are; of several the oldest. 0 where there is none. */
function mostCommon(entries: readonly CorrectedEntry[]): number {
  const counts = [...Map.groupBy(entries, ({ storyId }) => storyId)].map(
    ([id, own]) => [id, own.length] as const,
  );
  return counts.sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

const entries = (count: number): string => (count === 1 ? "one entry" : `${count} entries`);
const sentence = (count: number): string => (count === 1 ? "One entry stays" : `${count} entries stay`);
