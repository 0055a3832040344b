import { isOtherHeadline, newsGapMs } from "../base/other-headline.ts";
import type { EntryContent } from "../model/entry.ts";
import type { Hashed } from "./entry-content.ts";
import { differenceBetween, titleForm } from "./real-edit.ts";
import { moveKey } from "./recognise.ts";

/** What tells whether an entry says something else than before, without its text. */
export type StoredMark = Readonly<{ content_hash: string; url: string | null }>;

/** Whether there is nothing to write: most items of a document. */
export const saysTheSame = (stored: StoredMark, { entry, contentHash }: Hashed): boolean =>
  stored.content_hash === contentHash && stored.url === (entry.url ?? null);

/**
 * What is to be done with an entry that says something else. `refreshable`: what differs is no edit, and is written along
 * with what is. `isEdited`: title or text were, and what was said before is kept as a version. `newTitle`: then its story is
 * another for who reads it, and the entry is known by another move key, where its title makes one.
 */
export type Update = Readonly<
  { kind: "refreshable" } | { kind: "changed"; isEdited: boolean; newTitle?: NewTitle }
>;

/** `isOther`: it tells of something else, which makes the story of which it is the headline news again after a while. */
export type NewTitle = Readonly<{ moveKey: string | undefined; isOther: boolean }>;

/** The date of publication stays as it was first said: some move it with every poll. */
export function updateOf(before: EntryContent, stored: StoredMark, { entry, contentHash }: Hashed): Update {
  const difference = stored.content_hash === contentHash ? "none" : differenceBetween(before, entry);
  if (difference === "none") return { kind: "refreshable" };
  const isEdited = difference === "text";
  if (titleForm(before.title) === titleForm(entry.title)) return { kind: "changed", isEdited };
  const { publishedAt: _, ...undated } = entry;
  const { publishedAt } = before;
  const dated = publishedAt === undefined ? undated : { ...entry, publishedAt };
  return {
    kind: "changed",
    isEdited,
    newTitle: { moveKey: moveKey(dated), isOther: isOtherHeadline(before.title, entry.title) },
  };
}

/** Stories that were news no later than this are news again now that their headline is this one. */
export const staleBefore = ({ isOther }: NewTitle, now: Date): number =>
  isOther ? now.getTime() - newsGapMs : Number.MIN_SAFE_INTEGER;
