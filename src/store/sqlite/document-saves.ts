import { createBreather } from "../../base/breathe.ts";
import {
  type DocumentSave,
  isTheSameByName,
  type Item,
  lengthOf,
  movedItems,
  newSave,
  sliceLength,
} from "../document-save.ts";
import type { PollRecord } from "../feed-store.ts";
import { keepKeys, keepMoveKey, type KeyWrites, noKeyWrites } from "../key-writes.ts";
import { doubtfulItems, isAnotherArticle, recognise } from "../recognise.ts";
import { advanceCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { insertEntry, overwriteEntry, readContent, readHash, updateEntry } from "./entry-writes.ts";
import { knownKeys, writeKeys } from "./entry-keys.ts";

type Recognising = Readonly<{ feedId: number; items: readonly Item[]; isDelta: boolean }>;

/** Decides what each item is. Writes nothing. */
export function beginSave(database: Database, { feedId, items, isDelta }: Recognising): DocumentSave {
  const known = knownKeys(database, feedId, items);
  const verdicts = recognise(items, known, (at, id) => isAnother(database, items[at], id), isDelta);
  return newSave({ items, known, verdicts });
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
  return newSave({ items, known, verdicts });
}

function isAnother(database: Database, item: Item | undefined, id: number): boolean {
  if (!item || isTheSameByName(item, readHash(database, id))) return false;
  const content = readContent(database, id);
  return content !== undefined && isAnotherArticle(content, item.entry);
}

/**
 * A slice is written for no longer, before whatever else waits for this thread has its turn: an entry of 2 kB takes 0.1 ms,
 * and what ends a slice some 5 ms.
 */
const sliceMs = 25;

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

/** Where a site has moved, all keys of its document are known from the first slice on. */
function keepKeysOfMoved(database: Database, save: DocumentSave, keys: KeyWrites): void {
  const moved = movedItems(save);
  if (moved.length === 0) return;
  const ids = JSON.stringify(moved.map(({ entryId }) => entryId));
  const there = new Set<number | null>(
    database
      .all<{ id: number }>("select id from entries where id in (select value from json_each(:ids))", { ids })
      .map(({ id }) => id),
  );
  for (const { keys: own, entryId } of moved)
    keepKeys(keys, { keys: own, entryId: there.has(entryId) ? entryId : null, known: save.known });
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
    keepMoveKey(keys, item.moveKey, entryId);
    save.news.push(item.entry);
    return;
  }
  const { id } = verdict;
  const update = updateEntry(database, id, item, poll);
  if (update.kind === "missing") return; // retention has taken it since we looked
  keepKeys(keys, { keys: item.keys, entryId: id, known });
  if (update.kind === "changed") {
    save.changed++;
    keepMoveKey(keys, update.newTitle?.moveKey, id);
  }
  if (update.kind === "refreshable") save.refreshing.push({ id, item });
}

/**
 * What is no edit (addresses, counters) is taken over along with what is, so that output never changes by it alone. As
 * much at once as a slice takes; within a transaction.
 */
export function refreshSlice(database: Database, { refreshing }: DocumentSave): void {
  const startedAt = performance.now();
  while (performance.now() - startedAt <= sliceMs) {
    const next = refreshing.pop();
    if (!next) return;
    overwriteEntry(database, next.id, next.item);
  }
}
