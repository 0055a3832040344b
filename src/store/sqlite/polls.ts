import type { ParsedEntry } from "../../model/entry.ts";
import type { FeedPolling } from "../../model/source.ts";
import { isAnotherArticle, moveKey, recognise } from "../recognise.ts";
import type { FeedStore, PollRecord, SavedPoll } from "../store.ts";
import { advanceCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { insertEntry, readContent, updateEntry } from "./entry-writes.ts";
import { keepKeys, knownKeys } from "./entry-keys.ts";
import { hostOf } from "./feeds.ts";
import { countPoll, rememberPoll } from "./poll-history.ts";
import { writePolling } from "./rows.ts";

/** What one poll brought: entries and validators in one transaction, or nothing. */
export function createPollStore(database: Database): Pick<FeedStore, "savePoll"> {
  return { savePoll: async (poll) => database.transaction(() => savePoll(database, poll)) };
}

function savePoll(database: Database, poll: PollRecord): SavedPoll | undefined {
  if (!endClaim(database, poll)) return undefined;
  const saved = poll.document
    ? saveDocument(database, poll, poll.document)
    : { total: 0, added: 0, changed: 0 };
  remember(database, poll, saved);
  return saved;
}

/** Writes what polling knows now; answers whether the claim was still this poll's to end. */
function endClaim(database: Database, poll: PollRecord): boolean {
  // A host that asked for a pause while this poll was under way keeps it: pauses only grow.
  const { changes } = database.run(
    `update feeds set fetch_url = :fetchUrl, host = :host,
       next_poll_reason = case when coalesce(not_before, 0) > :nextPollAt then next_poll_reason else :reason end,
       next_poll_at = max(:nextPollAt, coalesce(not_before, 0)),
       not_before = nullif(max(coalesce(not_before, 0), :notBefore), 0),
       polling = :polling, leased_until = null, ${countPoll}
     where id = :id and lease = :lease`,
    {
      id: poll.feedId,
      lease: poll.lease,
      fetchUrl: poll.fetchUrl,
      host: hostOf(poll.fetchUrl),
      nextPollAt: poll.polling.nextPollAt.getTime(),
      reason: poll.polling.nextPollReason,
      notBefore: poll.polling.notBefore?.getTime() ?? 0,
      polling: writePolling(poll.polling),
    },
  );
  if (changes === 0) return false;
  // By itself, and seldom: setting it writes to an index, also where it is the same.
  database.run("update feeds set state = :state where id = :id and state <> :state", {
    id: poll.feedId,
    state: poll.state,
  });
  return true;
}

type Document = NonNullable<PollRecord["document"]>;

function saveDocument(database: Database, poll: PollRecord, document: Document): SavedPoll {
  const headChanged = saveHead(database, poll.feedId, document);
  const { news, ...saved } = saveEntries(database, poll, document);
  if (poll.learn) savePolling(database, poll.feedId, poll.learn(news));
  if (headChanged || saved.added > 0 || saved.changed > 0) advanceCounter(database, "revision");
  return saved;
}

/** Once more, with what the new entries have taught. */
function savePolling(database: Database, id: number, polling: FeedPolling): void {
  database.run(
    `update feeds set polling = :polling,
       next_poll_reason = case when coalesce(not_before, 0) > :nextPollAt then next_poll_reason else :reason end,
       next_poll_at = max(:nextPollAt, coalesce(not_before, 0))
     where id = :id`,
    {
      id,
      nextPollAt: polling.nextPollAt.getTime(),
      reason: polling.nextPollReason,
      polling: writePolling(polling),
    },
  );
}

function remember(database: Database, { polling, ...poll }: PollRecord, saved: SavedPoll): void {
  const { total: entries, added, changed } = saved;
  rememberPoll(database, poll.feedId, {
    at: poll.fetchedAt,
    outcome: polling.lastOutcome ?? "ok",
    ...(polling.lastStatus !== undefined && { status: polling.lastStatus }),
    ...(polling.lastError !== undefined && { error: polling.lastError }),
    ...(poll.document && { entries, added, changed }),
    askedUrl: poll.request.url,
    tookMs: poll.request.tookMs,
    ...(poll.request.bytes !== undefined && { bytes: poll.request.bytes }),
  });
}

function saveHead(database: Database, id: number, { head, isDelta }: Document): boolean {
  const { title, url: siteUrl, language, imageUrl, description } = head;
  const { changes } = database.run(
    `update feeds set title = new.title, site_url = new.site_url, language = new.language, image_url = new.image_url,
       description = new.description
     from (select coalesce(:title, iif(:isDelta, title, null)) as title,
         coalesce(:siteUrl, iif(:isDelta, site_url, null)) as site_url,
         coalesce(:language, iif(:isDelta, language, null)) as language,
         coalesce(:imageUrl, iif(:isDelta, image_url, null)) as image_url,
         coalesce(:description, iif(:isDelta, description, null)) as description
       from feeds where id = :id) as new
     where id = :id and (feeds.title is not new.title or feeds.site_url is not new.site_url
       or feeds.language is not new.language or feeds.image_url is not new.image_url
       or feeds.description is not new.description)`,
    { id, title, siteUrl, language, imageUrl, description, isDelta: isDelta ? 1 : 0 },
  );
  return changes > 0;
}

function saveEntries(
  database: Database,
  poll: PollRecord,
  { entries, isDelta }: Document,
): SavedPoll & Readonly<{ news: readonly ParsedEntry[] }> {
  const { feedId } = poll;
  // Oldest first, so that ids grow with time: documents put the newest item at the top.
  const items = entries
    .toReversed()
    .map((entry) => ({ entry, keys: entry.identityKeys, moveKey: moveKey(entry) }));
  const known = knownKeys(database, feedId, items);
  const isAnother = (at: number, id: number) => {
    const [content, item] = [readContent(database, id), items[at]];
    return content !== undefined && item !== undefined && isAnotherArticle(content, item.entry);
  };
  const verdicts = recognise(items, known, isAnother, isDelta);
  const refreshing: (() => void)[] = [];
  const news: ParsedEntry[] = [];
  let changed = 0;
  for (const [at, verdict] of verdicts.entries()) {
    const item = items[at];
    if (!item || verdict.kind === "repeat") continue;
    if (verdict.kind === "dropped") {
      keepKeys(database, { feedId, keys: item.keys, entryId: null, known }); // it is not news
      continue;
    }
    const isNew = verdict.kind === "new";
    const entryId = isNew ? insertEntry(database, poll, item.entry) : verdict.id;
    keepKeys(database, {
      feedId,
      keys: item.keys,
      entryId,
      known,
      moveKey: isNew ? item.moveKey : undefined,
    });
    if (isNew) news.push(item.entry);
    else {
      const update = updateEntry(database, entryId, item.entry, poll);
      if (update.kind === "changed") changed++;
      if (update.kind === "refreshable") refreshing.push(update.refresh);
    }
  }
  const added = news.length;
  // What is no edit (addresses, counters) is taken over along with what is, so that output never changes by it alone.
  if (added + changed > 0) for (const refresh of refreshing) refresh();
  if (added > 0)
    database.run("update feeds set entry_count = entry_count + :added where id = :feedId", { added, feedId });
  return { total: entries.length, added, changed, news };
}
