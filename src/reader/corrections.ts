import type { Correction } from "../model/correction.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { Store } from "../store/store.ts";
import { langOf, storyPath } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { count } from "./words.ts";

/** What can be corrected on a story's page, and what was. */
export type CorrectionPanel = Readonly<{
  notes: readonly CorrectionNote[];
  joinHref: string;
  undoHref: string;
  /** Words to look for another story by, and the stories that have them, where they were looked for. */
  like: string;
  candidates?: readonly Candidate[];
}>;

/** "Set apart by hand from “…”": what stands before and after a headline. */
export type CorrectionNote = Readonly<{
  id: number;
  before: string;
  title: string;
  after: string;
  at: Moment;
  time: string;
  /** The other story. */
  other?: Readonly<{ href: string; label: string }>;
  /** Absent where it can still be undone. */
  undone?: Readonly<{ at: Moment; time: string; outcome: string }>;
}>;

/** A story that this one might be. */
export type Candidate = Readonly<{
  id: number;
  href: string;
  title: string;
  lang?: string;
  facts: string;
  at: Moment;
}>;

/** Where an entry is set apart; `copies`: "and the 3 others with its text", where that is not all there is. */
export type SetApart = Readonly<{ href: string; entryId: number; copies?: string }>;

const mostNotes = 20;

export async function correctionPanel(
  store: Pick<Store, "correctionsOf" | "stories">,
  { story, entries }: StoryWithEntries,
  { like, now }: Readonly<{ like: string | undefined; now: Date }>,
): Promise<CorrectionPanel> {
  const corrections = await store.correctionsOf({ storyIds: [story.id], limit: mostNotes });
  const path = storyPath(story.id);
  return {
    notes: corrections.map((correction) => noteOf(correction, story.id, now)),
    joinHref: `${path}/join`,
    undoHref: `${path}/undo`,
    like: like ?? entries[0].title,
    ...(like !== undefined && { candidates: await candidatesFor(store, like, story.id, now) }),
  };
}

function noteOf(correction: Correction, storyId: number, now: Date): CorrectionNote {
  const { id, madeAt, these, undone } = correction;
  const where = these.find((entry) => entry.storyId !== storyId)?.storyId;
  // Once it is undone, or its story has them all again, it is told from the other side.
  const isIn = (side: Correction["these"]) => side.some((entry) => entry.storyId === storyId);
  const isHere = isIn(these) && !isIn(correction.those);
  const there = isHere ? correction.those.find((entry) => entry.storyId !== storyId)?.storyId : where;
  return {
    id,
    ...noteWords(correction, isHere),
    at: moment(madeAt, now),
    time: timeOfDay(madeAt, now),
    ...(there !== undefined && { other: { href: storyPath(there), label: "The other story" } }),
    ...(undone && {
      undone: { at: moment(undone.at, now), time: timeOfDay(undone.at, now), outcome: undone.outcome },
    }),
  };
}

function noteWords(
  { kind, title, otherTitle, these }: Correction,
  isHere: boolean,
): Pick<CorrectionNote, "before" | "title" | "after"> {
  if (kind === "together") return { before: "", title, after: "was put together with this story by hand" };
  if (isHere) return { before: "Set apart by hand from", title: otherTitle, after: "" };
  const who =
    these.length > 1 ? `and ${count(these.length - 1, "other", "others")} with its text were` : "was";
  return { before: "", title, after: `${who} set apart from this story by hand` };
}

/** Of the words looked for, the longest: they tell most. */
const mostWords = 6;
/** Of the latest stories with a word. */
const mostOfWord = 20;
const mostCandidates = 8;

/** The latest stories that share words, those with the most of them first. */
async function candidatesFor(
  store: Pick<Store, "stories">,
  like: string,
  storyId: number,
  now: Date,
): Promise<Candidate[]> {
  const found = new Map<number, { story: StoryWithEntries; shared: number }>();
  for (const search of tellingWords(like))
    for (const story of (await store.stories({ order: "latest", limit: mostOfWord, search })).items) {
      const known = found.get(story.story.id);
      found.set(story.story.id, { story, shared: (known?.shared ?? 0) + 1 });
    }
  found.delete(storyId);
  return [...found.values()]
    .sort((a, b) => b.shared - a.shared || b.story.story.id - a.story.story.id)
    .slice(0, mostCandidates)
    .map(({ story }) => candidateOf(story, now));
}

const words = new Intl.Segmenter("en", { granularity: "word" });

function tellingWords(text: string): string[] {
  const found = new Set<string>();
  for (const { segment, isWordLike } of words.segment(text.slice(0, 200)))
    if (isWordLike) found.add(segment.toLowerCase());
  return [...found].sort((a, b) => b.length - a.length).slice(0, mostWords);
}

function candidateOf({ story, entries: [lead] }: StoryWithEntries, now: Date): Candidate {
  const lang = langOf(lead.language);
  return {
    id: story.id,
    href: storyPath(story.id),
    title: lead.title,
    ...(lang !== undefined && { lang }),
    facts: story.entryCount === 1 ? lead.outlet : count(story.entryCount, "entry", "entries"),
    at: moment(story.lastReportAt, now),
  };
}

/** How each entry of a story can be set apart; of a story that is one entry, none. */
export function waysApart({
  story,
  entries,
}: StoryWithEntries): (entry: PlacedEntry) => SetApart | undefined {
  const groups = Map.groupBy(entries, ({ placement }) => placement.copyGroup);
  return ({ id, placement }) => {
    if (entries.length === 1) return undefined;
    const copies = (groups.get(placement.copyGroup)?.length ?? 1) - 1;
    const offersCopies = copies > 0 && copies + 1 < entries.length;
    return {
      href: `${storyPath(story.id)}/apart`,
      entryId: id,
      ...(offersCopies && { copies: `and the ${count(copies, "other", "others")} with its text` }),
    };
  };
}
