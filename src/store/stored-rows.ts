import type { CopySide } from "./copy-side.ts";
import { type Key, keyOf, type StoredRow, type StoredTable, textOfRow } from "./stored-tables.ts";

export type TextedRow = Readonly<{ row: StoredRow; key: Key; text: string }>;

/** Pages of some 100 kB to 1 MB: of long articles few rows, of marks many. */
const wantedLength = 500_000;
const [fewest, most] = [10, 2000];

/** All rows of a table in the order of their keys, a page at a time. */
export async function* readRows(side: CopySide, table: StoredTable): AsyncGenerator<readonly TextedRow[]> {
  const columns = await side.columns(table);
  let after: Key | undefined;
  let limit = 100;
  for (;;) {
    const rows = await side.page(table, { after, limit });
    const page = rows.map((row) => ({
      row,
      key: keyOf(table, row),
      text: textOfRow(table, columns, row),
    }));
    const last = page.at(-1);
    if (last) yield page;
    if (!last || page.length < limit) return;
    after = last.key;
    const length = page.reduce((sum, { text }) => sum + text.length, 0);
    limit = Math.min(most, Math.max(fewest, Math.ceil((page.length * wantedLength) / length)));
  }
}
