import { plainLines } from "../base/plain-lines.ts";
import type { EntryContent, EntryVersion } from "../model/entry.ts";
import type { Store } from "../store/store.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { type Part, changedPlaces, countWords } from "./word-diff.ts";
import { count } from "./words.ts";

/** What a publisher changed in an article after it was first seen, newest first. */
export type Edits = Readonly<{
  /** "Headline changed twice"; absent where it never was. */
  headlineLabel?: string;
  headlines: readonly Readonly<{ title: string; at: Moment; time: string }>[];
  texts: readonly TextEdit[];
}>;

/** `label`: "12 words added, 3 taken out". `places`: what changed, place by place; none where the earlier text was not kept. */
export type TextEdit = Readonly<{
  at: Moment;
  time: string;
  label: string;
  places: readonly (readonly Part[])[];
}>;

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

/** What was changed from version to version, up to what `entry` says now; undefined where nothing was. */
export function editsOf(
  entry: Pick<EntryContent, "title" | "summary" | "contentHtml">,
  versions: readonly EntryVersion[],
  now: Date,
): Edits | undefined {
  const steps = versions.map((before, at) => ({ before, after: versions[at + 1] ?? entry })).toReversed();
  const when = (at: Date) => ({ at: moment(at, now), time: timeOfDay(at, now) });
  const headlines = steps
    .filter(({ before, after }) => before.title !== after.title)
    .map(({ before }) => ({ title: before.title, ...when(before.saidUntil) }));
  const texts = steps.flatMap(({ before, after }) => {
    const edit = textEdit(before, after);
    return edit ? [{ ...edit, ...when(before.saidUntil) }] : [];
  });
  if (headlines.length + texts.length === 0) return undefined;
  return {
    ...(headlines.length > 0 && { headlineLabel: headlineLabel(headlines.length) }),
    headlines,
    texts,
  };
}

const headlineLabel = (times: number): string =>
  `Headline changed${times === 1 ? "" : times === 2 ? " twice" : ` ${times} times`}`;

type Said = Pick<EntryContent, "title" | "summary" | "contentHtml">;

function textEdit(before: Said, after: Said): Pick<TextEdit, "label" | "places"> | undefined {
  const [old, now] = textsToCompare(before, after);
  const places = changedPlaces(old, now);
  if (places.length === 0) return undefined;
  if (old.length === 0) return { label: "text added", places };
  const words = (kind: Part["kind"]) =>
    places.flat().reduce((sum, part) => sum + (part.kind === kind ? countWords(part.text) : 0), 0);
  const [added, taken] = [words("come"), words("gone")];
  const parts = [
    ...(added > 0 ? [`${count(added, "word")} added`] : []),
    ...(taken > 0 ? [`${added > 0 ? taken : count(taken, "word")} taken out`] : []),
  ];
  return { label: parts.join(", ") || "punctuation", places };
}

/** The texts where both have one, else the summaries: a text that is too long is not kept. */
function textsToCompare(before: Said, after: Said): readonly [readonly string[], readonly string[]] {
  if (before.contentHtml !== undefined && after.contentHtml !== undefined) {
    const texts = [plainLines(before.contentHtml), plainLines(after.contentHtml)] as const;
    if (texts[0].join("\n") !== texts[1].join("\n")) return texts;
  }
  const summary = ({ summary: text }: Said) => (text === undefined ? [] : [text]);
  return [summary(before), summary(after)];
}
