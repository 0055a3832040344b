import { setImmediate } from "node:timers/promises";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";
import { indexedTexts } from "../search-index.ts";
import { readCounter } from "./counters.ts";
import type { Database } from "./database.ts";

const rowsWithText = `select ${entryColumnsWithText} from entries e join feeds f on f.id = e.feed_id`;

/** Puts an entry's words into the index, in place of those that stood there. */
export function indexEntry(database: Database, row: EntryRow): void {
  const outlet = row.feed_name ?? row.feed_title ?? undefined;
  database.run(
    `insert or replace into entry_search (rowid, title, summary, body, outlet, author, agency)
     values (:id, :title, :summary, :body, :outlet, :author, :agency)`,
    { id: row.id, ...indexedTexts(toEntry(row), { outlet }) },
  );
}

const isIndexed = (database: Database, id: number): boolean =>
  database.get("select 1 from entry_search where rowid = :id", { id }) !== undefined;

/** After an entry has changed. What is not indexed yet will be, as it is by then. */
export function reindexEntry(database: Database, id: number): void {
  if (!isIndexed(database, id)) return;
  const row = database.get<EntryRow>(`${rowsWithText} where e.id = :id`, { id });
  if (row) indexEntry(database, row);
}

/** Entries are indexed for no longer at once; what ends a slice takes some 5 ms more. */
const sliceMs = 15;
/** Pages of the index that are joined at once, and how often after each slice: more than it brings in the long run. */
const joinedPages = 64;
const mostJoins = 4;

/**
 * Puts those of these entries into the index that are not in it, before they get a place: no search finds an entry without
 * one. A document brings one or two, and each transaction makes a part of the index that is joined to others later:
 * hundreds together take half. Slice by slice, so that nobody waits; what is indexed and gets no place does no harm.
 */
export async function indexEntries(database: Database, ids: readonly number[]): Promise<void> {
  const waiting = ids.filter((id) => !isIndexed(database, id));
  while (waiting.length > 0) {
    database.transaction(() => indexSlice(database, waiting));
    await setImmediate();
    for (let join = 0; join < mostJoins && database.transaction(() => joinParts(database)); join++)
      await setImmediate();
  }
}

/** Left to itself, FTS5 joins parts within whatever transaction comes: of a large index for seconds. Answers whether it did. */
function joinParts(database: Database): boolean {
  const before = totalChanges(database);
  database.run("insert into entry_search (entry_search, rank) values ('merge', :joinedPages)", {
    joinedPages,
  });
  return totalChanges(database) - before > 1; // as its documentation says
}

const totalChanges = (database: Database): number =>
  database.get<{ total: number }>("select total_changes() as total")?.total ?? 0;

function indexSlice(database: Database, waiting: number[]): void {
  const startedAt = performance.now();
  while (performance.now() - startedAt <= sliceMs) {
    const id = waiting.shift();
    if (id === undefined) return;
    const row = database.get<EntryRow>(`${rowsWithText} where e.id = :id`, { id });
    if (row) indexEntry(database, row);
  }
}

/**
 * Puts entries into the index that were saved before there was one, the newest first; answers how many ids are left to
 * look through, 0 when it is whole. Within a transaction.
 */
export function indexOlder(database: Database, limit: number): number {
  const below = readCounter(database, "search_below");
  if (below <= 1) return 0;
  const rows = database.all<EntryRow>(`${rowsWithText} where e.id < :below order by e.id desc limit :limit`, {
    below,
    limit,
  });
  for (const row of rows) indexEntry(database, row);
  joinParts(database);
  const next = rows.length < limit ? 0 : (rows.at(-1)?.id ?? 0);
  database.run("update counters set value = :next where name = 'search_below'", { next });
  return next;
}
