import type { Correction, PlaceBefore } from "../model/correction.ts";
import type { Placement } from "../model/entry.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { CorrectionChange } from "../store/store.ts";
import { quoteTitle } from "./quote.ts";

/** What a correction changes; `members`: the entries of every story that it touches, as they are after it. */
export type Draft = Pick<CorrectionChange, "act" | "moves" | "merges" | "ledOn"> &
  Readonly<{ members: ReadonlyMap<number, readonly PlacedEntry[]> }>;

/** Nothing can be changed, and why. */
export type Refusal = Readonly<{ refused: string }>;

type Move = CorrectionChange["moves"][number];

/** Takes an entry, or all that carry its text, into the story `openedId`. */
export function decideApart(
  { story, entries }: StoryWithEntries,
  wish: Readonly<{ entryId: number; withCopies: boolean; openedId: number; at: Date }>,
): Draft | Refusal {
  const entry = entries.find(({ id }) => id === wish.entryId);
  if (!entry) return { refused: "That entry is not in this story any more; it may have been moved since." };
  const copies = entries.filter(({ placement }) => placement.copyGroup === entry.placement.copyGroup);
  const these = wish.withCopies ? copies : [entry];
  const those = entries.filter((other) => !these.includes(other));
  const [rest] = those;
  if (!rest) return { refused: "It is all that this story has: there is nothing to set it apart from." };

  const text = `Set apart by hand on ${dayAndTime(wish.at)} from ${quoteTitle(rest.title)}`;
  const first = earliest(these);
  const moves = these.map((moved): Move => {
    const isCopy =
      moved !== first && (moved.placement.layer === "copy" || moved.placement.layer === "identity");
    const why = isCopy ? moved.placement : ({ layer: "hand", reason: { text } } as const);
    const copyGroup = wish.withCopies ? moved.placement.copyGroup : moved.id;
    return place(moved, { ...why, copyGroup, storyId: wish.openedId });
  });
  // Whose text the others were said to carry is gone: the first of them takes its part.
  const left = wish.withCopies ? [] : copies.filter((other) => other !== entry);
  const leftGroup = left.length > 0 && entry.placement.copyGroup === entry.id ? earliest(left).id : undefined;
  if (leftGroup !== undefined)
    for (const other of left) moves.push(place(other, { ...other.placement, copyGroup: leftGroup }));

  return {
    act: {
      kind: "apart",
      storyId: wish.openedId,
      title: entry.title,
      otherTitle: rest.title,
      these: these.map(({ id }) => id),
      those: those.map(({ id }) => id),
      before: placesBefore(entries, moves),
      overrules: [],
    },
    moves,
    merges: [],
    ledOn: [],
    members: membersAfter([story.id, wish.openedId], entries, moves),
  };
}

/** The later opened of two stories goes into the other; `inForce`: corrections about them. */
export function decideTogether(
  one: StoryWithEntries,
  other: StoryWithEntries,
  { at, inForce }: Readonly<{ at: Date; inForce: readonly Correction[] }>,
): Draft | Refusal {
  if (one.story.id === other.story.id)
    return { refused: "That is this story itself: another one is wanted." };
  const [into, from] = one.story.id < other.story.id ? [one, other] : [other, one];
  const text = `Put together by hand on ${dayAndTime(at)} with ${quoteTitle(into.entries[0].title)}`;
  const opening = from.entries.filter(({ placement }) => placement.layer === "first");
  const moves = (opening.length > 0 ? opening : [from.entries[0]]).map((entry) =>
    place(entry, { ...entry.placement, storyId: into.story.id, layer: "hand", reason: { text } }),
  );
  return {
    act: {
      kind: "together",
      storyId: from.story.id,
      title: from.entries[0].title,
      otherTitle: into.entries[0].title,
      these: from.entries.map(({ id }) => id),
      those: into.entries.map(({ id }) => id),
      before: placesBefore(from.entries, moves),
      overrules: inForce
        .filter((each) => isOverruled(each, from.story.id, into.story.id))
        .map(({ id }) => id),
    },
    moves,
    merges: [{ from: from.story.id, into: into.story.id, reason: text }],
    ledOn: [],
    // What it is reckoned from does not ask for the story: they are all in it now.
    members: new Map([[into.story.id, [...into.entries, ...from.entries]]]),
  };
}

/** A correction that holds nothing apart any more once these two are one; one that still does goes on for the rest. */
function isOverruled({ kind, undone, these, those }: Correction, from: number, into: number): boolean {
  const stories = new Set([...these, ...those].map(({ storyId }) => (storyId === from ? into : storyId)));
  return kind === "apart" && !undone && stories.size === 1;
}

export const place = (
  { id }: Pick<PlacedEntry, "id">,
  { storyId, copyGroup, layer, reason }: Placement,
): Move => ({
  entryId: id,
  placement: { storyId, copyGroup, layer, reason },
});

/** The entries of these stories after the moves; a story that is left without any is left out. */
export function membersAfter(
  storyIds: readonly number[],
  entries: readonly PlacedEntry[],
  moves: readonly Move[],
): Map<number, readonly PlacedEntry[]> {
  const byId = new Map(moves.map(({ entryId, placement }) => [entryId, placement]));
  const after = entries.map((entry) => ({ ...entry, placement: byId.get(entry.id) ?? entry.placement }));
  const byStory = Map.groupBy(after, ({ placement }) => placement.storyId);
  return new Map([...byStory].filter(([id]) => storyIds.includes(id)));
}

function placesBefore(entries: readonly PlacedEntry[], moves: readonly Move[]): Map<number, PlaceBefore> {
  const changed = new Set(moves.map(({ entryId }) => entryId));
  return new Map(
    entries
      .filter(({ id }) => changed.has(id))
      .map(({ id, placement: { copyGroup, layer, reason } }) => [id, { copyGroup, layer, reason }]),
  );
}

export const earliest = (entries: readonly PlacedEntry[]): PlacedEntry =>
  entries.reduce((first, entry) =>
    entry.shownAt < first.shownAt ||
    (entry.shownAt.getTime() === first.shownAt.getTime() && entry.id < first.id)
      ? entry
      : first,
  );

const dayTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});
/** "24 Nov 2026, 19:40 UTC": reasons are read years later. */
export const dayAndTime = (at: Date): string => `${dayTime.format(at)} UTC`;
