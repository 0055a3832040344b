import type { FeedPolling } from "../../model/source.ts";
import {
  type Document,
  type DocumentSave,
  isLong,
  isRefreshing,
  isWritten,
  type Item,
  itemsOf,
} from "../document-save.ts";
import { writePolling } from "../feed-rows.ts";
import type { FeedStore, PollRecord, SavedPoll } from "../feed-store.ts";
import { hostOf } from "../host-of.ts";
import { happenedPoll } from "../past-poll-rows.ts";
import { toldByHub } from "../push-store.ts";
import { advanceCounter } from "./counters.ts";
import type { Connection, Database } from "./database.ts";
import { beginSave, refreshSlice, writeSlice } from "./document-saves.ts";
import { lockHostInTrouble, noteHostAnswer } from "./host-trouble.ts";
import { storableJson } from "./named-parameters.ts";
import { countPoll, rememberPoll } from "./poll-history.ts";
import { noteHub } from "./push.ts";

/**
 * What one poll brought: entries and validators in one transaction, or nothing. A long document is written in slices
 * before that transaction, each under the fence of the claim: validators still come with the last of them, and what is
 * there without them is found again by its keys. All that a transaction changes besides the database is a save of its own,
 * so that it may be run again.
 */
export function createPollStore(database: Database, tell: () => void): Pick<FeedStore, "savePoll"> {
  const save: FeedStore["savePoll"] = async (poll) => {
    const items = poll.document && (await itemsOf(poll.document));
    if (!items || !isLong(items))
      return database.transaction((connection) => savePoll(connection, poll, { items }));
    let written = await beginSave(database, poll, items);
    while (!isWritten(written) || isRefreshing(written)) {
      const before = written;
      const next = await database.transaction((connection) => writeNext(connection, poll, before));
      if (!next) return undefined;
      written = next;
    }
    const all = written;
    return database.transaction((connection) => savePoll(connection, poll, { written: all }));
  };
  return {
    savePoll: async (poll) => {
      const saved = await save(poll);
      if (saved && saved.added > 0) tell();
      return saved;
    },
  };
}

/** Answers undefined, with nothing written, where the claim is not ours any more. */
async function writeNext(
  connection: Connection,
  poll: PollRecord,
  before: DocumentSave,
): Promise<DocumentSave | undefined> {
  const claim = { id: poll.feedId, lease: poll.lease };
  // Locked, for whoever would claim it meanwhile passes over it.
  const ours = await connection.get(
    "select 1 from feeds where id = :id and lease = :lease for no key update",
    claim,
  );
  if (!ours) return undefined;
  const written = isWritten(before);
  const save = await (written ? refreshSlice(connection, before) : writeSlice(connection, poll, before));
  // What is taken over comes along with what may have been shown by now.
  if (written || save.changed > before.changed) await advanceCounter(connection, "revision");
  return save;
}

/** `items`: of a document that is written here as a whole; `written`: of one that is already. */
async function savePoll(
  connection: Connection,
  poll: PollRecord,
  { items, written }: Readonly<{ items?: readonly Item[] | undefined; written?: DocumentSave }>,
): Promise<SavedPoll | undefined> {
  const isInTrouble = poll.host !== undefined && (await lockHostInTrouble(connection, poll.host.name));
  const ended = await endClaim(connection, poll);
  if (!ended) return undefined;
  const { document, feedId } = poll;
  const save = items ? await writeWhole(connection, poll, items) : written;
  const isNewHead = document !== undefined && (await saveHead(connection, feedId, document));
  if (save && poll.learn) await savePolling(connection, feedId, poll.learn(save.news));
  if (poll.state === "ok") await noteHub(connection, feedId, poll.polling.hub, poll.fetchedAt);
  if (ended.push_due_at !== null) await comeBackForPush(connection, feedId);
  if (poll.host && isInTrouble) await noteHostAnswer(connection, poll, poll.host);
  const saved =
    document && save
      ? { total: document.entries.length, added: save.news.length, changed: save.changed }
      : { total: 0, added: 0, changed: 0 };
  await rememberPoll(connection, feedId, happenedPoll(poll, saved));
  if (isNewHead || (items && saved.changed > 0)) await advanceCounter(connection, "revision");
  return saved;
}

