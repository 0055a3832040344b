import type { Mark } from "../model/reader.ts";
import type { Null } from "./row-fields.ts";

/** What a reader has to say of a story; `unread` is null where there is no such reader. */
export type MarkRow = Readonly<{ id: number; unread: Null<number>; starred_at: Null<number> }>;

/** Those that are unread and not starred are left out. */
export const toMarks = (rows: readonly MarkRow[]): Map<number, Mark> =>
  new Map(
    rows.flatMap(({ id, unread, starred_at: starredAt }) => {
      const mark: Mark = {
        ...(unread === 0 && { isRead: true }),
        ...(starredAt !== null && { isStarred: true }),
      };
      return mark.isRead || mark.isStarred ? [[id, mark] as const] : [];
    }),
  );
