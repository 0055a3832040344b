import type { Mark } from "../../model/reader.ts";
import { type MarkRow, toMarks } from "../mark-rows.ts";
import {
  type AllRead,
  type MarkChange,
  type Marking,
  mostCounted,
  type ReaderStore,
} from "../reader-store.ts";
import type { Database } from "./database.ts";
import { changeMarks, writeMarks } from "./mark-changes.ts";
import { countStories, newsOfFew } from "./unread.ts";
import { isUnreadBy, mutedStories, type Which, whichStories } from "./which.ts";

type Methods = Pick<
  ReaderStore,
  "mark" | "markAllRead" | "marksOf" | "countUnread" | "countNews" | "newestNewsAt"
>;

/** What readers mark, and have marked. Each change is on the disk before it is answered. */
export function createMarkStore(database: Database): Methods {
  return {
    mark: async (marking) => database.durably(() => mark(database, marking)),
    markAllRead: async (marking) => database.durably(() => markAllRead(database, marking)),
    marksOf: async (readerId, storyIds) => marksOf(database, readerId, storyIds),
    countUnread: async ({ readerId, ...query }) => countStories(database, { ...query, unreadBy: readerId }),
    countNews: async ({ after, ...query }) => countStories(database, { ...query, newsAfter: after }),
    newestNewsAt: async () =>
      new Date(
        database.get<{ newest: number | null }>("select max(news_at) as newest from stories")?.newest ?? 0,
      ),
  };
}

function marksOf(database: Database, readerId: number, storyIds: readonly number[]): Map<number, Mark> {
  const rows = database.all<MarkRow>(
    `select s.id, ${isUnreadBy(":readerId")} as unread,
       (select starred_at from marks where reader_id = :readerId and story_id = s.id) as starred_at
     from stories s where s.id in (select value from json_each(:ids))`,
    { readerId, ids: JSON.stringify(storyIds) },
  );
  return toMarks(rows);
}

function mark(database: Database, { readerId, storyIds, act, at }: Marking): MarkChange | undefined {
  const which = {
    conditions: [
      `s.id in (select coalesce(g.into_id, i.value) from json_each(:ids) i
         left join merged_stories g on g.id = i.value)`,
    ],
    parameters: { ids: JSON.stringify(storyIds) },
  };
  return changeMarks(database, { readerId, at }, (change) =>
    writeMarks(database, { readerId, change, act, at, which }),
  );
}

type Reading = Readonly<{ readerId: number; change: number; upTo: Date }>;

/** What arrived after the page was made is not known to who read it; and no page is from the future. */
function markAllRead(
  database: Database,
  { readerId, asOf, at, restriction = {} }: AllRead,
): MarkChange | undefined {
  const upTo = new Date(Math.min(asOf.getTime(), at.getTime()));
  const { unreadBy: _, muted, ...list } = restriction;
  const isWholeStore = whichStories(list)?.conditions.length === 0;
  return changeMarks(database, { readerId, at }, (change) =>
    isWholeStore
      ? markStoreRead(database, { readerId, change, upTo }, muted)
      : markListRead(database, { readerId, change, upTo }, restriction),
  );
}

function markListRead(
  database: Database,
  { readerId, change, upTo }: Reading,
  restriction: NonNullable<AllRead["restriction"]>,
): number {
  const which = whichStories({ ...restriction, unreadBy: readerId, newsUpTo: upTo });
  if (!which) return 0;
  const news = newsOfFew(database, readerId);
  const conditions = [...(news === undefined ? [] : [news]), ...which.conditions];
  return writeMarks(database, { readerId, change, act: "read", at: upTo, which: { ...which, conditions } });
}

/**
 * Moves the watermark. A list without muted words is all but a few stories: those of them that are unread are kept so by
 * hand, and the others cost nothing.
 */
function markStoreRead(database: Database, reading: Reading, muted: readonly string[] = []): number {
  const { readerId, change, upTo } = reading;
  const list = { muted, newsUpTo: upTo };
  const stories = countStories(database, { ...list, unreadBy: readerId, atMost: mostCounted });
  if (stories === 0) return 0;
  const byHand = "s.id in (select story_id from marks where reader_id = :readerId and is_unread = 1)";
  const write = (act: "read" | "keep", which: Which | undefined, condition: string) => {
    if (!which) return;
    const conditions = [condition, ...which.conditions];
    writeMarks(database, { readerId, change, act, at: upTo, which: { ...which, conditions } });
  };
  write("read", whichStories(list), byHand);
  write("keep", mutedStories(muted), isUnreadBy(":readerId"));
  moveWatermark(database, reading);
  return stories;
}

function moveWatermark(database: Database, { readerId, change, upTo }: Reading): void {
  const parameters = { readerId, upTo: upTo.getTime() };
  const before = "(select read_up_to from readers where id = :readerId)";
  database.run(
    `update mark_changes set read_up_to_before = ${before}, read_up_to_after = :upTo
     where id = :change and ${before} < :upTo`,
    { ...parameters, change },
  );
  database.run("update readers set read_up_to = max(read_up_to, :upTo) where id = :readerId", parameters);
}
