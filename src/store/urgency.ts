import type { Feed, FeedState } from "../model/source.ts";
import { readCursor } from "./cursor.ts";
import { cutPage } from "./cut-page.ts";
import { type FeedRow, toFeed } from "./feed-rows.ts";
import type { Page } from "./page.ts";
import { type FeedCounts, type StatusStore, urgentFirst } from "./status-store.ts";

type Query = Parameters<StatusStore["feedsByUrgency"]>[0];
export type PlacedRow = FeedRow & Readonly<{ position: number }>;

/** In which states the feeds of a page are looked for, one after the other, and after which position in each. */
export function statesOf({
  state: only,
  cursor,
}: Query): readonly Readonly<{ state: FeedState; after: number }>[] {
  const [first, lastPosition] = cursor === undefined ? [0, -1] : readCursor(cursor);
  return urgentFirst.flatMap((state, rank) =>
    rank < first || (only !== undefined && state !== only)
      ? []
      : [{ state, after: rank === first ? lastPosition : -1 }],
  );
}

/** `rows` holds one more than `limit` where the list goes on. */
export const urgencyPage = (rows: readonly PlacedRow[], limit: number): Page<Feed> =>
  cutPage(rows, limit, toFeed, (row) => [urgentFirst.indexOf(row.state as FeedState), row.position]);

export function toFeedCounts(
  rows: readonly Readonly<{ state: FeedState; feeds: number; entries: number }>[],
): FeedCounts {
  const inState = { new: 0, ok: 0, failing: 0, gone: 0 };
  for (const { state, feeds } of rows) inState[state] = feeds;
  return {
    inState,
    all: rows.reduce((sum, { feeds }) => sum + feeds, 0),
    entries: rows.reduce((sum, { entries }) => sum + entries, 0),
  };
}
