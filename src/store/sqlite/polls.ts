import { createHash } from "node:crypto";
import type { EntryContent, ParsedEntry } from "../../model/entry.ts";
import type { FeedHead } from "../../model/parsed-feed.ts";
import type { FeedStore, PollRecord, SavedPoll } from "../store.ts";
import { advanceCounter } from "./counters.ts";
import type { Database } from "./database.ts";
import { hostOf } from "./feeds.ts";
import { writePolling } from "./rows.ts";
import { indexEntry } from "./search.ts";

/** What one poll brought: entries and validators in one transaction, or nothing. */
export function createPollStore(database: Database): Pick<FeedStore, "savePoll"> {
  return { savePoll: async (poll) => database.transaction(() => savePoll(database, poll)) };
}

function savePoll(database: Database, poll: PollRecord): SavedPoll | undefined {
  // A host that asked for a pause while this poll was under way keeps it: pauses only grow.
  const { changes } = database.run(
    `update feeds set state = :state, fetch_url = :fetchUrl, host = :host,
       next_poll_reason = case when coalesce(not_before, 0) > :nextPollAt then next_poll_reason else :reason end,
       next_poll_at = max(:nextPollAt, coalesce(not_before, 0)),
       not_before = nullif(max(coalesce(not_before, 0), :notBefore), 0),
       polling = :polling, leased_until = null
     where id = :id and lease = :lease`,
    {
      id: poll.feedId,
      lease: poll.lease,
      state: poll.state,
      fetchUrl: poll.fetchUrl,
      host: hostOf(poll.fetchUrl),
      nextPollAt: poll.polling.nextPollAt.getTime(),
      reason: poll.polling.nextPollReason,
      notBefore: poll.polling.notBefore?.getTime() ?? 0,
      polling: writePolling(poll.polling),
    },
  );
  if (changes === 0) return undefined;
  if (!poll.document) return { total: 0, added: 0, changed: 0 };

  const headChanged = saveHead(database, poll.feedId, poll.document.head);
  const saved = saveEntries(database, poll, poll.document.entries);
  if (headChanged || saved.added > 0 || saved.changed > 0) advanceCounter(database, "revision");
  return saved;
}

function saveHead(database: Database, id: number, head: FeedHead): boolean {
  const { title, url: siteUrl, language, imageUrl, description } = head;
  const { changes } = database.run(
    `update feeds set title = :title, site_url = :siteUrl, language = :language, image_url = :imageUrl,
       description = :description
     where id = :id and (title is not :title or site_url is not :siteUrl or language is not :language
       or image_url is not :imageUrl or description is not :description)`,
    { id, title, siteUrl, language, imageUrl, description },
  );
  return changes > 0;
}

function saveEntries(database: Database, poll: PollRecord, entries: readonly ParsedEntry[]): SavedPoll {
  const seen = new Set<number>();
  let added = 0;
  let changed = 0;
  // Oldest first, so that ids grow with time: documents put the newest item at the top.
  for (const entry of entries.toReversed()) {
    const known = findKnown(database, poll.feedId, entry.identityKeys);
    if (known.kind === "entry" && seen.has(known.id)) continue; // the same article twice in one document
    if (known.kind === "unknown") {
      const id = insertEntry(database, poll, entry);
      addKeys(database, poll.feedId, entry.identityKeys, id);
      seen.add(id);
      added++;
      continue;
    }
    addKeys(database, poll.feedId, entry.identityKeys, known.kind === "entry" ? known.id : undefined);
    if (known.kind === "dropped") continue; // retention took it; it is not news
    seen.add(known.id);
    if (updateEntry(database, known.id, entry, poll)) changed++;
  }
  if (added > 0)
    database.run("update feeds set entry_count = entry_count + :added where id = :id", {
      added,
      id: poll.feedId,
    });
  return { total: entries.length, added, changed };
}

type Known = Readonly<{ kind: "entry"; id: number } | { kind: "dropped" } | { kind: "unknown" }>;

