import type { FetchFaultKind } from "../fetch/outcome.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { Feed, FeedPolling } from "../model/source.ts";
import type { HostAnswer, NextPoll } from "../store/store.ts";
import type { Answer } from "./answer.ts";
import { isBusy } from "./back-off.ts";
import { addressToAsk } from "./redirects.ts";
import { afterSkipped } from "./skipped-hours.ts";
import { spread } from "./spread.ts";

/**
 * What an answer shows of the host of the feed's address: that it `answers`, that it is `silent` (no connection, no end of
 * waiting, 5xx), or, undefined, neither: too much to do (429 and 503 have pauses of their own), a page instead of a feed,
 * something that is not HTTP, a fault of this machine's; or another host was asked.
 */
export function hostSays(feed: Feed, answer: Answer): "answers" | "silent" | undefined {
  const host = hostOf(feed.fetchUrl);
  if (hostOf(addressToAsk(feed)) !== host) return undefined;
  if (answer.kind === "failed") return answer.elsewhere === undefined ? saysOfHost[answer.fault] : "answers";
  if (answer.kind === "body" && answer.reading.kind === "no-feed") return undefined;
  if (answer.kind !== "http-error" || hostOf(answer.finalUrl) !== host) return "answers";
  if (isBusy(answer.status)) return undefined;
  return answer.status >= 500 ? "silent" : "answers";
}

const saysOfHost: Readonly<Record<FetchFaultKind, "answers" | "silent" | undefined>> = {
  address: undefined,
  offline: undefined,
  protocol: undefined,
  dns: "silent",
  connection: "silent",
  tls: "silent",
  timeout: "silent",
  "too-large": "answers",
  redirect: "answers",
  coding: "answers",
};

type Polled = Readonly<{
  feed: Feed;
  answer: Answer;
  settings: Pick<PollingSettings, "maxEveryMs">;
  now: Date;
}>;

/** The feeds that waited for a host are asked within so long once it answers. */
const recoveryMs = 300_000;

/**
 * One probe on recovery: of the feeds whose host was silent at their last poll, the store gives out one at a time for all
 * of them. It was silent again: the others wait until `waitUntil`, for as long as so many silent answers in a row of this
 * host make one wait, without a request each. It answers: they are asked within five minutes, spread by their addresses. A good answer to a feed that was in no trouble shows no more than
 * that the others' is not the host's: each goes on by itself as it was.
 */
export function hostAfter(
  polled: Polled,
  after: FeedPolling,
  waitUntil = after.nextPollAt,
): HostAnswer | undefined {
  const { feed, answer } = polled;
  const says = hostSays(feed, answer);
  const name = new URL(feed.fetchUrl).host;
  const wasAskedForAll = feed.polling.hostFailures !== undefined;
  if (says === "answers")
    return { name, answers: true, ...(wasAskedForAll && { mates: (mate) => askedSoon(mate, name, polled) }) };
  if (after.hostFailures === undefined) return undefined;
  return {
    name,
    answers: false,
    ...(wasAskedForAll && { mates: (mate) => waitsOn(mate, name, polled, waitUntil) }),
  };
}

function askedSoon(mate: Feed, host: string, { settings, now }: Polled): NextPoll | undefined {
  const at = new Date(now.getTime() + spread(`again ${mate.source.url}`) * recoveryMs);
  if (mate.polling.nextPollAt > now && mate.polling.nextPollAt <= at) return undefined;
  return unlessSkipped(mate, { at, reason: `${host} answers again`, settings, now });
}

function waitsOn(
  mate: Feed,
  host: string,
  { settings, now }: Polled,
  nextPollAt: Date,
): NextPoll | undefined {
  if (mate.polling.nextPollAt >= nextPollAt) return undefined;
  const reason = `${host} did not answer another of its feeds either: one is asked for all of them`;
  return unlessSkipped(mate, { at: nextPollAt, reason, settings, now });
}

/** Hours on which a feed asks to be left alone are kept here too. */
function unlessSkipped(
  { polling }: Feed,
  { at, reason, settings, now }: Pick<Polled, "settings" | "now"> & Readonly<{ at: Date; reason: string }>,
): NextPoll {
  const skipped = afterSkipped(at, now, {
    settings,
    ...(polling.skipHours && { skipHours: polling.skipHours }),
    ...(polling.skipDays && { skipDays: polling.skipDays }),
  });
  return skipped
    ? { nextPollAt: skipped.at, nextPollReason: `${reason}; ${skipped.reason}` }
    : { nextPollAt: at, nextPollReason: reason };
}

const hostOf = (url: string): string | undefined => URL.parse(url)?.host;
