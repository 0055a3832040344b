import type { HubPace } from "../hub-store.ts";
import { everybody, gapAfter, nextTurn, noPace, type PaceRow, type Turn } from "../hub-turns.ts";
import type { Database } from "./database.ts";

/** When a domain may be asked next. Takes the turn; must run in a transaction. */
export function takeTurn(database: Database, domain: string, pace: HubPace, nowMs: number): Turn {
  const known = { own: readPace(database, domain), all: readPace(database, everybody) };
  const turn = nextTurn(domain, known, pace, nowMs);
  if (turn.dueMs === undefined) return turn;
  for (const taken of turn.turns)
    database.run(
      `insert into hub_paces (domain, next_at) values (:domain, :nextMs)
       on conflict (domain) do update set next_at = excluded.next_at`,
      taken,
    );
  return turn;
}

const readPace = (database: Database, domain: string): PaceRow =>
  database.get<PaceRow>("select next_at, failures from hub_paces where domain = :domain", { domain }) ??
  noPace;

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
