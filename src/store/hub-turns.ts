import type { HubPace } from "./hub-store.ts";

/** What is remembered of a domain, or of all together: when it may be asked next, and questions in a row not confirmed. */
export type PaceRow = Readonly<{ next_at: number; failures: number }>;

/** The row of all domains together. */
export const everybody = "*";

/** Of a domain that nothing is remembered of. */
export const noPace: PaceRow = { next_at: 0, failures: 0 };

/** `turns`: what is to be remembered where the question is put then. */
export type Turn = Readonly<
  | { dueMs: number; turns: readonly Readonly<{ domain: string; nextMs: number }>[] }
  /** Not within `longestMs`. */
  | { dueMs: undefined; retryAfterMs: number }
>;

/** When a domain may be asked next: the generic cell rate algorithm, by domain (`own`) and over all. */
export function nextTurn(
  domain: string,
  known: Readonly<{ own: PaceRow; all: PaceRow }>,
  pace: HubPace,
  nowMs: number,
): Turn {
  const { failures, next_at: ownNextMs } = known.own;
  const rate = failures > 0 ? { gapMs: gapAfter(pace, failures), atOnce: 1 } : pace.domain;
  const turns = [
    { domain, ...turnOf(ownNextMs, rate, pace, nowMs) },
    { domain: everybody, ...turnOf(known.all.next_at, pace.all, pace, nowMs) },
  ];
  const dueMs = Math.max(...turns.map((turn) => turn.dueMs));
  if (dueMs - nowMs > pace.longestMs) return { dueMs: undefined, retryAfterMs: dueMs - nowMs };
  return { dueMs, turns: turns.map((turn) => ({ domain: turn.domain, nextMs: turn.nextMs })) };
}

function turnOf(knownMs: number, { gapMs, atOnce }: HubPace["domain"], pace: HubPace, nowMs: number) {
  // What lies further ahead was told by a clock that was wrong.
  const latestMs = nowMs + pace.longestMs + pace.longestGapMs + atOnce * gapMs;
  const nextMs = knownMs > latestMs ? nowMs : Math.max(nowMs, knownMs);
  return { dueMs: Math.max(nowMs, nextMs - (atOnce - 1) * gapMs), nextMs: nextMs + gapMs };
}

/** A domain that does not confirm is asked less and less often. */
export const gapAfter = (pace: HubPace, failures: number): number =>
  Math.min(pace.longestGapMs, pace.domain.gapMs * 2 ** Math.min(failures, 20));
