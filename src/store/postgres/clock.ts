import { backFrom, isNoted } from "../clock-steps.ts";
import { notAsked } from "../next-poll.ts";
import { lockCounter, raiseCounter, readCounter } from "./counters.ts";
import type { Connection } from "./database.ts";

/**
 * Remembers how late it has been. A clock that was set back since would make every source wait until the old time comes
 * again: what was polled in what is the future now is due, and is paused, as much earlier; what was never polled is due; and leases,
 * which are never longer than `leaseMs`, end. Within a transaction.
 */
export async function followClock(connection: Connection, now: Date, leaseMs: number): Promise<void> {
  const before = await readCounter(connection, "clock");
  if (!isNoted(before, now)) await raiseCounter(connection, "clock", now.getTime());
  if (backFrom(before, now) === 0) return;
  // Others may have seen it as well: once is enough.
  const backMs = backFrom(await lockCounter(connection, "clock"), now);
  if (backMs > 0) await setBack(connection, now, { backMs, leaseMs });
}

async function setBack(
  connection: Connection,
  now: Date,
  { backMs, leaseMs }: Readonly<{ backMs: number; leaseMs: number }>,
): Promise<void> {
  const nowText = now.toISOString();
  // A host that was paused before was not asked by the wrong clock: its pause is right.
  await connection.run(
    `update host_pauses set until = until - :backMs
     where exists (select 1 from feeds where feeds.host = host_pauses.host and polling ->> 'lastPolledAt' > :nowText)`,
    { backMs, nowText },
  );
  await connection.run(
    `update feeds set next_poll_at = greatest(:now, next_poll_at - :backMs), not_before = not_before - :backMs,
       polling = jsonb_set(polling, '{lastPolledAt}', to_jsonb(:nowText::text))
     where polling ->> 'lastPolledAt' > :nowText`,
    { now: now.getTime(), backMs, nowText },
  );
  await connection.run(
    `update feeds set next_poll_at = greatest(:now, not_before)
     where next_poll_reason = :notAsked and next_poll_at > :now`,
    { now: now.getTime(), notAsked },
  );
  await connection.run("update feeds set leased_until = null where leased_until > :longest", {
    longest: now.getTime() + leaseMs,
  });
  await setHubBack(connection, { nowMs: now.getTime(), backMs });
  await setReadersBack(connection, { nowMs: now.getTime(), backMs });
  await connection.run("update counters set value = :now where name = 'clock'", { now: now.getTime() });
}

/** Who is told, or asked, again is so in time, and no subscription holds for longer than was asked for. */
async function setHubBack(
  connection: Connection,
  back: Readonly<{ nowMs: number; backMs: number }>,
): Promise<void> {
  await connection.run(
    "update hub_subscriptions set due_at = greatest(:nowMs, due_at - :backMs) where due_at > :nowMs",
    back,
  );
  await connection.run(
    "update hub_requests set due_at = greatest(:nowMs, due_at - :backMs) where due_at > :nowMs",
    back,
  );
  await connection.run(
    "update hub_subscriptions set since = :nowMs, expires_at = expires_at - :backMs where since > :nowMs",
    back,
  );
}

/** What was read stays read and what was unread unread: else all that comes until the old time is there again would be read. */
async function setReadersBack(
  connection: Connection,
  back: Readonly<{ nowMs: number; backMs: number }>,
): Promise<void> {
  for (const [table, column] of [
    ["stories", "news_at"],
    ["marks", "read_at"],
    ["marks_before", "read_at"],
    ["readers", "read_up_to"],
    ["mark_changes", "read_up_to_before"],
    ["mark_changes", "read_up_to_after"],
  ] as const)
    await connection.run(
      `update ${table} set ${column} = ${column} - :backMs where ${column} > :nowMs`,
      back,
    );
}
