import type { Feed, FeedState } from "../../model/source.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import type { Page } from "../page.ts";
import { present } from "../row-fields.ts";
import {
  askedForByHand,
  type FeedCounts,
  type SourceName,
  type StatusStore,
  urgentFirst,
} from "../status-store.ts";
import type { Database } from "./database.ts";
import { createPollHistory } from "./poll-history.ts";
import { type FeedRow, feedColumns, toFeed } from "../feed-rows.ts";

/** How the feeds do, and what people may ask for. */
export function createStatusStore(database: Database): StatusStore {
  return {
    ...createPollHistory(database),
    feedCounts: async () => countFeeds(database),
    feedsByUrgency: async (query) => listByUrgency(database, query),
    sourceNames: async () => listNames(database),
    feedsById: async (ids) => feedsById(database, ids),
    askSoon: async (wish) => askSoon(database, wish),
    waitingSince: async (now) => waitingSince(database, now),
  };
}

function countFeeds(database: Database): FeedCounts {
  const rows = database.all<{ state: FeedState; feeds: number; entries: number }>(
    `select state, count(*) as feeds, sum(entry_count) as entries from feeds
     where position is not null group by state`,
  );
  const inState = { new: 0, ok: 0, failing: 0, gone: 0 };
  for (const { state, feeds } of rows) inState[state] = feeds;
  return {
    inState,
    all: rows.reduce((sum, { feeds }) => sum + feeds, 0),
    entries: rows.reduce((sum, { entries }) => sum + entries, 0),
  };
}

type PlacedRow = FeedRow & Readonly<{ position: number }>;

/** One state after the other, each read along its index, so that a page costs the same wherever it is. */
function listByUrgency(
  database: Database,
  { state: only, limit, cursor }: Parameters<StatusStore["feedsByUrgency"]>[0],
): Page<Feed> {
  const [first, lastPosition] = cursor === undefined ? [0, -1] : readCursor(cursor);
  const rows: PlacedRow[] = [];
  for (const [rank, state] of urgentFirst.entries()) {
    if (rank < first || (only !== undefined && state !== only)) continue;
    const found = database.all<PlacedRow>(
      `select ${feedColumns}, position from feeds
       where position is not null and state = :state and position > :after order by position limit :limit`,
      { state, after: rank === first ? lastPosition : -1, limit: limit + 1 - rows.length },
    );
    rows.push(...found);
    if (rows.length > limit) break;
  }
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const goesOn = rows.length > limit && last !== undefined;
  return {
    items: items.map(toFeed),
    ...(goesOn && { next: writeCursor([urgentFirst.indexOf(last.state as FeedState), last.position]) }),
  };
}

type NameRow = Readonly<{
  id: number;
  url: string;
  name: string | null;
  title: string | null;
  category: string | null;
}>;

const listNames = (database: Database): readonly SourceName[] =>
  database
    .all<NameRow>(
      "select id, url, name, title, category from feeds where position is not null order by position",
    )
    .map((row) => present<SourceName>(row));

function feedsById(database: Database, ids: readonly number[]): readonly Feed[] {
  const found = database
    .all<FeedRow>(
      `select ${feedColumns} from feeds
       where position is not null and id in (select value from json_each(:ids))`,
      { ids: JSON.stringify(ids) },
    )
    .map((row) => [row.id, toFeed(row)] as const);
  const byId = new Map(found);
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function askSoon(
  database: Database,
  { feedId, now, leastGapMs }: Parameters<StatusStore["askSoon"]>[0],
): boolean {
  // Whatever says no stands in this one statement: a pause that comes in between is not overrun.
  const { changes } = database.run(
    `update feeds set next_poll_at = :now, next_poll_reason = :reason
     where id = :feedId and position is not null and state <> 'gone' and next_poll_at > :now
       and coalesce(not_before, 0) <= :now and coalesce(leased_until, 0) <= :now
       and coalesce(polling ->> 'lastPolledAt', '') not between :sinceText and :nowText
       and not exists (select 1 from host_pauses where host_pauses.host = feeds.host and until > :now)`,
    {
      feedId,
      now: now.getTime(),
      reason: askedForByHand,
      // What lies in the future was told by a clock that was wrong.
      sinceText: new Date(now.getTime() - leastGapMs + 1).toISOString(),
      nowText: now.toISOString(),
    },
  );
  return changes > 0;
}

function waitingSince(database: Database, now: Date): Date | undefined {
  const row = database.get<{ at: number }>(
    `select next_poll_at as at from feeds
     where position is not null and state <> 'gone' and next_poll_at <= :now
       and not exists (select 1 from feeds as asked where asked.leased_until > :now)
     order by next_poll_at limit 1`,
    { now: now.getTime() },
  );
  return row && new Date(row.at);
}
