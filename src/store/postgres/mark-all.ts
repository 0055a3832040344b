import { type AllRead, type MarkChange, mostCounted } from "../reader-store.ts";
import type { Connection, Database } from "./database.ts";
import { changeMarks, closeChange, lockReader, openChange, writeMarks } from "./mark-changes.ts";
import { countStories, newsOfFew } from "./unread.ts";
import { isUnreadBy, mutedStories, type Which, whichStories } from "./which.ts";

/** Numbers of stories that are looked through at once: grouping waits as long, some 25 ms. */
const slice = 1000;

/** What arrived after the page was made is not known to who read it; and no page is from the future. */
export async function markAllRead(
  database: Database,
  { readerId, asOf, at, restriction = {} }: AllRead,
): Promise<MarkChange | undefined> {
  const upTo = new Date(Math.min(asOf.getTime(), at.getTime()));
  const { unreadBy: _, muted, ...list } = restriction;
  if ((await whichStories(database, list))?.conditions.length === 0)
    return database.transaction((connection) =>
      changeMarks(connection, { readerId, at }, (change) =>
        markStoreRead(connection, { readerId, change, upTo }, muted),
      ),
    );
  const which = await whichStories(database, { ...restriction, unreadBy: readerId, newsUpTo: upTo });
  if (!which) return undefined;
  const change = await database.transaction((connection) => openChange(connection, readerId, at));
  if (change === undefined) return undefined;
  const stories = await markListRead(database, { readerId, change, upTo }, which);
  return database.transaction((connection) => closeChange(connection, { readerId, id: change }, stories));
}

type Reading = Readonly<{ readerId: number; change: number; upTo: Date }>;

async function markListRead(
  database: Database,
  { readerId, change, upTo }: Reading,
  which: Which,
): Promise<number> {
  const write = (condition: string, parameters: Readonly<Record<string, number>> = {}) => {
    const part = {
      conditions: [condition, ...which.conditions],
      parameters: { ...which.parameters, ...parameters },
    };
    return database.transaction(async (connection) =>
      (await lockReader(connection, readerId))
        ? writeMarks(connection, { readerId, change, act: "read", at: upTo, which: part })
        : 0,
    );
  };
  const news = await newsOfFew(database, which);
  if (news !== undefined) return write(news);
  const ids = await database.get<{ first: number | null; last: number | null }>(
    "select min(id) as first, max(id) as last from stories",
  );
  let stories = 0;
  for (let from = ids?.first ?? 0; from <= (ids?.last ?? -1); from += slice)
    stories += await write("s.id between :from and :to", { from, to: from + slice - 1 });
  return stories;
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
