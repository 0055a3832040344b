import { createBreather } from "../../base/breathe.ts";
import {
  type DocumentSave,
  isTheSameByName,
  type Item,
  lengthOf,
  movedItems,
  newSave,
  type Overwrite,
  sliceLength,
} from "../document-save.ts";
import type { PollRecord } from "../feed-store.ts";
import { keepKeys, keepMoveKey, type KeyWrites, noKeyWrites } from "../key-writes.ts";
import { doubtfulItems, isAnotherArticle, recognise } from "../recognise.ts";
import type { Connection } from "./database.ts";
import { knownKeys, writeKeys } from "./entry-keys.ts";
import { insertEntries, lockEntries, overwriteEntry, readContents, updateEntries } from "./entry-writes.ts";

/** Decides what each item is; lets others have their turns while texts are compared. Writes nothing. */
export async function beginSave(
  connection: Connection,
  { feedId, document }: PollRecord,
  items: readonly Item[],
): Promise<DocumentSave> {
  const known = await knownKeys(connection, feedId, items);
  const others = await otherArticles(connection, items, doubtfulItems(items, known));
  const isOther = (at: number, id: number) => others.has(`${at} ${id}`);
  const verdicts = recognise(items, known, isOther, document?.isDelta === true);
  return newSave({ items, known, verdicts });
}

/** So many texts are held at once. */
const comparedAtOnce = 50;

async function otherArticles(
  connection: Connection,
  items: readonly Item[],
  doubtful: readonly Readonly<{ at: number; id: number }>[],
): Promise<ReadonlySet<string>> {
  const others = new Set<string>();
  const breathe = createBreather();
  for (let from = 0; from < doubtful.length; from += comparedAtOnce) {
    const some = doubtful.slice(from, from + comparedAtOnce);
    const stored = await readContents(
      connection,
      some.map(({ id }) => id),
    );
    for (const { at, id } of some) {
      const [item, known] = [items[at], stored.get(id)];
      if (
        item &&
        known &&
        !isTheSameByName(item, known.content_hash) &&
        isAnotherArticle(known.entry, item.entry)
      )
        others.add(`${at} ${id}`);
      await breathe();
    }
  }
  return others;
}

/**
 * Writes the next items, as many as a slice holds, and counts them for their feed; answers how far the save is then. What is
 * new stands in no story yet, and leaves the revision as it is. Within a transaction, and under the lock of the feed.
 */
export async function writeSlice(
  connection: Connection,
  poll: PollRecord,
  before: DocumentSave,
): Promise<DocumentSave> {
  const { known } = before;
  const end = endOfSlice(before);
  const keys = noKeyWrites();
  if (before.done === 0) await keepKeysOfMoved(connection, before, keys);
  const { added, same, dropped } = sortOut(before, end);
  for (const item of dropped) keepKeys(keys, { keys: item.keys, entryId: null, known }); // it is not news
  const ids = await insertEntries(connection, poll, added);
  added.forEach((item, at) => {
    const entryId = ids[at] as number;
    keepKeys(keys, { keys: item.keys, entryId, known, isNew: true });
    keepMoveKey(keys, item.moveKey, entryId);
  });
  const updates = await updateEntries(connection, poll, same);
  for (const { id, item, update } of updates) {
    keepKeys(keys, { keys: item.keys, entryId: id, known });
    if (update.kind === "changed") keepMoveKey(keys, update.newTitle?.moveKey, id);
  }
  await writeKeys(connection, poll.feedId, keys);
  await countEntries(connection, poll.feedId, added.length);
  return {
    ...before,
    done: end,
    news: [...before.news, ...added.map(({ entry }) => entry)],
    changed: before.changed + updates.filter(({ update }) => update.kind === "changed").length,
    refreshing: [...before.refreshing, ...updates.filter(({ update }) => update.kind === "refreshable")],
  };
}

function endOfSlice({ items, done }: DocumentSave): number {
  let length = 0;
  let end = done;
  for (let item = items[end]; item && length < sliceLength; item = items[end]) {
    length += lengthOf(item);
    end++;
  }
  return end;
}

/** What the items of a slice are. A repeat is nothing. */
function sortOut(
  { items, verdicts, done }: DocumentSave,
  end: number,
): Readonly<{ added: readonly Item[]; same: readonly Overwrite[]; dropped: readonly Item[] }> {
  const added: Item[] = [];
  const same: Overwrite[] = [];
  const dropped: Item[] = [];
  items.slice(done, end).forEach((item, at) => {
    const verdict = verdicts[done + at];
    if (verdict?.kind === "new") added.push(item);
    if (verdict?.kind === "entry") same.push({ id: verdict.id, item });
    if (verdict?.kind === "dropped") dropped.push(item);
  });
  return { added, same, dropped };
}

/** Where a site has moved, all keys of its document are known from the first slice on. */
async function keepKeysOfMoved(connection: Connection, save: DocumentSave, keys: KeyWrites): Promise<void> {
  const moved = movedItems(save);
  if (moved.length === 0) return;
  const there = await lockEntries(
    connection,
    moved.flatMap(({ entryId }) => entryId ?? []),
  );
  for (const { keys: own, entryId } of moved)
    keepKeys(keys, {
      keys: own,
      entryId: entryId !== null && there.has(entryId) ? entryId : null,
      known: save.known,
    });
}

async function countEntries(connection: Connection, id: number, added: number): Promise<void> {
  if (added > 0)
    await connection.run("update feeds set entry_count = entry_count + :added where id = :id", { id, added });
}

/** So many are overwritten in one transaction. */
const refreshedAtOnce = 50;

/**
 * What is no edit (addresses, counters) is taken over along with what is, so that output never changes by it alone. As
 * much at once as a slice takes; within a transaction.
 */
export async function refreshSlice(connection: Connection, before: DocumentSave): Promise<DocumentSave> {
  for (const { id, item } of before.refreshing.slice(0, refreshedAtOnce))
    await overwriteEntry(connection, id, item);
  return { ...before, refreshing: before.refreshing.slice(refreshedAtOnce) };
}
