import type { HubPace } from "../hub-store.ts";
import type { Database } from "./database.ts";

type PaceRow = Readonly<{ next_at: number; failures: number }>;

/** The row of all domains together. */
const everybody = "*";

/**
 * When a domain may be asked next (the generic cell rate algorithm, by domain and over all). Undefined `dueMs`: not within
 * `longestMs`, try again after `retryAfterMs`. Takes the turn; must run in a transaction.
 */
export function takeTurn(
  database: Database,
  domain: string,
  pace: HubPace,
  nowMs: number,
): Readonly<{ dueMs: number } | { dueMs: undefined; retryAfterMs: number }> {
  const { failures } = readPace(database, domain);
  const own = failures > 0 ? { gapMs: gapAfter(pace, failures), atOnce: 1 } : pace.domain;
  const turns = [
    turnOf(database, { domain, ...own }, pace, nowMs),
    turnOf(database, { domain: everybody, ...pace.all }, pace, nowMs),
  ];
  const dueMs = Math.max(...turns.map((turn) => turn.dueMs));
  if (dueMs - nowMs > pace.longestMs) return { dueMs: undefined, retryAfterMs: dueMs - nowMs };
  for (const turn of turns)
    database.run(
      `insert into hub_paces (domain, next_at) values (:domain, :next)
       on conflict (domain) do update set next_at = excluded.next_at`,
      { domain: turn.domain, next: turn.nextMs },
    );
  return { dueMs };
}

type Rate = Readonly<{ domain: string; gapMs: number; atOnce: number }>;

function turnOf(database: Database, { domain, gapMs, atOnce }: Rate, pace: HubPace, nowMs: number) {
  const known = readPace(database, domain).next_at;
  // What lies further ahead was told by a clock that was wrong.
  const latestMs = nowMs + pace.longestMs + pace.longestGapMs + atOnce * gapMs;
  const nextMs = known > latestMs ? nowMs : Math.max(nowMs, known);
  return { domain, dueMs: Math.max(nowMs, nextMs - (atOnce - 1) * gapMs), nextMs: nextMs + gapMs };
}

const readPace = (database: Database, domain: string): PaceRow =>
  database.get<PaceRow>("select next_at, failures from hub_paces where domain = :domain", { domain }) ?? {
    next_at: 0,
    failures: 0,
  };

const gapAfter = (pace: HubPace, failures: number): number =>
  Math.min(pace.longestGapMs, pace.domain.gapMs * 2 ** Math.min(failures, 20));

/** A domain that confirms is asked as often as any; one that does not, less and less often. */
export function notePace(
  database: Database,
  domain: string,
  confirmed: boolean,
  pace: HubPace,
  nowMs: number,
): void {
  if (confirmed) {
    database.run("update hub_paces set failures = 0 where domain = :domain", { domain });
    return;
  }
  const failures = readPace(database, domain).failures + 1;
  database.run(
    `update hub_paces set failures = :failures, next_at = max(next_at, :next) where domain = :domain`,
    { domain, failures, next: nowMs + gapAfter(pace, failures) },
  );
}

/** What is over says nothing any more; failures are remembered for as long as `forgetMs`. */
export function forgetPaces(database: Database, nowMs: number, forgetMs: number): void {
  database.run("delete from hub_paces where next_at < :before", { before: nowMs - forgetMs });
}
