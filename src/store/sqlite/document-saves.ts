import { createBreather } from "../../base/breathe.ts";
import type { ParsedEntry } from "../../model/entry.ts";
import {
  doubtfulItems,
  isAnotherArticle,
  isNamed,
  moveKey,
  type Recognisable,
  recognise,
  type Verdict,
} from "../recognise.ts";
import type { PollRecord } from "../feed-store.ts";
import { advanceCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { contentHash, type Hashed, insertEntry, readContent, readHash, updateEntry } from "./entry-writes.ts";
import { keepKeys, keepMoveKey, knownKeys, type KeyWrites, noKeyWrites, writeKeys } from "./entry-keys.ts";

type Document = NonNullable<PollRecord["document"]>;
type Item = Recognisable & Hashed;

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
  readonly refreshing: (() => void)[];
};

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

type Recognising = Readonly<{ feedId: number; items: readonly Item[]; isDelta: boolean }>;

/** Decides what each item is. Writes nothing. */
export function beginSave(database: Database, { feedId, items, isDelta }: Recognising): DocumentSave {
  const known = knownKeys(database, feedId, items);
  const verdicts = recognise(items, known, (at, id) => isAnother(database, items[at], id), isDelta);
  return { items, known, verdicts, done: 0, news: [], changed: 0, refreshing: [] };
}

/** The same of a long document: lets others have their turns while texts are compared. */
export async function beginLongSave(
  database: Database,
  { feedId, items, isDelta }: Recognising,
): Promise<DocumentSave> {
  const known = knownKeys(database, feedId, items);
  const breathe = createBreather();
  const others = new Set<string>();
  for (const { at, id } of doubtfulItems(items, known)) {
    if (isAnother(database, items[at], id)) others.add(`${at} ${id}`);
    await breathe();
  }
  const verdicts = recognise(items, known, (at, id) => others.has(`${at} ${id}`), isDelta);
  return { items, known, verdicts, done: 0, news: [], changed: 0, refreshing: [] };
}

/** What says the same under a guid or a link of its own is no other article: most items are told without their texts. */
function isAnother(database: Database, item: Item | undefined, id: number): boolean {
  if (!item || (isNamed(item.entry) && readHash(database, id) === item.contentHash)) return false;
  const content = readContent(database, id);
  return content !== undefined && isAnotherArticle(content, item.entry);
}

/**
 * So much is written, and for no longer, before whatever else waits for this thread has its turn: an entry of 3 kB takes
 * 0.15 ms, a third of it for the index of its words, and what ends a slice some 5 ms.
 */
const sliceLength = 300_000;
const sliceMs = 25;
const lengthOf = ({ entry }: Item): number => 1000 + Math.min(entry.contentHtml?.length ?? 0, 20_000);

export const isLong = (items: readonly Item[]): boolean =>
  items.reduce((sum, item) => sum + lengthOf(item), 0) > sliceLength;

export const isWritten = (save: DocumentSave): boolean => save.done >= save.items.length;

/**
 * Writes the next items, as many as a slice holds, and counts them for their feed. What is new stands in no story yet, and
 * leaves the revision as it is. Within a transaction.
 */
export function writeSlice(database: Database, poll: PollRecord, save: DocumentSave): void {
  const before = { added: save.news.length, changed: save.changed };
  const startedAt = performance.now();
  const keys = noKeyWrites();
  if (save.done === 0) keepKeysOfMoved(database, save, keys);
  let length = 0;
  for (let item = save.items[save.done]; item; item = save.items[save.done]) {
    writeItem(database, poll, save, { item, keys });
    save.done++;
    length += lengthOf(item);
    if (length >= sliceLength || performance.now() - startedAt > sliceMs) break;
  }
  writeKeys(database, poll.feedId, keys);
  const added = save.news.length - before.added;
  if (added > 0)
    database.run("update feeds set entry_count = entry_count + :added where id = :id", {
      added,
      id: poll.feedId,
    });
  if (save.changed > before.changed) advanceCounter(database, "revision");
}

/**
 * That a site has moved is told by this: not one item of its document is known by its keys. Once a slice is written, some
 * are; so all are known from the first slice on, or what a broken save left out would be new to the next.
 */
function keepKeysOfMoved(
  database: Database,
  { items, known, verdicts }: DocumentSave,
  keys: KeyWrites,
): void {
  const moved = items.flatMap((item, at) => {
    const verdict = verdicts[at];
    const entryId = verdict?.kind === "entry" ? verdict.id : verdict?.kind === "dropped" ? null : undefined;
    return entryId === undefined || item.keys.some((key) => known.has(key)) ? [] : [{ ...item, entryId }];
  });
  if (moved.length === 0) return;
  const ids = JSON.stringify(moved.map(({ entryId }) => entryId));
  const there = new Set<number | null>(
    database
      .all<{ id: number }>("select id from entries where id in (select value from json_each(:ids))", { ids })
      .map(({ id }) => id),
  );
  for (const { keys: own, entryId } of moved)
    keepKeys(keys, { keys: own, entryId: there.has(entryId) ? entryId : null, known });
}

function writeItem(
  database: Database,
  poll: PollRecord,
  save: DocumentSave,
  { item, keys }: Readonly<{ item: Item; keys: KeyWrites }>,
): void {
  const { known } = save;
  const verdict = save.verdicts[save.done] ?? { kind: "repeat" };
  if (verdict.kind === "repeat") return;
  if (verdict.kind === "dropped") return keepKeys(keys, { keys: item.keys, entryId: null, known }); // it is not news
  if (verdict.kind === "new") {
    const entryId = insertEntry(database, poll, item);
    keepKeys(keys, { keys: item.keys, entryId, known, isNew: true });
    if (item.moveKey !== undefined) keepMoveKey(keys, item.moveKey, entryId);
    save.news.push(item.entry);
    return;
  }
  const update = updateEntry(database, verdict.id, item, poll);
  if (update.kind === "missing") return; // retention has taken it since we looked
  keepKeys(keys, { keys: item.keys, entryId: verdict.id, known });
  if (update.kind === "changed") {
    save.changed++;
    if (update.moveKey !== undefined) keepMoveKey(keys, update.moveKey, verdict.id);
  }
  if (update.kind === "refreshable") save.refreshing.push(update.refresh);
}

/**
 * What is no edit (addresses, counters) is taken over along with what is, so that output never changes by it alone. As
 * much at once as a slice takes; within a transaction.
 */
export function refreshSlice({ refreshing }: DocumentSave): void {
  const startedAt = performance.now();
  while (performance.now() - startedAt <= sliceMs) {
    const refresh = refreshing.pop();
    if (!refresh) return;
    refresh();
  }
}

/** Whether something waits to be taken over, and anything is there that it may come along with. */
export const isRefreshing = ({ news, changed, refreshing }: DocumentSave): boolean =>
  news.length + changed > 0 && refreshing.length > 0;
