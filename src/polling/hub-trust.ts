import { dayMs, hourMs, minuteMs } from "../base/duration.ts";
import type { ParsedFeed } from "../model/parsed-feed.ts";
import type { FeedHub, FeedPolling } from "../model/source.ts";
import type { PushLinks } from "../fetch/link-header.ts";

/** So long a feed goes by its own pace after its hub has kept news from us. */
const distrustMs = 7 * dayMs;
/** A hub may be a little slower than a poll that happens to come just then. */
const lateMs = 10 * minuteMs;
/** Of an address that is sent on, and kept. */
const longestAddress = 2000;

type Named = Readonly<{
  before: FeedHub | undefined;
  links: PushLinks | undefined;
  /** Where a document came; `isWhole`: it is neither cut off nor a delta. */
  document?: Readonly<{ head: ParsedFeed["head"]; isWhole: boolean }>;
  finalUrl: string;
}>;

/**
 * The hub that a feed names, in its Link headers first (WebSub 4), and the address by which that knows the feed. Who says
 * nothing of hubs takes nothing back, but for a whole document.
 */
export function hubNamed({ before, links, document, finalUrl }: Named): FeedHub | undefined {
  const head = document?.head;
  const named = (links?.hubUrls ?? head?.hubUrls ?? []).filter(isUsable);
  const url = before && named.includes(before.url) ? before.url : named[0]; // in whatever order they come
  if (url === undefined) return links || document?.isWhole ? undefined : before;
  const self = links?.selfUrl ?? head?.selfUrl ?? (before?.url === url ? before.topic : finalUrl);
  return isUsable(self) ? { url, topic: self } : undefined;
}

function isUsable(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username + url.password === "" &&
    address.length <= longestAddress
  );
}

type Known = Pick<FeedPolling, "push" | "hubMissedAt" | "lastChangedAt" | "lastPolledAt">;

/**
 * Until when a feed's hub can be relied on at `now`; undefined where it cannot: it has promised nothing, has lately kept
 * news from us, or has told of some that the server did not show yet.
 */
export function toldUntil({ push, hubMissedAt, lastChangedAt }: Known, now: Date): Date | undefined {
  if (!push || push.until <= now || push.since > now) return undefined;
  if (hubMissedAt && isDistrusted(hubMissedAt, push.toldAt, now)) return undefined;
  return isAnnounced(push.toldAt, lastChangedAt) ? undefined : push.until;
}

/** So long what a cache gives out may be from before the news that a hub told of. */
const awaitedMs = hourMs;

/** Whether a hub has just told of news that the server does not show yet. */
export const awaitsNews = ({ push, lastChangedAt }: Known, now: Date): boolean =>
  push?.toldAt !== undefined &&
  isAnnounced(push.toldAt, lastChangedAt) &&
  push.toldAt <= now &&
  now.getTime() - push.toldAt.getTime() < awaitedMs;

const isDistrusted = (missedAt: Date, toldAt: Date | undefined, now: Date): boolean => {
  const sinceMs = now.getTime() - missedAt.getTime();
  const toldLateMs = toldAt ? toldAt.getTime() - missedAt.getTime() : -1;
  return sinceMs >= 0 && sinceMs < distrustMs && !(toldLateMs >= 0 && toldLateMs <= lateMs);
};

/** Told, and no change of the document seen since. */
const isAnnounced = (toldAt: Date | undefined, changedAt: Date | undefined): boolean =>
  toldAt !== undefined && (changedAt === undefined || toldAt > changedAt);

/** Whether news that a poll finds at `now` should have been told: they came since the poll before, and it was promised by then. */
export const isMissed = ({ push, lastPolledAt, lastChangedAt }: Known, now: Date): boolean =>
  push !== undefined &&
  push.until > now &&
  lastPolledAt !== undefined &&
  push.since <= lastPolledAt &&
  !isAnnounced(push.toldAt, lastChangedAt);
