import { backFrom, isNoted } from "../clock-steps.ts";
import { notAsked } from "../next-poll.ts";
import { raiseCounter, readCounter } from "./counters.ts";
import type { Database } from "./database.ts";

/**
 * Remembers how late it has been. A clock that was set back since would make every source wait until the old time comes
 * again: what was polled in what is the future now is due, and is paused, as much earlier; what was never polled is due; and leases,
 * which are never longer than `leaseMs`, end. Within a transaction.
 */
export function followClock(database: Database, now: Date, leaseMs: number): void {
  const before = readCounter(database, "clock");
  if (!isNoted(before, now)) raiseCounter(database, "clock", now.getTime());
  const backMs = backFrom(before, now);
  if (backMs > 0) setBack(database, now, { backMs, leaseMs });
}

function setBack(
  database: Database,
  now: Date,
  { backMs, leaseMs }: Readonly<{ backMs: number; leaseMs: number }>,
): void {
  const nowText = now.toISOString();
  // A host that was paused before was not asked by the wrong clock: its pause is right.
  database.run(
    `update host_pauses set until = until - :backMs
     where exists (select 1 from feeds where feeds.host = host_pauses.host and polling ->> 'lastPolledAt' > :nowText)`,
    { backMs, nowText },
  );
  database.run(
    `update feeds set next_poll_at = max(:now, next_poll_at - :backMs), not_before = not_before - :backMs,
       polling = json_set(polling, '$.lastPolledAt', :nowText)
     where polling ->> 'lastPolledAt' > :nowText`,
    { now: now.getTime(), backMs, nowText },
  );
  database.run(
    `update feeds set next_poll_at = max(:now, coalesce(not_before, 0))
     where next_poll_reason = :notAsked and next_poll_at > :now`,
    { now: now.getTime(), notAsked },
  );
  database.run("update feeds set leased_until = null where leased_until > :longest", {
    longest: now.getTime() + leaseMs,
  });
  setHubBack(database, now.getTime(), backMs);
  setReadersBack(database, now.getTime(), backMs);
  database.run("update counters set value = :now where name = 'clock'", { now: now.getTime() });
}

/** Who is told, or asked, again is so in time, and no subscription holds for longer than was asked for. */
function setHubBack(database: Database, nowMs: number, backMs: number): void {
  const back = { nowMs, backMs };
  database.run(
    "update hub_subscriptions set due_at = max(:nowMs, due_at - :backMs) where due_at > :nowMs",
    back,
  );
  database.run("update hub_requests set due_at = max(:nowMs, due_at - :backMs) where due_at > :nowMs", back);
  database.run(
    "update hub_subscriptions set since = :nowMs, expires_at = expires_at - :backMs where since > :nowMs",
    back,
  );
}

/** What was read stays read and what was unread unread: else all that comes until the old time is there again would be read. */
function setReadersBack(database: Database, nowMs: number, backMs: number): void {
  for (const [table, column] of [
    ["stories", "news_at"],
    ["marks", "read_at"],
    ["marks_before", "read_at"],
    ["readers", "read_up_to"],
    ["mark_changes", "read_up_to_before"],
    ["mark_changes", "read_up_to_after"],
  ] as const)
    database.run(`update ${table} set ${column} = ${column} - :backMs where ${column} > :nowMs`, {
      nowMs,
      backMs,
    });
}
