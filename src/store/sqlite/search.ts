import type { EntryContent } from "../../model/entry.ts";
import { indexedTexts } from "../search-index.ts";
import { readCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { type EntryRow, entryColumnsWithText, toEntry } from "../entry-rows.ts";

/** Puts an entry's words into the index. It has none there so far. `feedTitle`: as its document says it. */
export function indexEntry(database: Database, id: number, entry: EntryContent, feedTitle?: string): void {
  const feed = database.get<{ name: string | null; title: string | null }>(
    "select f.name, f.title from entries e join feeds f on f.id = e.feed_id where e.id = :id",
    { id },
  );
  const outlet = feed?.name ?? feedTitle ?? feed?.title ?? undefined;
  database.run(
    `insert into entry_search (rowid, title, summary, body, outlet, author, agency)
     values (:id, :title, :summary, :body, :outlet, :author, :agency)`,
    { id, ...indexedTexts(entry, { outlet }) },
  );
}

/** The same, in place of the words that stood there. What is not indexed yet will be, as it is by then. */
export function reindexEntry(database: Database, id: number, entry: EntryContent): void {
  if (id < readCounter(database, "search_below")) return;
  database.run("delete from entry_search where rowid = :id", { id });
  indexEntry(database, id, entry);
}

/**
 * Puts entries into the index that were saved before there was one, the newest first; answers how many ids are left to
 * look through, 0 when it is whole. Within a transaction.
 */
export function indexOlder(database: Database, limit: number): number {
  const below = readCounter(database, "search_below");
  if (below <= 1) return 0;
  const rows = database.all<EntryRow>(
    `select ${entryColumnsWithText} from entries e join feeds f on f.id = e.feed_id
     where e.id < :below order by e.id desc limit :limit`,
    { below, limit },
  );
  for (const row of rows) indexEntry(database, row.id, toEntry(row));
  const next = rows.length < limit ? 0 : (rows.at(-1)?.id ?? 0);
  database.run("update counters set value = :next where name = 'search_below'", { next });
  return next;
}
