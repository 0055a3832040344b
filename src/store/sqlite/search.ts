import { setImmediate } from "node:timers/promises";
import { createBreather } from "../../base/breathe.ts";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";
import { type IndexedField, indexedTexts } from "../search-index.ts";
import { readCounter } from "./counters.ts";
import type { Checkpoints } from "./checkpoint-apart.ts";
import type { Database } from "./database.ts";

const rowsWithText = `select e.content_hash, ${entryColumnsWithText} from entries e join feeds f on f.id = e.feed_id`;

type Indexed = Readonly<Record<IndexedField, string>>;

const textsOf = (row: EntryRow): Indexed =>
  indexedTexts(toEntry(row), { outlet: row.feed_name ?? row.feed_title ?? undefined });

/** Puts an entry's words into the index, in place of those that stood there. */
export function indexEntry(database: Database, row: EntryRow): void {
  database.run(
    `insert or replace into entry_search (rowid, title, summary, body, outlet, author, agency)
     values (:id, :title, :summary, :body, :outlet, :author, :agency)`,
    { id: row.id, ...textsOf(row) },
  );
}

/** The same of one that is not in it: looking for what is to be replaced takes a tenth of it all. */
const insertWords = (database: Database, id: number, texts: Indexed): unknown =>
  database.run(
    `insert into entry_search (rowid, title, summary, body, outlet, author, agency)
     values (:id, :title, :summary, :body, :outlet, :author, :agency)`,
    { id, ...texts },
  );

const isIndexed = (database: Database, id: number): boolean =>
  database.get("select 1 from entry_search where rowid = :id", { id }) !== undefined;

/** After an entry has changed. What is not indexed yet will be, as it is by then. */
export function reindexEntry(database: Database, id: number): void {
  if (!isIndexed(database, id)) return;
  const row = readRow(database, id);
  if (row) indexEntry(database, row);
}

const readRow = (database: Database, id: number): (EntryRow & Told) | undefined =>
  database.get<EntryRow & Told>(`${rowsWithText} where e.id = :id`, { id });

/** Texts are made for no longer at once. */
const makingMs = 10;
/** Characters that are put into the index at once: some 15 ms. */
const sliceLength = 100_000;
/** Pages of the index that are joined at once, and how often after each slice: more than it brings in the long run. */
const joinedPages = 64;
const mostJoins = 6;

/** What of an entry tells whether its texts are still the same. */
type Told = Readonly<Pick<EntryRow, "origin" | "agency"> & { content_hash: string }>;
type Prepared = Readonly<{ row: EntryRow & Told; texts: Indexed }>;

/**
 * Puts those of these entries into the index that are not in it, before they get a place: no search finds an entry without
 * one. A document brings one or two, and each transaction makes a part of the index that is joined to others later:
 * hundreds together take half. Slice by slice, so that nobody waits; what is indexed and gets no place does no harm.
 */
export async function indexEntries(
  database: Database,
  ids: readonly number[],
  { settle }: Pick<Checkpoints, "settle">,
): Promise<void> {
  const waiting = ids.filter((id) => !isIndexed(database, id));
  while (waiting.length > 0) {
    const slice = await prepareSlice(database, waiting);
    database.transaction(() => indexSlice(database, slice));
    await settle();
    await setImmediate();
    for (let join = 0; join < mostJoins && database.transaction(() => joinParts(database)); join++)
      await setImmediate();
  }
}

/** Takes a slice's worth from those that wait, and makes its texts: outside of any transaction, others having their turns. */
async function prepareSlice(database: Database, waiting: number[]): Promise<readonly Prepared[]> {
  const slice: Prepared[] = [];
  const breathe = createBreather({ longestMs: makingMs });
  for (let length = 0; length < sliceLength && waiting.length > 0; await breathe()) {
    const id = waiting.shift();
    const row = id === undefined ? undefined : readRow(database, id);
    if (!row) continue;
    const texts = textsOf(row);
    slice.push({ row, texts });
    for (const text of Object.values(texts)) length += text.length;
  }
  return slice;
}

function indexSlice(database: Database, slice: readonly Prepared[]): void {
  for (const { row, texts } of slice) {
    const { id } = row;
    if (isIndexed(database, id)) continue; // another process was there meanwhile
    const told = database.get<Told>("select content_hash, origin, agency from entries where id = :id", {
      id,
    });
    if (!told) continue;
    if (isAsTold(row, told)) insertWords(database, id, texts);
    else indexEntry(database, readRow(database, id) ?? row);
  }
}

const isAsTold = (before: Told, now: Told): boolean =>
  before.content_hash === now.content_hash && before.origin === now.origin && before.agency === now.agency;

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
