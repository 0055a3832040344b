import { dayMs, hourMs, minuteMs } from "../base/duration.ts";
import type { HubLimits } from "../store/store.ts";

/** For how long a subscription holds: as asked, within bounds. Who wants to be told for longer subscribes again. */
export const lease = { usualMs: 10 * dayMs, leastMs: hourMs, mostMs: 30 * dayMs } as const;

/** WebSub 5.1: "This parameter MUST be less than 200 bytes in length." */
export const secretBelowBytes = 200;
/** Of a callback's or topic's address: what servers take at least (RFC 9110 4.1 recommends 8,000 bytes, many take less). */
export const maxAddressLength = 2000;
/** Of a whole request to the hub: two addresses, percent-encoded, and a secret. */
export const maxFormBytes = 16_384;

/** What one hub takes upon itself. A small machine renders a hundred feeds in some four seconds. */
export const hubLimits: HubLimits = {
  subscriptions: 10_000,
  perDomain: 1000,
  topics: 100,
  topicsPerDomain: 25,
  questions: 2000,
  pace: {
    // A reader app may subscribe to some feeds at once; a third party is asked no more than once a second in its name.
    domain: { gapMs: 1000, atOnce: 10 },
    all: { gapMs: 50, atOnce: 100 },
    longestGapMs: 5 * minuteMs,
    longestMs: minuteMs,
  },
};

/**
 * Requests under way. Who is slow keeps no more than its own places, and of questions there are so many places that all
 * could wait for as long as they may, at the rate of `hubLimits.pace.all`.
 */
export const atOnce = { questions: 200, deliveries: 128, perDomain: 8, perFailingDomain: 2 } as const;

/** A question is a handful of bytes; a feed may be half a megabyte, on its way to a small machine. */
export const answerWithin = { questionMs: 10_000, deliveryMs: 30_000 } as const;
/** Longer than a request and a rendering take: a process that dies holds a subscriber for no longer. */
export const claimMs = 60_000;
/** A feed may be gone by a slip in the config; its subscribers are told only when that lasts. */
export const missingForMs = hourMs;
