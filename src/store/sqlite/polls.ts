import { setImmediate } from "node:timers/promises";
import type { FeedPolling } from "../../model/source.ts";
import {
  type Document,
  type DocumentSave,
  isLong,
  isRefreshing,
  isWritten,
  itemsOf,
} from "../document-save.ts";
import type { FeedStore, PollRecord, SavedPoll } from "../feed-store.ts";
import { hostOf } from "../host-of.ts";
import { happenedPoll } from "../past-poll-rows.ts";
import { toldByHub } from "../push-store.ts";
import type { Checkpoints } from "./checkpoint-apart.ts";
import { advanceCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { beginLongSave, beginSave, refreshSlice, writeSlice } from "./document-saves.ts";
import { noteHostAnswer } from "./host-trouble.ts";
import { countPoll, rememberPoll } from "./poll-history.ts";
import { noteHub } from "./push.ts";
import { writePolling } from "../feed-rows.ts";

/**
 * What one poll brought: entries and validators in one transaction, or nothing. A long document is written in slices
 * before that transaction, each under the fence of the claim, so that a thousand entries hold up nobody: validators still
 * come with the last of them, and what is there without them is found again by its keys.
 */
export function createPollStore(
  database: Database,
  { settle }: Pick<Checkpoints, "settle">,
): Pick<FeedStore, "savePoll"> {
  return {
    savePoll: async (poll) => {
      const saved = await savePollInSlices(database, poll, settle);
      await settle();
      return saved;
    },
  };
}

async function savePollInSlices(
  database: Database,
  poll: PollRecord,
  settle: () => Promise<void>,
): Promise<SavedPoll | undefined> {
  const { document, feedId } = poll;
  if (!document) return database.transaction(() => savePoll(database, poll));
  const items = await itemsOf(document);
  const known = { feedId, items, isDelta: document.isDelta === true };
  if (!isLong(items)) return database.transaction(() => savePoll(database, poll, beginSave(database, known)));
  const save = await beginLongSave(database, known);
  while (!isWritten(save) || isRefreshing(save)) {
    await setImmediate();
    if (!database.transaction(() => writeNext(database, poll, save))) return undefined;
    await settle();
  }
  await setImmediate();
  return database.transaction(() => savePoll(database, poll, save));
}

/** Answers whether the claim is still ours: where it is not, nothing is written. */
function writeNext(database: Database, poll: PollRecord, save: DocumentSave): boolean {
  const claim = { id: poll.feedId, lease: poll.lease };
  if (!database.get("select 1 from feeds where id = :id and lease = :lease", claim)) return false;
  if (isWritten(save)) {
    refreshSlice(database, save);
    advanceCounter(database, "revision"); // what it comes along with may have been shown by now
  } else writeSlice(database, poll, save);
  return true;
}

function savePoll(database: Database, poll: PollRecord, save?: DocumentSave): SavedPoll | undefined {
  if (!endClaim(database, poll)) return undefined;
  const saved =
    poll.document && save
      ? saveDocument(database, poll, poll.document, save)
      : { total: 0, added: 0, changed: 0 };
  if (poll.state === "ok") noteHub(database, poll.feedId, poll.polling.hub, poll.fetchedAt);
  comeBackForPush(database, poll.feedId);
  if (poll.host) noteHostAnswer(database, poll, poll.host);
  rememberPoll(database, poll.feedId, happenedPoll(poll, saved));
  return saved;
}

/** When next: a host that asked for a pause while this poll was under way keeps it, for pauses only grow. */
const nextUnlessPaused = `
       next_poll_reason = case when coalesce(not_before, 0) > :nextPollAt then next_poll_reason else :reason end,
       next_poll_at = max(:nextPollAt, coalesce(not_before, 0))`;

/** A hub told of news while the feed was being asked: what came may be from before. Where it fails, its waits hold. */
function comeBackForPush(database: Database, id: number): void {
  const told = database.get<{ at: number }>(
    "select push_due_at as at from feeds where id = :id and push_due_at is not null",
    { id },
  );
  if (!told) return;
  database.run(
    `update feeds set next_poll_at = max(:at, coalesce(not_before, 0)), next_poll_reason = :reason
     where id = :id and state = 'ok' and next_poll_at > max(:at, coalesce(not_before, 0))`,
    { id, at: told.at, reason: toldByHub },
  );
  database.run("update feeds set push_due_at = null where id = :id", { id });
}

/** Writes what polling knows now; answers whether the claim was still this poll's to end. */
function endClaim(database: Database, poll: PollRecord): boolean {
  const { changes } = database.run(
    `update feeds set fetch_url = :fetchUrl, host = :host,
       ${nextUnlessPaused},
       not_before = nullif(max(coalesce(not_before, 0), :notBefore), 0),
       host_failures = :hostFailures, polling = :polling, leased_until = null, ${countPoll}
     where id = :id and lease = :lease`,
    {
      id: poll.feedId,
      lease: poll.lease,
      fetchUrl: poll.fetchUrl,
      host: hostOf(poll.fetchUrl),
      nextPollAt: poll.polling.nextPollAt.getTime(),
      reason: poll.polling.nextPollReason,
      notBefore: poll.polling.notBefore?.getTime() ?? 0,
      hostFailures: poll.polling.hostFailures,
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

function saveDocument(
  database: Database,
  poll: PollRecord,
  document: Document,
  save: DocumentSave,
): SavedPoll {
  if (saveHead(database, poll.feedId, document)) advanceCounter(database, "revision");
  while (!isWritten(save)) writeSlice(database, poll, save);
  while (isRefreshing(save)) refreshSlice(database, save);
  if (poll.learn) savePolling(database, poll.feedId, poll.learn(save.news));
  return { total: document.entries.length, added: save.news.length, changed: save.changed };
}

/** Once more, with what the new entries have taught. */
function savePolling(database: Database, id: number, polling: FeedPolling): void {
  database.run(
    `update feeds set polling = :polling,
       ${nextUnlessPaused}
     where id = :id`,
    {
      id,
      nextPollAt: polling.nextPollAt.getTime(),
      reason: polling.nextPollReason,
      polling: writePolling(polling),
    },
  );
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
