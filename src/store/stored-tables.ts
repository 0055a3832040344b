/**
 * What a store is made of, the same tables and columns in every engine, each after those that it refers to. Indexes of
 * words are no part of it: they are made from entries. `key` gives the order of rows; `json` columns are equal where their
 * values are, however they are written. Of one engine alone, and not copied, are the row whose key is `except` and the
 * columns in `own`: they may begin anew.
 */
export type StoredTable = Readonly<{
  name: string;
  key: readonly string[];
  json?: readonly string[];
  except?: string;
  own?: readonly string[];
}>;

export const storedTables: readonly StoredTable[] = [
  { name: "counters", key: ["name"], except: "search_below" },
  { name: "secret", key: ["only"] },
  { name: "grouped_under", key: ["only"] },
  { name: "host_pauses", key: ["host"] },
  { name: "feeds", key: ["id"], json: ["polling"] },
  { name: "polls", key: ["feed_id", "slot"] },
  { name: "push_wishes", key: ["feed_id"] },
  { name: "entries", key: ["id"] },
  { name: "entry_versions", key: ["id"] },
  { name: "entry_keys", key: ["feed_id", "key"] },
  { name: "stories", key: ["id"] },
  { name: "merged_stories", key: ["id"] },
  { name: "story_topics", key: ["story_id"] },
  { name: "corrections", key: ["id"] },
  { name: "correction_entries", key: ["entry_id", "correction_id"] },
  { name: "hub_topics", key: ["topic"] },
  { name: "hub_subscriptions", key: ["id"] },
  { name: "hub_requests", key: ["id"] },
  { name: "hub_paces", key: ["domain"] },
  { name: "readers", key: ["id"], own: ["settled_up_to"] },
  { name: "marks", key: ["reader_id", "story_id"] },
  { name: "mark_changes", key: ["id"] },
  { name: "marks_before", key: ["change_id", "story_id"] },
];

/** What processes say to each other while they run, and when they did what: nobody misses it in a copy. */
export const passingTables: readonly string[] = ["roles", "host_holds", "processes", "chores"];

export type StoredRow = Readonly<Record<string, string | number | null>>;
export type Key = readonly (string | number)[];

export const keyOf = (table: StoredTable, row: StoredRow): Key =>
  table.key.map((column) => storable(row[column] ?? ""));

/** The order in which both engines give rows: numbers by value, texts by their bytes. */
export function compareKeys(a: Key, b: Key): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? "";
    if (one === other) continue;
    return typeof one === "number" && typeof other === "number"
      ? one - other
      : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
  }
  return 0;
}

/** A row as one text, the same for equal rows of every engine; `columns` in an order that is the same for both. */
export const textOfRow = (table: StoredTable, columns: readonly string[], row: StoredRow): string =>
  JSON.stringify(
    columns.map((column) => {
      const value = row[column] ?? null;
      return typeof value === "string" && table.json?.includes(column)
        ? inOneForm(JSON.parse(value))
        : storable(value);
    }),
  );

/** What every engine can hold: PostgreSQL takes no NUL, and no half of a pair of surrogates. */
const storable = <T>(value: T): T =>
  typeof value === "string" ? (value.replaceAll("\0", "\uFFFD").toWellFormed() as T & string) : value;

function inOneForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOneForm);
  if (typeof value !== "object" || value === null) return storable(value);
  const fields = Object.entries(value).map(([name, field]) => [storable(name), inOneForm(field)] as const);
  return fields.sort(([a], [b]) => (a < b ? -1 : 1));
}
