import { type MarkAct, type MarkChange, mostMarkChanges, type ReaderStore } from "../reader-store.ts";
import { holdCounter } from "./counters.ts";
import type { Connection, Database } from "./database.ts";
import { settleMarks } from "./settle-marks.ts";
import { isUnreadBy, type Which } from "./which.ts";

/** Changes of marks are numbered, with what the rows were before; those that others made since are left as they are. */
export function createChangeStore(
  database: Database,
): Pick<ReaderStore, "undoMarks" | "canUndo" | "settleMarks"> {
  return {
    undoMarks: (readerId, change) => database.transaction((connection) => undo(connection, readerId, change)),
    canUndo: async (readerId, change) => (await changeOf(database, { readerId, change })) !== undefined,
    settleMarks: (query) => database.transaction((connection) => settleMarks(connection, query)),
  };
}

type Change = Readonly<{ readerId: number; id: number }>;

/** Runs `work` under the number of a new change; where it changes no story, or there is no such reader, there is none. */
export async function changeMarks(
  connection: Connection,
  { readerId, at }: Readonly<{ readerId: number; at: Date }>,
  work: (change: number) => Promise<number>,
): Promise<MarkChange | undefined> {
  const id = await openChange(connection, readerId, at);
  return id === undefined ? undefined : closeChange(connection, { readerId, id }, await work(id));
}

/** The number of a new change; undefined where there is no such reader. */
export async function openChange(
  connection: Connection,
  readerId: number,
  at: Date,
): Promise<number | undefined> {
  if (!(await lockReader(connection, readerId))) return undefined;
  const row = await connection.get<{ id: number }>(
    "insert into mark_changes (reader_id, made_at) values (:readerId, :at) returning id",
    { readerId, at: at.getTime() },
  );
  return row?.id;
}

/** What has become of a change; one that changed no story is forgotten, and those of long ago are. */
export async function closeChange(
  connection: Connection,
  { readerId, id }: Change,
  stories: number,
): Promise<MarkChange | undefined> {
  if (stories === 0) {
    await connection.run("delete from mark_changes where id = :id", { id });
    return undefined;
  }
  await countChange(connection, readerId);
  await connection.run(
    `delete from mark_changes where reader_id = :readerId and id <=
       (select id from mark_changes where reader_id = :readerId order by id desc limit 1 offset :most)`,
    { readerId, most: mostMarkChanges },
  );
  return { id, stories };
}

/**
 * Whether there is such a reader. Until the transaction ends, what is done in another window of the same reader waits, and no
 * story goes into another.
 */
export async function lockReader(connection: Connection, readerId: number): Promise<boolean> {
  await holdCounter(connection, "placement");
  const row = await connection.get("select id from readers where id = :readerId for no key update", {
    readerId,
  });
  return row !== undefined;
}

const countChange = (connection: Connection, readerId: number) =>
  connection.run("update readers set revision = revision + 1 where id = :readerId", { readerId });

/** `keep`: what is unread stays so, wherever the watermark goes. */
type Act = MarkAct | "keep";

/** Of each act: which stories it changes, what a new row says, and what changes of one that is there (`m`). */
const acts: Readonly<Record<Act, Readonly<{ where: string; values: string; set: string }>>> = {
  read: {
    where: isUnreadBy(":readerId"),
    values: "greatest(:at::bigint, s.news_at), 0, null::bigint",
    set: "read_at = excluded.read_at, is_unread = 0",
  },
  unread: {
    where: `not ${isUnreadBy(":readerId")}`,
    values: "null::bigint, 1, null::bigint",
    set: "is_unread = 1",
  },
  keep: {
    where: "coalesce(m.is_unread, 0) = 0",
    values: "null::bigint, 1, null::bigint",
    set: "is_unread = 1",
  },
  star: {
    where: "m.starred_at is null",
    values: "null::bigint, 0, :at::bigint",
    set: "starred_at = excluded.starred_at",
  },
  unstar: {
    where: "m.starred_at is not null",
    values: "null::bigint, 0, null::bigint",
    set: "starred_at = null",
  },
};

/** Answers how many stories it changed. One statement, so that what is kept is of the moment at which it is changed. */
export async function writeMarks(
  connection: Connection,
  marking: Readonly<{ readerId: number; change: number; act: Act; at: Date; which: Which }>,
): Promise<number> {
  const { readerId, change, act, at, which } = marking;
  const { where, values, set } = acts[act];
  const { changes } = await connection.run(
    `with chosen (story_id, read_at, is_unread, starred_at) as materialized (
       select s.id, ${values}
       from stories s left join marks m on m.reader_id = :readerId and m.story_id = s.id
       where ${[...which.conditions, where].join(" and ")}
     ), kept as (
       insert into marks_before (change_id, story_id, read_at, is_unread, starred_at, earlier_change_id)
       select :change, m.story_id, m.read_at, m.is_unread, m.starred_at, m.change_id
       from chosen c join marks m on m.reader_id = :readerId and m.story_id = c.story_id
     )
     insert into marks (reader_id, story_id, read_at, is_unread, starred_at, change_id)
     select :readerId, story_id, read_at, is_unread, starred_at, :change from chosen
     on conflict (reader_id, story_id) do update set ${set}, change_id = excluded.change_id`,
    { ...which.parameters, readerId, change, ...(values.includes(":at") && { at: at.getTime() }) },
  );
  return changes;
}

type ChangeRow = Readonly<{ read_up_to_before: number | null; read_up_to_after: number | null }>;

const changeOf = (connection: Connection, own: Readonly<{ readerId: number; change: number }>) =>
  connection.get<ChangeRow>(
    `select read_up_to_before, read_up_to_after from mark_changes where id = :change and reader_id = :readerId`,
    own,
  );

async function undo(connection: Connection, readerId: number, change: number): Promise<boolean> {
  if (!(await lockReader(connection, readerId))) return false;
  const own = { readerId, change };
  const made = await changeOf(connection, own);
  if (!made) return false;
  const { read_up_to_before: before, read_up_to_after: after } = made;
  if (before !== null && after !== null)
    await connection.run(
      "update readers set read_up_to = :before where id = :readerId and read_up_to = :after",
      { readerId, before, after },
    );
  await connection.run(
    `delete from marks where reader_id = :readerId and change_id = :change
       and not exists (select 1 from marks_before b where b.change_id = :change and b.story_id = marks.story_id)`,
    own,
  );
  await connection.run(
    `update marks set read_at = b.read_at, is_unread = b.is_unread, starred_at = b.starred_at,
       change_id = b.earlier_change_id
     from marks_before b
     where marks.reader_id = :readerId and marks.change_id = :change
       and b.change_id = :change and b.story_id = marks.story_id`,
    own,
  );
  await connection.run("delete from mark_changes where id = :change", { change });
  await countChange(connection, readerId);
  return true;
}
