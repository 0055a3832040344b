import { type MarkRow, toMarks } from "../mark-rows.ts";
import {
  type AllRead,
  type MarkChange,
  type Marking,
  mostCounted,
  type ReaderStore,
} from "../reader-store.ts";
import type { Connection, Database } from "./database.ts";
import { changeMarks, writeMarks } from "./mark-changes.ts";
import { countStories, newsOfFew } from "./unread.ts";
import { isUnreadBy, mutedStories, type Which, whichStories } from "./which.ts";

type Methods = Pick<
  ReaderStore,
  "mark" | "markAllRead" | "marksOf" | "countUnread" | "countNews" | "newestNewsAt"
>;

/** What readers mark, and have marked. */
export function createMarkStore(database: Database): Methods {
  return {
    mark: (marking) => database.transaction((connection) => mark(connection, marking)),
    markAllRead: (marking) => database.transaction((connection) => markAllRead(connection, marking)),
    marksOf: async (readerId, storyIds) => {
      const rows = await database.all<MarkRow>(
        `select s.id, (${isUnreadBy(":readerId")})::integer as unread,
           (select starred_at from marks where reader_id = :readerId and story_id = s.id) as starred_at
         from stories s where s.id = any(:storyIds::bigint[])`,
        { readerId, storyIds },
      );
      return toMarks(rows);
    },
    countUnread: ({ readerId, ...query }) => countStories(database, { ...query, unreadBy: readerId }),
    countNews: ({ after, ...query }) => countStories(database, { ...query, newsAfter: after }),
    newestNewsAt: async () => {
      const row = await database.get<{ newest: number | null }>("select max(news_at) as newest from stories");
      return new Date(row?.newest ?? 0);
    },
  };
}

function mark(
  connection: Connection,
  { readerId, storyIds, act, at }: Marking,
): Promise<MarkChange | undefined> {
  const which = {
    conditions: [
      `s.id in (select coalesce(g.into_id, i.id) from unnest(:ids::bigint[]) as i (id)
         left join merged_stories g on g.id = i.id)`,
    ],
    parameters: { ids: storyIds },
  };
  return changeMarks(connection, { readerId, at }, (change) =>
    writeMarks(connection, { readerId, change, act, at, which }),
  );
}

type Reading = Readonly<{ readerId: number; change: number; upTo: Date }>;

/** What arrived after the page was made is not known to who read it; and no page is from the future. */
async function markAllRead(
  connection: Connection,
  { readerId, asOf, at, restriction = {} }: AllRead,
): Promise<MarkChange | undefined> {
  const upTo = new Date(Math.min(asOf.getTime(), at.getTime()));
  const { unreadBy: _, muted, ...list } = restriction;
  const isWholeStore = (await whichStories(connection, list))?.conditions.length === 0;
  return changeMarks(connection, { readerId, at }, (change) =>
    isWholeStore
      ? markStoreRead(connection, { readerId, change, upTo }, muted)
      : markListRead(connection, { readerId, change, upTo }, restriction),
  );
}

async function markListRead(
  connection: Connection,
  { readerId, change, upTo }: Reading,
  restriction: NonNullable<AllRead["restriction"]>,
): Promise<number> {
  const list = await whichStories(connection, { ...restriction, unreadBy: readerId, newsUpTo: upTo });
  if (!list) return 0;
  const news = await newsOfFew(connection, readerId);
  const which = { ...list, conditions: [...(news === undefined ? [] : [news]), ...list.conditions] };
  return writeMarks(connection, { readerId, change, act: "read", at: upTo, which });
}

/**
 * Moves the watermark. A list without muted words is all but a few stories: those of them that are unread are kept so by
 * hand, and the others cost nothing.
 */
async function markStoreRead(
  connection: Connection,
  reading: Reading,
  muted: readonly string[] = [],
): Promise<number> {
  const { readerId, change, upTo } = reading;
  const list = { muted, newsUpTo: upTo };
  const stories = await countStories(connection, { ...list, unreadBy: readerId, atMost: mostCounted });
  if (stories === 0) return 0;
  const byHand = "s.id in (select story_id from marks where reader_id = :readerId and is_unread = 1)";
  const write = async (act: "read" | "keep", which: Which | undefined, condition: string) => {
    if (!which) return;
    const conditions = [condition, ...which.conditions];
    await writeMarks(connection, { readerId, change, act, at: upTo, which: { ...which, conditions } });
  };
  await write("read", await whichStories(connection, list), byHand);
  await write("keep", mutedStories(muted), isUnreadBy(":readerId"));
  await moveWatermark(connection, reading);
  return stories;
}

async function moveWatermark(connection: Connection, { readerId, change, upTo }: Reading): Promise<void> {
  const parameters = { readerId, upTo: upTo.getTime() };
  await connection.run(
    `update mark_changes set read_up_to_before = r.read_up_to, read_up_to_after = :upTo
     from readers r where mark_changes.id = :change and r.id = :readerId and r.read_up_to < :upTo`,
    { ...parameters, change },
  );
  await connection.run(
    "update readers set read_up_to = greatest(read_up_to, :upTo) where id = :readerId",
    parameters,
  );
}
