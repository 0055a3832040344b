import type { CopySide, CopyTarget } from "./copy-side.ts";
import { readRows, type TextedRow } from "./stored-rows.ts";
import { compareKeys, type Key, type StoredRow, type StoredTable } from "./stored-tables.ts";

/** `texts`: of the source's rows; `written`: rows that the target has got, or lost, for them. */
export type MergedPage = Readonly<{ texts: readonly string[]; written: number }>;

/** Makes a table of the target what it is in the source, a page at a time. What is equal already is not written. */
export async function* mergeTable(
  source: CopySide,
  target: CopyTarget,
  table: StoredTable,
): AsyncGenerator<MergedPage> {
  const columns = await sameColumns(source, target, table);
  const there = rowsOneByOne(target, table);
  for await (const page of readRows(source, table)) {
    const rows: StoredRow[] = [];
    const dropped: StoredRow[] = [];
    for (const { row, key, text } of page) {
      dropped.push(...(await there.before(key)));
      if ((await there.at(key))?.text !== text) rows.push(row);
    }
    const written = rows.length + dropped.length;
    if (written > 0) await target.write(table, { columns, rows, dropped });
    yield { texts: page.map(({ text }) => text), written };
  }
  for await (const dropped of there.rest()) {
    await target.write(table, { columns, rows: [], dropped });
    yield { texts: [], written: dropped.length };
  }
}

/** Engines have the same columns: a step of the schema that only one of them has is our mistake. */
async function sameColumns(
  source: CopySide,
  target: CopySide,
  table: StoredTable,
): Promise<readonly string[]> {
  const [columns, others] = [await source.columns(table), await target.columns(table)];
  if (columns.join() === others.join()) return columns;
  throw new Error(`Table ${table.name} has the columns ${columns.join()} here and ${others.join()} there`);
}

/** A table's rows beside keys that only grow. */
function rowsOneByOne(side: CopySide, table: StoredTable) {
  const pages = readRows(side, table);
  let page: readonly TextedRow[] = [];
  let place = 0;
  const next = async (): Promise<TextedRow | undefined> => {
    while (place >= page.length) {
      const read = await pages.next();
      if (read.done === true) return undefined;
      [page, place] = [read.value, 0];
    }
    return page[place];
  };
  return {
    /** Keys of the rows that come before this one, and have not been passed. */
    before: async (key: Key): Promise<readonly StoredRow[]> => {
      const passed: StoredRow[] = [];
      for (let row = await next(); row && compareKeys(row.key, key) < 0; row = await next()) {
        passed.push(keyRow(table, row));
        place++;
      }
      return passed;
    },
    at: async (key: Key): Promise<TextedRow | undefined> => {
      const row = await next();
      if (!row || compareKeys(row.key, key) !== 0) return undefined;
      place++;
      return row;
    },
    /** Keys of all that was not passed, a page at a time. */
    rest: async function* (): AsyncGenerator<readonly StoredRow[]> {
      while (await next()) {
        yield page.slice(place).map((row) => keyRow(table, row));
        place = page.length;
      }
    },
  };
}

const keyRow = (table: StoredTable, { row }: TextedRow): StoredRow =>
  Object.fromEntries(table.key.map((column) => [column, row[column] ?? null]));
