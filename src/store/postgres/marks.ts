import { type MarkRow, toMarks } from "../mark-rows.ts";
import type { MarkChange, Marking, ReaderStore } from "../reader-store.ts";
import type { Connection, Database } from "./database.ts";
import { markAllRead } from "./mark-all.ts";
import { changeMarks, writeMarks } from "./mark-changes.ts";
import { countStories } from "./unread.ts";
import { isUnreadBy } from "./which.ts";

type Methods = Pick<
  ReaderStore,
  "mark" | "markAllRead" | "marksOf" | "countUnread" | "countNews" | "newestNewsAt"
>;

/** What readers mark, and have marked. */
export function createMarkStore(database: Database): Methods {
  return {
    mark: (marking) => database.transaction((connection) => mark(connection, marking)),
    markAllRead: (marking) => markAllRead(database, marking),
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
