import { BadCursorError } from "./page.ts";

/** The place after one row of a list: the values it is sorted by, the last of them its id. */
export type Place = readonly [sortedBy: number, id: number];

export const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString("base64url");

/** Of a list that is sorted by whole numbers, as instants are. Throws a BadCursorError for what `writeCursor` never wrote. */
export function readCursor(cursor: string): Place {
  const place = readRankCursor(cursor);
  if (!Number.isSafeInteger(place[0])) throw new BadCursorError(cursor);
  return place;
}

/** The same of a list that is sorted by any numbers. */
export function readRankCursor(cursor: string): Place {
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw new BadCursorError(cursor);
  }
  if (
    !Array.isArray(place) ||
    place.length !== 2 ||
    !Number.isFinite(place[0]) ||
    !Number.isSafeInteger(place[1])
  )
    throw new BadCursorError(cursor);
  const [sortedBy, id] = place as [number, number];
  return [sortedBy, id];
}

/** Where a list of stories goes on, by the numbers that its order sorts by; empty at its beginning. */
export function placeBefore({
  order,
  cursor,
}: Readonly<{ order: "top" | "latest"; cursor?: string }>): Place | readonly [] {
  if (cursor === undefined) return [];
  return order === "top" ? readRankCursor(cursor) : readCursor(cursor);
}
