import { setImmediate } from "node:timers/promises";
import { type AllRead, type MarkChange, mostCounted } from "../reader-store.ts";
import type { Database } from "./database.ts";
import { changeMarks, closeChange, openChange, writeMarks } from "./mark-changes.ts";
import { countStories, newsOfFew } from "./unread.ts";
import { isUnreadBy, mutedStories, type Which, whichStories } from "./which.ts";

/** Numbers of stories that are looked through at once: at first, and then as many as take so long, for nobody else is answered. */
const firstSlice = 1000;
const sliceMs = 10;

/** What arrived after the page was made is not known to who read it; and no page is from the future. */
export async function markAllRead(
  database: Database,
  { readerId, asOf, at, restriction = {} }: AllRead,
): Promise<MarkChange | undefined> {
  const upTo = new Date(Math.min(asOf.getTime(), at.getTime()));
  const { unreadBy: _, muted, ...list } = restriction;
  if (whichStories(list)?.conditions.length === 0)
    return database.durably(() =>
      changeMarks(database, { readerId, at }, (change) =>
        markStoreRead(database, { readerId, change, upTo }, muted),
      ),
    );
  const which = whichStories({ ...restriction, unreadBy: readerId, newsUpTo: upTo });
  const change = which && database.transaction(() => openChange(database, readerId, at));
  if (change === undefined) return undefined;
  const stories = await markListRead(database, { readerId, change, upTo }, which!);
  return database.durably(() => closeChange(database, { readerId, id: change }, stories));
}

type Reading = Readonly<{ readerId: number; change: number; upTo: Date }>;

/** Slice by slice. All of them are on the disk with the last transaction, the durable one that closes the change. */
async function markListRead(
  database: Database,
  { readerId, change, upTo }: Reading,
  which: Which,
): Promise<number> {
  const write = (part: Pick<Parameters<typeof writeMarks>[1], "which" | "between">) =>
    database.transaction(() => writeMarks(database, { readerId, change, act: "read", at: upTo, ...part }));
  const news = newsOfFew(database, readerId);
  if (news !== undefined) return write({ which: { ...which, conditions: [news, ...which.conditions] } });
  const ids = database.get<{ first: number | null; last: number | null }>(
    "select min(id) as first, max(id) as last from stories",
  );
  let stories = 0;
  let slice = firstSlice;
  for (let from = ids?.first ?? 0; from <= (ids?.last ?? -1);) {
    const startedAt = performance.now();
    stories += write({ which, between: [from, from + slice - 1] });
    from += slice;
    slice = nextSlice(slice, performance.now() - startedAt);
    await setImmediate();
  }
  return stories;
}

/** Doubled at most: what comes may be thicker. */
const nextSlice = (slice: number, tookMs: number): number =>
  Math.max(100, Math.round(slice * Math.min(2, sliceMs / Math.max(tookMs, 0.1))));

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
