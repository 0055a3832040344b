import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const stepsOf = (engine: "sqlite" | "postgres") => {
  const folder = join(import.meta.dirname, `../../src/store/${engine}/migrations`);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((file) => readFileSync(join(folder, file), "utf8"));
};

/** "Wire" in ASCII. */
const applicationId = 0x57697265;

const columns =
  "feed_id, content_hash, guid, title, summary, authors, categories, enclosures, first_seen_at, shown_at";
const values = (number: string) =>
  `1, 'h' || ${number}, 'g' || ${number}, 'Title of ' || ${number}, 'Text of ' || ${number} || ' near the harbour', '[]', '[]', '[]', 1000 + ${number}, 1000 + ${number}`;
const feed = `insert into feeds (url, position, fetch_url, host, state, entry_count, next_poll_at, next_poll_reason, polling)
  values ('https://a.example/feed', 0, 'https://a.example/feed', 'a.example', 'ok', ENTRIES, 0, 'not asked yet', '{"validators":{},"failures":0,"notes":[]}')`;

export type OldDatabase = Readonly<{ sql: string; newest: number }>;

/** SQL that makes a database as the first version did, with so many entries. */
export function oldDatabase(engine: "sqlite" | "postgres", entries: number): OldDatabase {
  const [first, ...later] = stepsOf(engine);
  const many =
    engine === "sqlite"
      ? `with recursive many (n) as (select 1 union all select n + 1 from many where n < ${entries})`
      : `with many as (select generate_series(1, ${entries}) as n)`;
  const fill = [
    feed.replace("ENTRIES", String(entries)),
    engine === "sqlite"
      ? `insert into entries (${columns}) ${many} select ${values("n")} from many`
      : `insert into entries (${columns}) ${many} select ${values("n")} from many`,
    "insert into entry_keys (feed_id, key, entry_id) select 1, 'g:' || guid, id from entries",
  ];
  const mark =
    engine === "sqlite"
      ? `pragma user_version = 1; pragma application_id = ${applicationId}`
      : `create table wirefold_schema (one boolean primary key default true check (one), version integer not null);
         insert into wirefold_schema (version) values (1)`;
  return { sql: [first, ...fill, mark].join(";\n"), newest: later.length + 1 };
}
