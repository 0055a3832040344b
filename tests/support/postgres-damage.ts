import { query } from "./postgres.ts";

/** A schema of its own: nothing of it is where our service looks. */
const install = "create schema if not exists amcheck; create extension if not exists amcheck schema amcheck";

/** Of the service's own schema, and where its long values are. */
const tables = `
  with tables as (
    select oid, reltoastrelid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'm')
  ), stored as (select oid from tables union all select reltoastrelid from tables where reltoastrelid <> 0)`;

const rows = `${tables}
  select stored.oid::regclass::text as damaged, found.*
  from stored, lateral amcheck.verify_heapam(stored.oid, check_toast => true) as found`;

/** `true`: that each row is in the index, too. */
const calls = { btree: "bt_index_check(indexrelid, true)", gin: "gin_index_check(indexrelid)" };

const indexes = (kind: keyof typeof calls) => `${tables}
  select amcheck.${calls[kind]}
  from stored join pg_index on indrelid = stored.oid
    join pg_class as index on index.oid = indexrelid join pg_am on pg_am.oid = index.relam
  where amname = '${kind}'`;

/**
 * What PostgreSQL itself finds wrong with the rows of the service's tables and with their indexes; rejects, naming it, for
 * an index that is damaged. Where the server has nothing to look with, that is said once, and nothing is found.
 */
export async function damageOf(url: string): Promise<readonly object[]> {
  if (!(await hasAmcheck(url))) return [];
  await query(url, install);
  const [can] = await query<{ gin: boolean }>(
    url,
    "select to_regproc('amcheck.gin_index_check') is not null as gin", // from PostgreSQL 18 on
  );
  await query(url, indexes("btree"));
  if (can?.gin) await query(url, indexes("gin"));
  return query(url, rows);
}

let isSaid = false;

async function hasAmcheck(url: string): Promise<boolean> {
  const [found] = await query<{ has: boolean; may: boolean; version: string }>(
    url,
    `select exists (select from pg_available_extensions where name = 'amcheck') as has,
       rolsuper as may, current_setting('server_version') as version
     from pg_roles where rolname = current_user`,
  );
  if (found?.has && found.may) return true;
  if (!isSaid)
    console.warn(
      `PostgreSQL ${found?.version} is not asked whether its files are whole: ${found?.has ? "only a superuser may add the extension amcheck; let TEST_POSTGRES_URL name one" : "it lacks the extension amcheck; install its contrib package"}.`,
    );
  isSaid = true;
  return false;
}
