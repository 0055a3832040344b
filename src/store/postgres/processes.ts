import type { HostHold, ProcessStore, RoleHeld } from "../process-store.ts";
import { type ProcessRow, toProcess, writeConfig } from "../process-rows.ts";
import type { Connection, Database } from "./database.ts";

/** What several processes on one database agree on. */
export function createProcessStore(database: Database): ProcessStore {
  return {
    holdRole: (wish) => holdRole(database, wish),
    leaveRole: async ({ role, holder }) =>
      void (await database.run("update roles set holder = null where name = :role and holder = :holder", {
        role,
        holder,
      })),
    holdHosts: async ({ hosts, now, hold, wantedUntil }) => {
      const held = await holdHosts(database, hosts, { now, hold });
      if (wantedUntil && held.length < hosts.length) await wantHosts(database, hosts, { hold, wantedUntil });
      return held;
    },
    leaveHosts: async ({ hosts, holder, until }) =>
      void (await database.run(
        `update host_holds set held_until = least(held_until, :until)
         where holder = :holder and host = any(:hosts::text[])`,
        { hosts, holder, until: until.getTime() },
      )),
    noteProcess: (process) => database.transaction((connection) => noteProcess(connection, process)),
    forgetProcess: async (name) =>
      void (await database.run("delete from processes where name = :name", { name })),
    processes: async () => {
      const rows = await database.all<ProcessRow>(
        `select name, roles, sources_tag, since, seen_at,
           (select coalesce(json_agg(role.name), '[]') from roles role where role.holder = processes.name) as holds
         from processes order by since, name`,
      );
      return rows.map(toProcess);
    },
  };
}

async function holdRole(
  database: Database,
  { role, holder, silentBeat }: Parameters<ProcessStore["holdRole"]>[0],
): Promise<RoleHeld> {
  const held = await database.get<{ beat: number }>(
    `insert into roles (name, holder, beat) values (:role, :holder, 1)
     on conflict (name) do update set holder = excluded.holder, beat = roles.beat + 1
       where roles.holder is null or roles.holder = excluded.holder or roles.beat = :silentBeat::bigint
     returning beat`,
    { role, holder, silentBeat },
  );
  if (held) return { isHeld: true, beat: held.beat, by: holder };
  const other = await database.get<{ beat: number; holder: string | null }>(
    "select beat, holder from roles where name = :role",
    { role },
  );
  return { isHeld: false, beat: other?.beat ?? 0, ...(other?.holder && { by: other.holder }) };
}

/** Another process holds the role: what is written for it by this one is of no use any more. */
export const isHeldByAnother = async (
  connection: Connection,
  { role, holder }: Readonly<Record<"role" | "holder", string>>,
): Promise<boolean> =>
  (await connection.get("select 1 from roles where name = :role and holder <> :holder", { role, holder })) !==
  undefined;

async function noteProcess(
  connection: Connection,
  { name, roles, config, since, seenAt, forgetBefore }: Parameters<ProcessStore["noteProcess"]>[0],
): Promise<void> {
  await connection.run("delete from processes where seen_at < :before and name <> :name", {
    before: forgetBefore.getTime(),
    name,
  });
  await connection.run(
    `insert into processes (name, roles, sources_tag, since, seen_at) values (:name, :roles, :config, :since, :seenAt)
     on conflict (name) do update set seen_at = excluded.seen_at, sources_tag = excluded.sources_tag`,
    {
      name,
      roles: JSON.stringify(roles),
      config: writeConfig(config),
      since: since.getTime(),
      seenAt: seenAt.getTime(),
    },
  );
}

/** A hold that reaches further than anybody's would, by more than clocks may differ, is of a clock that was wrong. */
const clocksDifferByMs = 60_000;

/** Of feeds: those of hosts that `:holder` may ask at `:now`; for `holdParameters`. */
export const isFreeHost = `not exists (
  select 1 from host_holds hold where hold.host = feeds.host
    and ((hold.holder <> :holder and hold.held_until > :now and hold.held_until <= :tooLate)
      or (hold.wanted_until > :now and hold.wanted_until <= :tooLate)))`;

export const holdParameters = ({
  now,
  hold: { holder, until },
}: Readonly<{ now: Date; hold: HostHold }>) => ({
  now: now.getTime(),
  holder,
  heldUntil: until.getTime(),
  tooLate: until.getTime() + clocksDifferByMs,
});

/** What follows `insert into host_holds (host, holder, held_until) select …`, the hosts in order: two who want the same wait for each other in no circle. */
export const unlessHeld = `on conflict (host) do update set holder = excluded.holder, held_until = excluded.held_until,
    wanted_until = case when host_holds.holder = excluded.holder then host_holds.wanted_until end
  where host_holds.holder = excluded.holder or host_holds.held_until <= :now or host_holds.held_until > :tooLate
  returning host`;

async function holdHosts(
  connection: Connection,
  hosts: readonly string[],
  given: Readonly<{ now: Date; hold: HostHold }>,
): Promise<readonly string[]> {
  if (hosts.length === 0) return [];
  const rows = await connection.all<{ host: string }>(
    `insert into host_holds (host, holder, held_until)
     select host, :holder, :heldUntil from unnest(:hosts::text[]) as host order by host collate "C"
     ${unlessHeld}`,
    { ...holdParameters(given), hosts: [...new Set(hosts)] },
  );
  return rows.map(({ host }) => host);
}

async function wantHosts(
  connection: Connection,
  hosts: readonly string[],
  { hold, wantedUntil }: Readonly<{ hold: HostHold; wantedUntil: Date }>,
): Promise<void> {
  await connection.run(
    `update host_holds set wanted_until = :until where holder <> :holder and host = any(:hosts::text[])`,
    { until: wantedUntil.getTime(), holder: hold.holder, hosts },
  );
}

/** Those that are over, but for what somebody writes at this moment. */
export async function forgetHolds(connection: Connection, now: Date): Promise<void> {
  await connection.run(
    `delete from host_holds where host in (
       select host from host_holds
       where held_until <= :now and (wanted_until is null or wanted_until <= :now) for update skip locked)`,
    { now: now.getTime() },
  );
}
