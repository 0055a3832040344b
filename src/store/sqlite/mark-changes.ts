import { setImmediate } from "node:timers/promises";
import { type MarkAct, type MarkChange, mostMarkChanges, type ReaderStore } from "../reader-store.ts";
import type { Database } from "./database.ts";
import { settleMarks } from "./settle-marks.ts";
import { isUnreadBy, type Which } from "./which.ts";

/** Changes of marks are numbered, with what the rows were before; those that others made since are left as they are. */
export function createChangeStore(
  database: Database,
): Pick<ReaderStore, "undoMarks" | "canUndo" | "settleMarks"> {
  return {
    undoMarks: (readerId, change) => undo(database, readerId, change),
    canUndo: async (readerId, change) => changeOf(database, { readerId, change }) !== undefined,
    settleMarks: async (query) => database.transaction(() => settleMarks(database, query)),
  };
}

type Change = Readonly<{ readerId: number; id: number }>;

/** Runs `work` under the number of a new change; where it changes no story, or there is no such reader, there is none. */
export function changeMarks(
  database: Database,
  { readerId, at }: Readonly<{ readerId: number; at: Date }>,
  work: (change: number) => number,
): MarkChange | undefined {
  const id = openChange(database, readerId, at);
  return id === undefined ? undefined : closeChange(database, { readerId, id }, work(id));
}

/** The number of a new change; undefined where there is no such reader. */
export function openChange(database: Database, readerId: number, at: Date): number | undefined {
  const reader = database.get("select id from readers where id = :readerId", { readerId });
  if (!reader) return undefined;
  const { lastId } = database.run("insert into mark_changes (reader_id, made_at) values (:readerId, :at)", {
    readerId,
    at: at.getTime(),
  });
  return lastId;
}

/** What has become of a change; one that changed no story is forgotten, and those of long ago are. */
export function closeChange(
  database: Database,
  { readerId, id }: Change,
  stories: number,
): MarkChange | undefined {
  if (stories === 0) {
    database.run("delete from mark_changes where id = :id", { id });
    return undefined;
  }
  countChange(database, readerId);
  database.run(
    `delete from mark_changes where reader_id = :readerId and id <=
       (select id from mark_changes where reader_id = :readerId order by id desc limit 1 offset :most)`,
    { readerId, most: mostMarkChanges },
  );
  return { id, stories };
}

const countChange = (database: Database, readerId: number) =>
  database.run("update readers set revision = revision + 1 where id = :readerId", { readerId });

/** `keep`: what is unread stays so, wherever the watermark goes. */
type Act = MarkAct | "keep";

/** Of each act: which stories it changes, what a new row says, and what changes of one that is there (`m`). */
const acts: Readonly<Record<Act, Readonly<{ where: string; values: string; set: string }>>> = {
  read: {
    where: isUnreadBy(":readerId"),
    values: "max(:at, s.news_at), 0, null",
    set: "read_at = excluded.read_at, is_unread = 0",
  },
  unread: { where: `not ${isUnreadBy(":readerId")}`, values: "null, 1, null", set: "is_unread = 1" },
  keep: { where: "coalesce(m.is_unread, 0) = 0", values: "null, 1, null", set: "is_unread = 1" },
  star: { where: "m.starred_at is null", values: "null, 0, :at", set: "starred_at = excluded.starred_at" },
  unstar: { where: "m.starred_at is not null", values: "null, 0, null", set: "starred_at = null" },
};

type Writing = Readonly<{
  readerId: number;
  change: number;
  act: Act;
  at: Date;
  which: Which;
  /** Of these only the stories whose ids lie in this stretch. */
  between?: readonly [from: number, to: number];
}>;

/** Answers how many stories it changed. */
export function writeMarks(database: Database, writing: Writing): number {
  const { readerId, change, act, at, which, between } = writing;
  const { where, values, set } = acts[act];
  const within = (id: string) => (between ? [`${id} between :from and :to`] : []);
  const conditions = [...which.conditions, where];
  const parameters = {
    ...which.parameters,
    readerId,
    change,
    ...(between && { from: between[0], to: between[1] }),
  };
  // From the marks that are there to their stories: of a list few stories have any.
  database.run(
    `insert into marks_before (change_id, story_id, read_at, is_unread, starred_at, earlier_change_id)
     select :change, m.story_id, m.read_at, m.is_unread, m.starred_at, m.change_id
     from marks m cross join stories s on s.id = m.story_id
     where ${["m.reader_id = :readerId", ...within("m.story_id"), ...conditions].join(" and ")}`,
    parameters,
  );
  return database.run(
    `insert into marks (reader_id, story_id, read_at, is_unread, starred_at, change_id)
     select :readerId, s.id, ${values}, :change
     from stories s left join marks m on m.reader_id = :readerId and m.story_id = s.id
     where ${[...within("s.id"), ...conditions].join(" and ")}
     on conflict (reader_id, story_id) do update set ${set}, change_id = excluded.change_id`,
    { ...parameters, ...(values.includes(":at") && { at: at.getTime() }) },
  ).changes;
}

type ChangeRow = Readonly<{ read_up_to_before: number | null; read_up_to_after: number | null }>;

const changeOf = (database: Database, own: Readonly<{ readerId: number; change: number }>) =>
  database.get<ChangeRow>(
    `select read_up_to_before, read_up_to_after from mark_changes where id = :change and reader_id = :readerId`,
    own,
  );

/** Rows that are restored at once. */
const slice = 5000;

/** Slice by slice, the change last: what is broken off can be done again. */
async function undo(database: Database, readerId: number, change: number): Promise<boolean> {
  const own = { readerId, change };
  const made = () => changeOf(database, own);
  if (!made()) return false;
  while (database.transaction(() => restoreSlice(database, own)) === slice) await setImmediate();
  return database.durably(() => {
    const { read_up_to_before: before, read_up_to_after: after } = made() ?? {};
    if (before === undefined || after === undefined) return false; // somebody else was quicker
    restoreSlice(database, own);
    if (before !== null && after !== null)
      database.run("update readers set read_up_to = :before where id = :readerId and read_up_to = :after", {
        readerId,
        before,
        after,
      });
    database.run("delete from mark_changes where id = :change", { change });
    countChange(database, readerId);
    return true;
  });
}

/** Answers how many rows it restored: those that were not there before are dropped. */
function restoreSlice(database: Database, own: Readonly<{ readerId: number; change: number }>): number {
  const ids = database
    .all<{ story_id: number }>(
      "select story_id from marks where reader_id = :readerId and change_id = :change limit :slice",
      { ...own, slice },
    )
    .map((row) => row.story_id);
  const list = JSON.stringify(ids);
  const changed = "reader_id = :readerId and story_id in (select value from json_each(:list))";
  database.run(
    `delete from marks where ${changed}
       and story_id not in (select story_id from marks_before where change_id = :change)`,
    { ...own, list },
  );
  database.run(
    `update marks set (read_at, is_unread, starred_at, change_id) =
       (select b.read_at, b.is_unread, b.starred_at, b.earlier_change_id from marks_before b
        where b.change_id = :change and b.story_id = marks.story_id)
     where ${changed}`,
    { ...own, list },
  );
  return ids.length;
}
