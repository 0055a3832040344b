import { plainLines } from "../base/plain-lines.ts";
import type { EntryContent, EntryVersion } from "../model/entry.ts";
import type { Store } from "../store/store.ts";
import { withQuery } from "./links.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { type Part, changedPlaces, countWords } from "./word-diff.ts";
import type { Words } from "./words/words.ts";

/** What a publisher changed in an article after it was first seen, newest first. */
export type Edits = Readonly<{
  /** What `#edits-…` leads to. */
  anchor: string;
  /** "Headline changed twice"; absent where it never was. */
  headlineLabel?: string;
  headlines: readonly Readonly<{ title: string; at: Moment; time: string }>[];
  texts: readonly TextEdit[];
}>;

/** An edit of a text: compared word by word, or only that there was one, and where it is compared. */
export type TextEdit = Readonly<{ at: Moment; time: string }> &
  (ComparedEdit | Readonly<{ compareHref: string }>);

/** `label`: "12 words added, 3 taken out". `places`: what changed, place by place. `isOpen`: somebody asked for this one. */
type ComparedEdit = Readonly<{ label: string; places: readonly (readonly Part[])[]; isOpen: boolean }>;

/** Versions of an entry that a page shows: what was said at first, and the latest. */
const versionsShown = 6;
/** Articles of a story whose versions are read: their texts make pages long, and comparing them takes time. */
const articlesShown = 12;

/** The versions that the page of a story needs of its entries. */
export const versionsFor = (
  store: Pick<Store, "earlierVersions">,
  entries: readonly Readonly<{ id: number }>[],
): ReturnType<Store["earlierVersions"]> =>
  store.earlierVersions({
    entryIds: entries.slice(0, articlesShown).map(({ id }) => id),
    limit: versionsShown,
  });

/** Edits of one page that are compared word by word: a text that is rewritten throughout takes some 10 ms, and 30 kB. */
const comparedOfPage = 12;

/** Edits by their keys: those that a page compares, and the one that its address asks for. */
export type ComparedEdits = Readonly<{ keys: ReadonlySet<string>; asked?: string }>;

/** Names an edit in an address: whose, and when it was first seen. */
const editKey = (entryId: number, { saidUntil }: EntryVersion): string => `${entryId}-${saidUntil.getTime()}`;

/** Which edits of a page are compared: its latest, and the one that was asked for. The others are, when asked for. */
export function comparedEdits(
  versions: ReadonlyMap<number, readonly EntryVersion[]>,
  asked: string | undefined,
): ComparedEdits {
  const latest = [...versions]
    .flatMap(([id, said]) => said.map((version) => ({ key: editKey(id, version), at: version.saidUntil })))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, comparedOfPage)
    .map(({ key }) => key);
  return { keys: new Set(latest), ...(asked !== undefined && { asked }) };
}

type Edited = Readonly<{ id: number }> & Said;

/** What was changed from version to version, up to what `entry` says now; undefined where nothing was. */
export function editsOf(
  entry: Edited,
  versions: readonly EntryVersion[],
  { now, words, compared }: Readonly<{ now: Date; words: Words; compared?: ComparedEdits }>,
): Edits | undefined {
  const current = comparable(entry);
  const said = versions.map((version) => ({ ...version, ...comparable(version) }));
  const steps = said.map((before, at) => ({ before, after: said[at + 1] ?? current })).toReversed();
  const when = (at: Date) => ({ at: moment(at, now, words), time: timeOfDay(at, now, words) });
  const anchor = `edits-${entry.id}`;
  const headlines = steps
    .filter(({ before, after }) => before.title !== after.title)
    .map(({ before }) => ({ title: before.title, ...when(before.saidUntil) }));
  const texts = steps.flatMap(({ before, after }): TextEdit[] => {
    const key = editKey(entry.id, before);
    const isAsked = compared?.asked === key;
    if (compared === undefined || isAsked || compared.keys.has(key)) {
      const edit = textEdit(before, after, words);
      return edit ? [{ ...edit, isOpen: isAsked, ...when(before.saidUntil) }] : [];
    }
    const compareHref = `${withQuery("", { edit: key })}#${anchor}`;
    return differ(before, after) ? [{ compareHref, ...when(before.saidUntil) }] : [];
  });
  if (headlines.length + texts.length === 0) return undefined;
  return {
    anchor,
    ...(headlines.length > 0 && { headlineLabel: words.edits.headlineChanged(headlines.length) }),
    headlines,
    texts,
  };
}

/** Whether there is something to compare: without reading word by word. */
function differ(before: Comparable, after: Comparable): boolean {
  if (before.contentHtml === after.contentHtml && before.summary === after.summary) return false;
  const [old, now] = textsToCompare(before, after);
  return old.join("\n") !== now.join("\n");
}

type Said = Pick<EntryContent, "title" | "summary" | "contentHtml">;
/** Its text as lines, read when somebody asks, and once: a version stands between two edits. */
type Comparable = Said & Readonly<{ lines: () => readonly string[] }>;

function comparable({ title, summary, contentHtml }: Said): Comparable {
  let lines: readonly string[] | undefined;
  return {
    title,
    ...(summary !== undefined && { summary }),
    ...(contentHtml !== undefined && { contentHtml }),
    lines: () => (lines ??= plainLines(contentHtml ?? "")),
  };
}

function textEdit(
  before: Comparable,
  after: Comparable,
  { edits: say }: Words,
): Omit<ComparedEdit, "isOpen"> | undefined {
  const [old, now] = textsToCompare(before, after);
  const places = changedPlaces(old, now);
  if (places.length === 0) return undefined;
  if (old.length === 0) return { label: say.textAdded, places };
  const countOf = (kind: Part["kind"]) =>
    places.flat().reduce((sum, part) => sum + (part.kind === kind ? countWords(part.text) : 0), 0);
  const [added, taken] = [countOf("come"), countOf("gone")];
  return { label: added + taken > 0 ? say.words(added, taken) : say.punctuation, places };
}

/** The texts where both have one, else the summaries: a text that is too long is not kept. */
function textsToCompare(
  before: Comparable,
  after: Comparable,
): readonly [readonly string[], readonly string[]] {
  if (before.contentHtml !== undefined && after.contentHtml !== undefined) {
    const texts = [before.lines(), after.lines()] as const;
    if (texts[0].join("\n") !== texts[1].join("\n")) return texts;
  }
  const summary = ({ summary: text }: Said) => (text === undefined ? [] : [text]);
  return [summary(before), summary(after)];
}