/** The strongest key that is known decides. */
function findKnown(database: Database, feedId: number, keys: readonly string[]): Known {
  for (const key of keys) {
    const row = database.get<{ entry_id: number | null }>(
      "select entry_id from entry_keys where feed_id = :feedId and key = :key",
      { feedId, key },
    );
    if (row) return row.entry_id === null ? { kind: "dropped" } : { kind: "entry", id: row.entry_id };
  }
  return { kind: "unknown" };
}

function addKeys(
  database: Database,
  feedId: number,
  keys: readonly string[],
  entryId: number | undefined,
): void {
  for (const key of keys)
    database.run(
      "insert into entry_keys (feed_id, key, entry_id) values (:feedId, :key, :entryId) on conflict do nothing",
      { feedId, key, entryId },
    );
}

function insertEntry(database: Database, poll: PollRecord, entry: ParsedEntry): number {
  const firstSeenAt = poll.fetchedAt.getTime();
  const publishedAt = entry.publishedAt?.getTime();
  const { lastId } = database.run(
    `insert into entries (feed_id, content_hash, guid, url, title, summary, authors, categories, enclosures, image_url,
       comments_url, origin, agency, language, published_at, updated_at, first_seen_at, shown_at, content_html)
     values (:feedId, :contentHash, :guid, :url, :title, :summary, :authors, :categories, :enclosures, :imageUrl,
       :commentsUrl, :origin, :agency, :language, :publishedAt, :updatedAt, :firstSeenAt, :shownAt, :contentHtml)`,
    {
      ...contentParameters(entry),
      feedId: poll.feedId,
      publishedAt,
      firstSeenAt,
      shownAt: Math.min(publishedAt ?? firstSeenAt, firstSeenAt),
    },
  );
  indexEntry(database, lastId, entry);
  return lastId;
}

/** Takes over what the publisher changed. The date of publication stays as it was first said: some move it with every poll. */
function updateEntry(database: Database, id: number, entry: ParsedEntry, poll: PollRecord): boolean {
  const parameters = contentParameters(entry);
  const before = database.get<{ title: string; content_hash: string }>(
    "select title, content_hash from entries where id = :id",
    { id },
  );
  if (!before || before.content_hash === parameters.contentHash) return false;
  database.run(
    `update entries set content_hash = :contentHash, guid = :guid, url = :url, title = :title, summary = :summary,
       authors = :authors, categories = :categories, enclosures = :enclosures, image_url = :imageUrl,
       comments_url = :commentsUrl, origin = :origin, agency = :agency, language = :language, updated_at = :updatedAt,
       content_html = :contentHtml
     where id = :id`,
    { ...parameters, id },
  );
  if (before.title !== entry.title)
    database.run("update stories set updated_at = max(updated_at, :now) where lead_entry_id = :id", {
      now: poll.fetchedAt.getTime(),
      id,
    });
  indexEntry(database, id, entry);
  return true;
}

function contentParameters(entry: EntryContent) {
  return {
    contentHash: contentHash(entry),
    guid: entry.guid,
    url: entry.url,
    title: entry.title,
    summary: entry.summary,
    authors: JSON.stringify(entry.authors),
    categories: JSON.stringify(entry.categories),
    enclosures: JSON.stringify(entry.enclosures),
    imageUrl: entry.imageUrl,
    commentsUrl: entry.commentsUrl,
    origin: entry.origin && JSON.stringify(entry.origin),
    agency: entry.agency,
    language: entry.language,
    updatedAt: entry.updatedAt?.getTime(),
    contentHtml: entry.contentHtml,
  };
}

/**
 * Over what a reader would notice. Not the dates (some feeds stamp every item anew at every poll), nor guid and link
 * (tracking and session ids change while the article stays).
 */
function contentHash(entry: EntryContent): string {
  const said = [
    entry.title,
    entry.summary,
    entry.contentHtml,
    entry.authors,
    entry.imageUrl,
    entry.enclosures,
  ];
  return createHash("sha256").update(JSON.stringify(said)).digest("base64url").slice(0, 22);
}
