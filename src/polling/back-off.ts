import { dayMs, formatDuration, hourMs } from "../base/duration.ts";
import type { FetchFaultKind } from "../fetch/outcome.ts";
import type { PollingSettings } from "../model/settings.ts";
import type { Every } from "../model/source.ts";
import type { NextCheck } from "./next-check.ts";
import { afterSkipped, type Skipped } from "./skipped-hours.ts";
import { spread } from "./spread.ts";

export type PollFault = Readonly<
  | { kind: "http"; status: number; retryAfterMs?: number }
  | { kind: "fetch"; fault: FetchFaultKind }
  | { kind: "no-feed" }
>;

export type FailedPoll = Skipped &
  Readonly<{
    url: string;
    now: Date;
    every: Every;
    settings: Pick<PollingSettings, "minEveryMs" | "maxEveryMs">;
    fault: PollFault;
    /** Polls in a row that failed, this one included. */
    failures: number;
  }>;

/**
 * `notBefore`: the server said so; not even by hand. `pause`: it holds for every feed of that host; with `ifAlso` only where
 * another of its feeds had this status within the hour too, and none a good answer since: on a host that many share, one
 * may be broken, or asked too often by others.
 */
export type BackOff = NextCheck &
  Readonly<{ notBefore?: Date; pause?: Readonly<{ until: Date; reason: string; ifAlso?: number }> }>;

/** Nothing reached the publisher, so trying soon harms nobody, and a laptop that finds its network has its news. */
const unreachedMs = 60_000;
/** After so many 404 in a row it is no slip of the publisher's any more. */
const lastingNotFound = 5;

/**
 * When to ask again after an error. Waits double from the interval up to `maxEvery`, with jitter over the whole of each
 * step (the n-th lies between 2ⁿ⁻¹ and 2ⁿ intervals), so that feeds which fail together do not come back together; never
 * within an interval, which jitter from zero would allow, of a server that has trouble already. From a minute on where no
 * request left this machine or no host had the name. Retry-After is kept, and holds for the whole host; 429 and 503
 * without it mean an hour at least for the feed, and with the second such feed for the host. Last come the hours
 * and days on which the feed asks to be left alone: its server need not have trouble besides.
 */
export function backOff(poll: FailedPoll): BackOff {
  const next = waitAfter(poll);
  const skipped = afterSkipped(next.nextPollAt, poll.now, poll);
  if (!skipped) return next;
  const spreadMs = spread(poll.url) * longestSpreadMs;
  return {
    ...next,
    nextPollAt: new Date(skipped.at.getTime() + spreadMs),
    nextPollReason: `${next.nextPollReason}; ${skipped.reason}`,
  };
}

/** So that what was put off to one hour does not come at its first second. */
const longestSpreadMs = 600_000;

function waitAfter(poll: FailedPoll): BackOff {
  const { now, settings, fault } = poll;
  const at = (ms: number) => new Date(now.getTime() + ms);
  const regularMs = regular(poll);

  if (fault.kind === "fetch" && fault.fault === "offline")
    return {
      nextPollAt: at(Math.min(doubled(poll, unreachedMs, 2), regularMs)),
      nextPollReason: "this machine's own network failed: tried again soon, later as usual",
    };
  if (fault.kind === "fetch" && fault.fault === "dns") return counted(poll, doubled(poll, unreachedMs, 2));
  if (fault.kind !== "http") return counted(poll, doubled(poll, regularMs, 2));

  const { status } = fault;
  if (fault.retryAfterMs !== undefined) {
    // A server may ask for much; for ever it may not.
    const waitMs = Math.min(fault.retryAfterMs, Math.max(settings.maxEveryMs, dayMs));
    const said = `the server answered ${status} and said Retry-After: ${formatDuration(waitMs)}`;
    return {
      nextPollAt: at(Math.max(waitMs, regularMs)),
      nextPollReason:
        waitMs < regularMs ? `not before the interval of ${formatDuration(regularMs)}, though ${said}` : said,
      notBefore: at(waitMs),
      ...(isBusy(status) && { pause: { until: at(waitMs), reason: said } }),
    };
  }
  if (isBusy(status)) {
    const until = at(Math.max(hourMs, doubled(poll, regularMs, 2)));
    const said = `the server answered ${status} without saying until when: an hour at least`;
    return {
      nextPollAt: until,
      nextPollReason: said,
      notBefore: until,
      pause: { until: at(hourMs), reason: said, ifAlso: status },
    };
  }
  if (isRefusal(status)) return counted(poll, doubled(poll, Math.max(regularMs, hourMs), 4));
  if (status === 404 && poll.failures >= lastingNotFound)
    return {
      nextPollAt: at(settings.maxEveryMs),
      nextPollReason: `${poll.failures} times 404 in a row: once in ${formatDuration(settings.maxEveryMs)}`,
    };
  return counted(poll, doubled(poll, regularMs, 2));
}

/** The server has too much to do, or too much of us. */
export const isBusy = (status: number): boolean => status === 429 || status === 503;
/** It does not want us, or the law does not: asking often makes it worse. */
const isRefusal = (status: number): boolean =>
  status === 401 || status === 402 || status === 403 || status === 451;

/** A feed asked by its pace: how often it publishes says nothing of how soon an error is over. */
const usualMs = 1_800_000;

/** A feed at times of its own (cron) is tried again at the shortest interval. */
function regular({ every, settings }: FailedPoll): number {
  const wanted = every.kind === "interval" ? every.ms : every.kind === "pace" ? usualMs : settings.minEveryMs;
  return Math.min(Math.max(wanted, settings.minEveryMs), settings.maxEveryMs);
}

/** From half of this step's longest wait to the whole of it, also where `maxEvery` ends the doubling. */
function doubled({ url, failures, settings }: FailedPoll, firstMs: number, factor: number): number {
  const longestMs = Math.min(
    firstMs * 2 * factor ** Math.min(failures - 1, 30),
    Math.max(settings.maxEveryMs, firstMs),
  );
  return Math.max(firstMs, (longestMs / 2) * (1 + spread(`${url} ${failures}`)));
}

const counted = ({ now, failures }: FailedPoll, ms: number): BackOff => ({
  nextPollAt: new Date(now.getTime() + ms),
  nextPollReason:
    failures === 1 ? "tried again after an error" : `back-off after ${failures} errors in a row`,
});
