import type { Mark } from "../../model/reader.ts";
import { type MarkRow, toMarks } from "../mark-rows.ts";
import type { MarkChange, Marking, ReaderStore } from "../reader-store.ts";
import type { Database } from "./database.ts";
import { markAllRead } from "./mark-all.ts";
import { changeMarks, writeMarks } from "./mark-changes.ts";
import { countStories } from "./unread.ts";
import { isUnreadBy } from "./which.ts";

type Methods = Pick<
  ReaderStore,
  "mark" | "markAllRead" | "marksOf" | "countUnread" | "countNews" | "newestNewsAt"
>;

/** What readers mark, and have marked. Each change is on the disk before it is answered. */
export function createMarkStore(database: Database): Methods {
  return {
    mark: async (marking) => database.durably(() => mark(database, marking)),
    markAllRead: (marking) => markAllRead(database, marking),
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
