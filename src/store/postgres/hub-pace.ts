import type { HubPace } from "../hub-store.ts";
import { everybody, gapAfter, nextTurn, noPace, type PaceRow, type Turn } from "../hub-turns.ts";
import type { Connection } from "./database.ts";

/**
 * Whoever counts subscriptions and questions, or adds and ends some, does so alone: limits hold over all processes, and no
 * topic is forgotten while somebody subscribes to it. Held until the transaction ends.
 */
export async function lockHub(connection: Connection): Promise<void> {
  await connection.run("select pg_advisory_xact_lock(hashtextextended('the hub', 1))");
}

/** When a domain may be asked next. Takes the turn; whoever calls this holds the hub. */
export async function takeTurn(
  connection: Connection,
  domain: string,
  pace: HubPace,
  nowMs: number,
): Promise<Turn> {
  const known = { own: await readPace(connection, domain), all: await readPace(connection, everybody) };
  const turn = nextTurn(domain, known, pace, nowMs);
  if (turn.dueMs === undefined) return turn;
  for (const taken of turn.turns)
    await connection.run(
      `insert into hub_paces (domain, next_at) values (:domain, :nextMs)
       on conflict (domain) do update set next_at = excluded.next_at`,
      taken,
    );
  return turn;
}

const readPace = async (connection: Connection, domain: string): Promise<PaceRow> =>
  (await connection.get<PaceRow>("select next_at, failures from hub_paces where domain = :domain", {
    domain,
  })) ?? noPace;

/** A domain that confirms is asked as often as any; one that does not, less and less often. Whoever calls this holds the hub. */
export async function notePace(
  connection: Connection,
  domain: string,
  confirmed: boolean,
  pace: HubPace,
  nowMs: number,
): Promise<void> {
  if (confirmed) {
    await connection.run("update hub_paces set failures = 0 where domain = :domain", { domain });
    return;
  }
  const failures = (await readPace(connection, domain)).failures + 1;
  await connection.run(
    `update hub_paces set failures = :failures, next_at = greatest(next_at, :next) where domain = :domain`,
    { domain, failures, next: nowMs + gapAfter(pace, failures) },
  );
}

/** What is over says nothing any more; failures are remembered for as long as `forgetMs`. */
export async function forgetPaces(connection: Connection, nowMs: number, forgetMs: number): Promise<void> {
  await connection.run("delete from hub_paces where next_at < :before", { before: nowMs - forgetMs });
}
