import type { Correction } from "../model/correction.ts";
import type { PlacedEntry, StoryWithEntries } from "../model/story.ts";
import type { Store } from "../store/store.ts";
import { langOf, storyPath } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import type { Words } from "./words/words.ts";

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
  /** Absent where it can still be undone. `outcome` is as the engine tells it, in English. */
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

/** `like`: words to look for another story by. */
type Asked = Readonly<{ like: string | undefined; now: Date; words: Words }>;

export async function correctionPanel(
  store: Pick<Store, "correctionsOf" | "stories">,
  { story, entries }: StoryWithEntries,
  { like, now, words }: Asked,
): Promise<CorrectionPanel> {
  const corrections = await store.correctionsOf({ storyIds: [story.id], limit: mostNotes });
  const path = storyPath(story.id);
  return {
    notes: corrections.map((correction) => noteOf(correction, story.id, { now, words })),
    joinHref: `${path}/join`,
    undoHref: `${path}/undo`,
    like: like ?? entries[0].title,
    ...(like !== undefined && { candidates: await candidatesFor(store, story.id, { like, now, words }) }),
  };
}

function noteOf(
  correction: Correction,
  storyId: number,
  { now, words }: Pick<Asked, "now" | "words">,
): CorrectionNote {
  const when = (at: Date) => ({ at: moment(at, now, words), time: timeOfDay(at, now, words) });
  const { id, madeAt, these, undone } = correction;
  const where = these.find((entry) => entry.storyId !== storyId)?.storyId;
  // Once it is undone, or its story has them all again, it is told from the other side.
  const isIn = (side: Correction["these"]) => side.some((entry) => entry.storyId === storyId);
  const isHere = isIn(these) && !isIn(correction.those);
  const there = isHere ? correction.those.find((entry) => entry.storyId !== storyId)?.storyId : where;
  return {
    id,
    ...noteWords(correction, isHere, words),
    ...when(madeAt),
    ...(there !== undefined && { other: { href: storyPath(there), label: words.corrections.otherStory } }),
    ...(undone && {
      undone: {
        ...when(undone.at),
        outcome: undone.outcome,
      },
    }),
  };
}

function noteWords(
  { kind, title, otherTitle, these }: Correction,
  isHere: boolean,
  { corrections: say }: Words,
): Pick<CorrectionNote, "before" | "title" | "after"> {
  if (kind === "together") return { title, ...say.together };
  if (isHere) return { title: otherTitle, ...say.apartHere };
  return { title, ...say.apartThere(these.length - 1) };
}

/** Of the words looked for, the longest: they tell most. */
const mostWords = 6;
/** Of the latest stories with a word. */
const mostOfWord = 20;
const mostCandidates = 8;

/** The latest stories that share words, those with the most of them first. */
async function candidatesFor(
  store: Pick<Store, "stories">,
  storyId: number,
  { like, now, words }: Asked & Readonly<{ like: string }>,
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
    .map(({ story }) => candidateOf(story, { now, words }));
}

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

function tellingWords(text: string): string[] {
  const found = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text.slice(0, 200)))
    if (isWordLike) found.add(segment.toLowerCase());
  return [...found].sort((a, b) => b.length - a.length).slice(0, mostWords);
}

function candidateOf(
  { story, entries: [lead] }: StoryWithEntries,
  { now, words }: Pick<Asked, "now" | "words">,
): Candidate {
  const lang = langOf(lead.language);
  return {
    id: story.id,
    href: storyPath(story.id),
    title: lead.title,
    ...(lang !== undefined && { lang }),
    facts: story.entryCount === 1 ? lead.outlet : words.corrections.entries(story.entryCount),
    at: moment(story.lastReportAt, now, words),
  };
}

/** How each entry of a story can be set apart; of a story that is one entry, none. */
export function waysApart(
  { story, entries }: StoryWithEntries,
  { corrections: say }: Words,
): (entry: PlacedEntry) => SetApart | undefined {
  const groups = Map.groupBy(entries, ({ placement }) => placement.copyGroup);
  return ({ id, placement }) => {
    if (entries.length === 1) return undefined;
    const copies = (groups.get(placement.copyGroup)?.length ?? 1) - 1;
    const offersCopies = copies > 0 && copies + 1 < entries.length;
    return {
      href: `${storyPath(story.id)}/apart`,
      entryId: id,
      ...(offersCopies && { copies: say.withCopies(copies) }),
    };
  };
}
