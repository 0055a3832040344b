import type { Every, Feed, FeedPolling, FeedState, PushLease } from "../model/source.ts";
import type { SourceName } from "./status-store.ts";
import { instant, type Null, present } from "./row-fields.ts";

export type FeedRow = Readonly<{
  id: number;
  url: string;
  name: Null<string>;
  category: Null<string>;
  every: Null<string>;
  weight: Null<number>;
  fetch_url: string;
  state: string;
  title: Null<string>;
  site_url: Null<string>;
  language: Null<string>;
  image_url: Null<string>;
  description: Null<string>;
  entry_count: number;
  next_poll_at: number;
  next_poll_reason: string;
  not_before: Null<number>;
  host_failures: Null<number>;
  push_since: Null<number>;
  push_until: Null<number>;
  push_told_at: Null<number>;
  polling: string;
  lease: number;
  leased_until: Null<number>;
}>;

export const feedColumns = `id, url, name, category, every, weight, fetch_url, state, title, site_url, language, image_url,
  description, entry_count, next_poll_at, next_poll_reason, not_before, host_failures,
  push_since, push_until, push_told_at, polling, lease, leased_until`;

export const toFeed = (row: FeedRow): Feed =>
  present<Feed>({
    id: row.id,
    source: present({
      url: row.url,
      name: row.name,
      category: row.category,
      every: row.every === null ? undefined : (JSON.parse(row.every) as Every),
      weight: row.weight,
    }),
    fetchUrl: row.fetch_url,
    state: row.state as FeedState,
    title: row.title,
    siteUrl: row.site_url,
    language: row.language,
    imageUrl: row.image_url,
    description: row.description,
    entryCount: row.entry_count,
    leasedUntil: instant(row.leased_until),
    polling: present<FeedPolling>({
      ...readPolling(row.polling),
      nextPollAt: new Date(row.next_poll_at),
      nextPollReason: row.next_poll_reason,
      notBefore: instant(row.not_before),
      hostFailures: row.host_failures,
      push: toPushLease(row),
    }),
  });

function toPushLease({ push_since, push_until, push_told_at }: FeedRow): PushLease | undefined {
  if (push_since === null || push_until === null) return undefined;
  return present<PushLease>({
    since: new Date(push_since),
    until: new Date(push_until),
    toldAt: instant(push_told_at),
  });
}

/** What stands in the `polling` column; the rest of FeedPolling has columns of its own, since queries ask for it. */
type KeptPolling = Omit<FeedPolling, "nextPollAt" | "nextPollReason" | "notBefore" | "hostFailures" | "push">;

export function writePolling({
  nextPollAt,
  nextPollReason,
  notBefore,
  hostFailures,
  push,
  ...kept
}: FeedPolling): string {
  return JSON.stringify(kept satisfies KeptPolling);
}

/** What `writePolling` wrote: its instants have become text. */
type Written<T> = T extends Date
  ? string
  : T extends readonly unknown[]
    ? T
    : { [K in keyof T]: Written<T[K]> };

/** Thousands are read at once: a reviver, which is asked of every value there is, takes three times as long. */
function readPolling(text: string): KeptPolling {
  const {
    lastPolledAt,
    lastOkAt,
    lastChangedAt,
    failingSince,
    notFoundSince,
    hubMissedAt,
    redirect,
    busy,
    ...rest
  } = JSON.parse(text) as Written<KeptPolling>;
  return present<KeptPolling>({
    ...rest,
    lastPolledAt: dateOf(lastPolledAt),
    lastOkAt: dateOf(lastOkAt),
    lastChangedAt: dateOf(lastChangedAt),
    failingSince: dateOf(failingSince),
    notFoundSince: dateOf(notFoundSince),
    hubMissedAt: dateOf(hubMissedAt),
    redirect: redirect && { ...redirect, since: new Date(redirect.since) },
    busy: busy && { ...busy, at: new Date(busy.at) },
  });
}

const dateOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);

export type NameRow = Readonly<{
  id: number;
  url: string;
  name: Null<string>;
  title: Null<string>;
  category: Null<string>;
}>;

export const toSourceName = (row: NameRow): SourceName => present<SourceName>(row);
