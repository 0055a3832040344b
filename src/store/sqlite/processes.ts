import type { HostHold, ProcessStore, RoleHeld } from "../process-store.ts";
import { type ProcessRow, toProcess, writeConfig } from "../process-rows.ts";
import type { Database } from "./database.ts";

/** What several processes on one file agree on. */
export function createProcessStore(database: Database): ProcessStore {
  return {
    holdRole: async (wish) => database.transaction(() => holdRole(database, wish)),
    leaveRole: async (role) =>
      void database.run("update roles set holder = null where name = :role and holder = :holder", role),
    holdHosts: async ({ hosts, now, hold, wantedUntil }) =>
      database.transaction(() => {
        const held = holdHosts(database, hosts, { now, hold });
        if (wantedUntil && held.length < hosts.length) wantHosts(database, hosts, { hold, wantedUntil });
        return held;
      }),
    leaveHosts: async ({ hosts, holder, until }) =>
      void database.run(
        `update host_holds set held_until = min(held_until, :until)
         where holder = :holder and host in (select value from json_each(:hosts))`,
        { hosts: JSON.stringify(hosts), holder, until: until.getTime() },
      ),
    noteProcess: async ({ name, roles, config, since, seenAt, forgetBefore }) =>
      database.transaction(() => {
        database.run("delete from processes where seen_at < :before and name <> :name", {
          before: forgetBefore.getTime(),
          name,
        });
        database.run(
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
      }),
    forgetProcess: async (name) => void database.run("delete from processes where name = :name", { name }),
    processes: async () =>
      database
        .all<ProcessRow>(
          `select name, roles, sources_tag, since, seen_at,
             (select json_group_array(role.name) from roles role where role.holder = processes.name) as holds
           from processes order by since, name`,
        )
        .map(toProcess),
  };
}

function holdRole(
  database: Database,
  { role, holder, silentBeat }: Parameters<ProcessStore["holdRole"]>[0],
): RoleHeld {
  const held = database.get<{ beat: number }>(
    `insert into roles (name, holder, beat) values (:role, :holder, 1)
     on conflict (name) do update set holder = excluded.holder, beat = roles.beat + 1
       where roles.holder is null or roles.holder = excluded.holder or roles.beat = :silentBeat
     returning beat`,
    { role, holder, silentBeat },
  );
  if (held) return { isHeld: true, beat: held.beat, by: holder };
  const other = database.get<{ beat: number; holder: string | null }>(
    "select beat, holder from roles where name = :role",
    { role },
  );
  return { isHeld: false, beat: other?.beat ?? 0, ...(other?.holder && { by: other.holder }) };
}

/** Another process holds the role: what is written for it by this one is of no use any more. */
export const isHeldByAnother = (
  database: Database,
  { role, holder }: Readonly<Record<"role" | "holder", string>>,
): boolean =>
  database.get("select 1 from roles where name = :role and holder <> :holder", { role, holder }) !==
  undefined;

/** A hold that reaches further than anybody's would, by more than clocks may differ, is of a clock that was wrong. */
const clocksDifferByMs = 60_000;

/** Of feeds: those of hosts that `:holder` may ask at `:now`; for `holdParameters`. */
export const isFreeHost = `not exists (
  select 1 from host_holds hold where hold.host = feeds.host
    and ((hold.holder <> :holder and hold.held_until between :now + 1 and :tooLate)
      or hold.wanted_until between :now + 1 and :tooLate))`;

export const holdParameters = ({
  now,
  hold: { holder, until },
}: Readonly<{ now: Date; hold: HostHold }>) => ({
  now: now.getTime(),
  holder,
  tooLate: until.getTime() + clocksDifferByMs,
});

/** Within a transaction. */
export function holdHosts(
  database: Database,
  hosts: readonly string[],
  given: Readonly<{ now: Date; hold: HostHold }>,
): readonly string[] {
  if (hosts.length === 0) return [];
  return database
    .all<{ host: string }>(
      `insert into host_holds (host, holder, held_until) select value, :holder, :until from json_each(:hosts) where true
       on conflict (host) do update set holder = excluded.holder, held_until = excluded.held_until,
         wanted_until = case when host_holds.holder = excluded.holder then host_holds.wanted_until end
         where host_holds.holder = excluded.holder or host_holds.held_until not between :now + 1 and :tooLate
       returning host`,
      { ...holdParameters(given), until: given.hold.until.getTime(), hosts: JSON.stringify(hosts) },
    )
    .map(({ host }) => host);
}

function wantHosts(
  database: Database,
  hosts: readonly string[],
  { hold, wantedUntil }: Readonly<{ hold: HostHold; wantedUntil: Date }>,
): void {
  database.run(
    `update host_holds set wanted_until = :until
     where holder <> :holder and host in (select value from json_each(:hosts))`,
    { until: wantedUntil.getTime(), holder: hold.holder, hosts: JSON.stringify(hosts) },
  );
}

/** Those that are over. */
export function forgetHolds(database: Database, now: Date): void {
  database.run(
    "delete from host_holds where held_until <= :now and (wanted_until is null or wanted_until <= :now)",
    { now: now.getTime() },
  );
}
