import { type Place, writeCursor } from "./cursor.ts";

/** `rows` holds one more than `limit` where the list goes on. */
export function cutPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  placeOf: (row: Row) => Place,
): { items: Item[]; next?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    ...(rows.length > limit && last !== undefined && { next: writeCursor(placeOf(last)) }),
  };
}
