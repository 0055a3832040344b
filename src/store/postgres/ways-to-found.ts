import type { StoryQuery } from "../story-store.ts";
import type { Connection } from "./database.ts";
import type { Parameters } from "./named-parameters.ts";
import type { Way } from "./ways.ts";
import { type AskedOfEntry, suchEntry, tablesOf, type WhichStories, whichStories } from "./which.ts";

/** Entries whose ids begin alike stand together in the index of words (see 0007-recent-words.sql). */
const stretchLength = 4096;
const stretchOf = (id: number): number => Math.floor(id / stretchLength);
const startOf = (id: number): number => Math.max(0, stretchOf(id) * stretchLength);

/** In so many of the newest entries words are counted, and of those with all of them so many are read for phrases. */
const [sampled, sampledTexts] = [3 * stretchLength, 300];

/** Milliseconds for an entry that the index of words has found, and for one whose own words are read. */
const [foundMs, readMs] = [0.008, 0.04];
/** So long a search may take before anything quicker is looked for. */
const quickMs = 25;
/** So long the newest entries with the words are gone through for a page, and for a count, before it is tried otherwise. */
const [newestMs, countedMs] = [
  [8, 64],
  [24, 96],
];
/** Entries that are counted to find out whether what is asked besides the words leaves few of them. */
const few = 5000;

/** What a search of words is up against. */
type Frequency = Readonly<{
  lastId: number;
  /** Of all entries, those with the words; and those that hold them as they are asked for. */
  withWords: number;
  asAsked: number;
  /** For each of those with the words. */
  eachMs: number;
}>;

/**
 * The ways to the stories of a search, each tried where the one before did not fill the page: a common word must not be
 * read to its end for the fifty newest, nor the list for a rare one.
 */
export async function* waysToFound(
  connection: Connection,
  which: WhichStories,
  { order, cursor, limit }: Pick<StoryQuery, "order" | "cursor" | "limit">,
): AsyncGenerator<Way> {
  const { ofEntry } = which;
  if (ofEntry.isNarrow && (await isAskedOfFew(connection, which))) return yield gathered(ofEntry);
  if (ofEntry.words.length === 0) return yield walked;
  const frequency = await frequencyOf(connection, which);
  const { lastId, withWords, asAsked, eachMs } = frequency;
  const walkMs = Math.min(lastId, (limit + 1) / asAsked) * readMs;
  const gatherMs = lastId * withWords * eachMs;
  if (order === "latest" && cursor === undefined && Math.min(walkMs, gatherMs) > quickMs)
    for (const low of startsWithin(newestMs, frequency))
      if ((lastId - low) * asAsked > limit) yield wayToNewest(connection, which, low, lastId);
  yield walkMs < gatherMs ? walked : gathered(ofEntry);
}

/** How many stories a search finds; no more than `atMost` are counted. */
export async function countFound(
  connection: Connection,
  { search, atMost }: Readonly<{ search: string; atMost: number }>,
): Promise<number> {
  const which = await whichStories(connection, { search });
  if (!which) return 0;
  const { ofEntry } = which;
  const count = async (stories: string, parameters: Parameters = {}) => {
    const [row] = await connection.find<{ found: number }>(
      `select count(*) as found from (${stories} limit :atMost) as found`,
      { ...which.parameters, ...parameters, atMost },
    );
    return row?.found ?? 0;
  };
  if (ofEntry.isNarrow && (await isAskedOfFew(connection, which))) return count(storiesWith(ofEntry));
  if (ofEntry.words.length === 0)
    return count(`select 1 from stories s where exists (${suchEntry(ofEntry)} offset 0)`);
  const frequency = await frequencyOf(connection, which);
  for (const low of startsWithin(countedMs, frequency)) {
    const found = await count(storiesWith(ofEntry, [isSince]), since(low, frequency.lastId));
    if (found >= atMost) return found;
  }
  return count(storiesWith(ofEntry));
}

const walked: Way = { isWhole: true };
const gathered = (asked: AskedOfEntry): Way => ({
  stories: storiesWith(asked),
  isSorted: true,
  isWhole: true,
});

/**
 * By the newest entries. The page is certain where no older entry is shown after the first report of the last of its
 * stories: none of the others can have one as late.
 */
const wayToNewest = (connection: Connection, which: WhichStories, low: number, lastId: number): Way => ({
  stories: storiesWith(which.ofEntry, [isSince]),
  parameters: since(low, lastId),
  isSorted: true,
  isWhole: false,
  isCertain: async ({ first_report_at: firstReportAt }) => {
    const older = await connection.find(
      `select 1 from entries where story_id is not null and shown_at >= :firstReportAt and id < :low
       order by shown_at desc, id desc limit 1`,
      { firstReportAt, low },
    );
    return older.length === 0;
  },
});

/** The ids of stories with an entry that is all that is asked. */
const storiesWith = (asked: AskedOfEntry, among: readonly string[] = []): string =>
  `select distinct e.story_id as id from entries e ${tablesOf(asked)}
   where ${["e.story_id is not null", ...asked.others, ...asked.words, ...among].join(" and ")}`;

/** That the words `w` are of an entry from the beginning of a stretch on. */
const isSince = "array[w.entry_id >> 12] && :stretches::bigint[]";
const since = (low: number, lastId: number) => ({
  stretches: Array.from({ length: stretchOf(lastId) - stretchOf(low) + 1 }, (_, at) => stretchOf(low) + at),
});

/** From which ids on the entries are gone through within these times; none that is as good as all of them. */
const startsWithin = (
  times: readonly number[],
  { lastId, withWords, eachMs }: Frequency,
): readonly number[] =>
  times.map((ms) => startOf(lastId - ms / eachMs / withWords)).filter((low) => low > lastId / 4);

/** Words that stand in the sample once are as rare as it can tell. */
async function frequencyOf(
  connection: Connection,
  { ofEntry, parameters }: WhichStories,
): Promise<Frequency> {
  const newest = await connection.get<{ last: number | null }>("select max(id) as last from entries");
  const lastId = newest?.last ?? 0;
  const low = startOf(lastId - sampled);
  const [words, ...inOrder] = ofEntry.words;
  const among = { ...parameters, ...since(low, lastId) };
  const [row] = await connection.find<{ found: number }>(
    `select count(*) as found from entry_words w where ${isSince} and ${words}`,
    among,
  );
  const withWords = Math.max(1, row?.found ?? 0) / Math.max(1, lastId - low);
  if (inOrder.length === 0) return { lastId, withWords, asAsked: withWords, eachMs: foundMs };
  const [texts] = await connection.find<{ read: number; held: number }>(
    `select count(*) as read, count(*) filter (where ${inOrder.join(" and ")}) as held
     from (select w.lexemes, w.lines from entry_words w where ${isSince} and ${words} limit :texts) as w`,
    { ...among, texts: sampledTexts },
  );
  const share = Math.max(1, texts?.held ?? 0) / Math.max(1, texts?.read ?? 0);
  return { lastId, withWords, asAsked: withWords * share, eachMs: readMs };
}

/** Whether what is asked of entries besides their words leaves few of them. */
async function isAskedOfFew(connection: Connection, { ofEntry, parameters }: WhichStories): Promise<boolean> {
  const asked = { ...ofEntry, words: [] };
  const conditions = ["e.story_id is not null", ...asked.others];
  const [row] = await connection.find<{ count: number }>(
    `select count(*) as count from (
       select 1 from entries e ${tablesOf(asked)} where ${conditions.join(" and ")} limit :limit) as asked`,
    { ...parameters, limit: few + 1 },
  );
  return (row?.count ?? 0) <= few;
}