async function writeWhole(
  connection: Connection,
  poll: PollRecord,
  items: readonly Item[],
): Promise<DocumentSave> {
  let save = await beginSave(connection, poll, items);
  while (!isWritten(save)) save = await writeSlice(connection, poll, save);
  while (isRefreshing(save)) save = await refreshSlice(connection, save);
  return save;
}

/** When next: a host that asked for a pause while this poll was under way keeps it, for pauses only grow. */
const nextUnlessPaused = `
       next_poll_reason = case when not_before > :nextPollAt then next_poll_reason else :reason end,
       next_poll_at = greatest(:nextPollAt, not_before)`;

/** A hub told of news while the feed was being asked: what came may be from before. Where it fails, its waits hold. */
async function comeBackForPush(connection: Connection, id: number): Promise<void> {
  await connection.run(
    `update feeds set
       next_poll_reason = case when comes then :reason else next_poll_reason end,
       next_poll_at = case when comes then told else next_poll_at end,
       push_due_at = null
     from (select id as feed, greatest(push_due_at, not_before) as told,
         state = 'ok' and next_poll_at > greatest(push_due_at, not_before) as comes
       from feeds where id = :id) as push
     where id = feed`,
    { id, reason: toldByHub },
  );
}

/** Writes what polling knows now; answers undefined where the claim was not this poll's to end any more. */
const endClaim = (
  connection: Connection,
  poll: PollRecord,
): Promise<Readonly<{ push_due_at: number | null }> | undefined> =>
  connection.get(
    `update feeds set fetch_url = :fetchUrl, host = :host, state = :state,
       ${nextUnlessPaused},
       not_before = greatest(not_before, :notBefore::bigint),
       host_failures = :hostFailures, polling = :polling, leased_until = null, ${countPoll}
     where id = :id and lease = :lease
     returning push_due_at`,
    {
      id: poll.feedId,
      lease: poll.lease,
      state: poll.state,
      fetchUrl: poll.fetchUrl,
      host: hostOf(poll.fetchUrl),
      nextPollAt: poll.polling.nextPollAt.getTime(),
      reason: poll.polling.nextPollReason,
      notBefore: poll.polling.notBefore?.getTime(),
      hostFailures: poll.polling.hostFailures,
      polling: storableJson(writePolling(poll.polling)),
    },
  );

/** Once more, with what the new entries have taught. */
async function savePolling(connection: Connection, id: number, polling: FeedPolling): Promise<void> {
  await connection.run(
    `update feeds set polling = :polling,
       ${nextUnlessPaused}
     where id = :id`,
    {
      id,
      nextPollAt: polling.nextPollAt.getTime(),
      reason: polling.nextPollReason,
      polling: storableJson(writePolling(polling)),
    },
  );
}

async function saveHead(connection: Connection, id: number, { head, isDelta }: Document): Promise<boolean> {
  const { title, url: siteUrl, language, imageUrl, description } = head;
  // Of a delta, what it leaves out stays as it was.
  const { changes } = await connection.run(
    `update feeds set title = new.title, site_url = new.site_url, language = new.language, image_url = new.image_url,
       description = new.description
     from (select coalesce(:title, case when :isDelta then title end) as title,
         coalesce(:siteUrl, case when :isDelta then site_url end) as site_url,
         coalesce(:language, case when :isDelta then language end) as language,
         coalesce(:imageUrl, case when :isDelta then image_url end) as image_url,
         coalesce(:description, case when :isDelta then description end) as description
       from feeds where id = :id) as new
     where id = :id and (feeds.title, feeds.site_url, feeds.language, feeds.image_url, feeds.description)
       is distinct from (new.title, new.site_url, new.language, new.image_url, new.description)`,
    { id, title, siteUrl, language, imageUrl, description, isDelta: isDelta === true },
  );
  return changes > 0;
}
