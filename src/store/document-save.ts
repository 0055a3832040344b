import { createBreather } from "../base/breathe.ts";
import type { ParsedEntry } from "../model/entry.ts";
import { contentHash, type Hashed } from "./entry-content.ts";
import type { PollRecord } from "./feed-store.ts";
import { isNamed, moveKey, type Recognisable, type Verdict } from "./recognise.ts";

export type Document = NonNullable<PollRecord["document"]>;
export type Item = Recognisable & Hashed;
/** Which entry an item is to be written over. */
export type Overwrite = Readonly<{ id: number; item: Item }>;

/** A document that is being written: what each of its items is has been decided over all of them. */
export type DocumentSave = {
  readonly items: readonly Item[];
  readonly known: ReadonlyMap<string, number | null>;
  readonly verdicts: readonly Verdict[];
  /** How many items are written. */
  done: number;
  readonly news: ParsedEntry[];
  changed: number;
  /** What is no edit, by itself: taken over where the document has one. */
  readonly refreshing: Overwrite[];
};

export const newSave = (decided: Pick<DocumentSave, "items" | "known" | "verdicts">): DocumentSave => ({
  ...decided,
  done: 0,
  news: [],
  changed: 0,
  refreshing: [],
});

/** Oldest first, so that ids grow with time: documents put the newest item at the top. Lets others have their turns. */
export async function itemsOf({ entries }: Document): Promise<readonly Item[]> {
  const breathe = createBreather();
  const items: Item[] = [];
  for (const entry of entries.toReversed()) {
    items.push({
      entry,
      keys: entry.identityKeys,
      moveKey: moveKey(entry),
      contentHash: contentHash(entry),
    });
    await breathe();
  }
  return items;
}

/** What says the same under a guid or a link of its own is no other article: most items are told without their texts. */
export const isTheSameByName = (item: Item, storedHash: string | undefined): boolean =>
  isNamed(item.entry) && storedHash === item.contentHash;

/** So much is written at once: a measure of work, about that of the characters of text. */
export const sliceLength = 300_000;
export const lengthOf = ({ entry }: Item): number => 1000 + Math.min(entry.contentHtml?.length ?? 0, 20_000);

export const isLong = (items: readonly Item[]): boolean =>
  items.reduce((sum, item) => sum + lengthOf(item), 0) > sliceLength;

export const isWritten = (save: DocumentSave): boolean => save.done >= save.items.length;

/** Whether something waits to be taken over, and anything is there that it may come along with. */
export const isRefreshing = ({ news, changed, refreshing }: DocumentSave): boolean =>
  news.length + changed > 0 && refreshing.length > 0;

/**
 * That a site has moved is told by this: not one item of its document is known by its keys. Once a slice is written, some
 * are; so all are to be known from the first slice on, or what a broken save left out would be new to the next. These are the
 * items whose keys are not known yet, and the entries that they are.
 */
export const movedItems = ({
  items,
  known,
  verdicts,
}: DocumentSave): readonly Readonly<{ keys: readonly string[]; entryId: number | null }>[] =>
  items.flatMap(({ keys }, at) => {
    const verdict = verdicts[at];
    const entryId = verdict?.kind === "entry" ? verdict.id : verdict?.kind === "dropped" ? null : undefined;
    return entryId === undefined || keys.some((key) => known.has(key)) ? [] : [{ keys, entryId }];
  });
