import { type FeedRow, feedColumns, type NameRow, toFeed, toSourceName } from "../feed-rows.ts";
import type { Feed } from "../../model/source.ts";
import type { Page } from "../page.ts";
import { inOrderOf } from "../row-fields.ts";
import { askedForByHand, type StatusStore } from "../status-store.ts";
import { type PlacedRow, statesOf, toFeedCounts, urgencyPage } from "../urgency.ts";
import type { Database } from "./database.ts";
import { createPollHistory } from "./poll-history.ts";

/** How the feeds do, and what people may ask for. */
export function createStatusStore(database: Database): StatusStore {
  return {
    ...createPollHistory(database),
    feedCounts: async () =>
      toFeedCounts(
        await database.all(
          `select state, count(*) as feeds, sum(entry_count) as entries from feeds
           where position is not null group by state`,
        ),
      ),
    feedsByUrgency: (query) => listByUrgency(database, query),
    sourceNames: async () => {
      const rows = await database.all<NameRow>(
        "select id, url, name, title, category from feeds where position is not null order by position",
      );
      return rows.map(toSourceName);
    },
    feedsById: async (ids) => {
      const rows = await database.all<FeedRow>(
        `select ${feedColumns} from feeds where position is not null and id = any(:ids::bigint[])`,
        { ids },
      );
      return inOrderOf(ids, rows).map(toFeed);
    },
    askSoon: (wish) => askSoon(database, wish),
    waitingSince: (now) => waitingSince(database, now),
  };
}

/** One state after the other, each read along its index, so that a page costs the same wherever it is. */
async function listByUrgency(
  database: Database,
  query: Parameters<StatusStore["feedsByUrgency"]>[0],
): Promise<Page<Feed>> {
  const rows: PlacedRow[] = [];
  for (const { state, after } of statesOf(query)) {
    const found = await database.all<PlacedRow>(
      `select ${feedColumns}, position from feeds
       where position is not null and state = :state and position > :after order by position limit :limit`,
      { state, after, limit: query.limit + 1 - rows.length },
    );
    rows.push(...found);
    if (rows.length > query.limit) break;
  }
  return urgencyPage(rows, query.limit);
}

async function askSoon(
  database: Database,
  { feedId, now, leastGapMs }: Parameters<StatusStore["askSoon"]>[0],
): Promise<boolean> {
  // Whatever says no stands in this one statement: a pause that comes in between is not overrun.
  const { changes } = await database.run(
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

async function waitingSince(database: Database, now: Date): Promise<Date | undefined> {
  const row = await database.get<{ at: number }>(
    `select next_poll_at as at from feeds
     where position is not null and state <> 'gone' and next_poll_at <= :now
       and not exists (select 1 from feeds as asked where asked.leased_until > :now)
     order by next_poll_at limit 1`,
    { now: now.getTime() },
  );
  return row && new Date(row.at);
}
