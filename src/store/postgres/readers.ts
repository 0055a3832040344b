import { randomBytes } from "node:crypto";
import { dayMs } from "../../base/duration.ts";
import type { Look, Reader } from "../../model/reader.ts";
import type { ReaderStore } from "../reader-store.ts";
import type { Database } from "./database.ts";

type ReaderRow = Readonly<{ id: number; look: string; last_seen_at: number }>;
type Methods = Pick<
  ReaderStore,
  "secret" | "addReader" | "reader" | "saveLook" | "readerRevision" | "dropReader" | "dropReaders"
>;

/** Who reads here. */
export function createReaderStore(database: Database): Methods {
  return {
    secret: async () => (await readSecret(database)) ?? makeSecret(database),
    addReader: async (now): Promise<Reader> => {
      const row = await database.get<{ id: number }>(
        "insert into readers (made_at, last_seen_at, look) values (:now, :now, '{}') returning id",
        { now: now.getTime() },
      );
      return { id: row!.id, look: {} };
    },
    reader: async (id, now) => {
      const row = await database.get<ReaderRow>("select id, look, last_seen_at from readers where id = :id", {
        id,
      });
      if (!row) return undefined;
      if (now.getTime() - row.last_seen_at >= dayMs) await noteSeen(database, id, now);
      return { id, look: JSON.parse(row.look) as Look };
    },
    saveLook: async (readerId, look) =>
      void (await database.run(
        "update readers set look = :look, revision = revision + 1 where id = :readerId",
        { readerId, look: JSON.stringify(look) },
      )),
    readerRevision: async (readerId) => {
      const row = await database.get<{ revision: number }>(
        "select revision from readers where id = :readerId",
        { readerId },
      );
      return row?.revision ?? 0;
    },
    dropReader: async (id) => void (await database.run("delete from readers where id = :id", { id })),
    dropReaders: async ({ before, limit }) => {
      // Who came back while this waited for another is still here, and asked once more about the date.
      const { changes } = await database.run(
        `delete from readers where last_seen_at < :before and id in
           (select id from readers where last_seen_at < :before order by last_seen_at limit :limit)`,
        { before: before.getTime(), limit },
      );
      return changes;
    },
  };
}

const noteSeen = (database: Database, id: number, now: Date) =>
  database.run("update readers set last_seen_at = :now where id = :id", { id, now: now.getTime() });

const readSecret = async (database: Database): Promise<string | undefined> =>
  (await database.get<{ value: string }>("select value from secret"))?.value;

/** Where several processes make one at once, the first one's stays. */
async function makeSecret(database: Database): Promise<string> {
  const made = randomBytes(32).toString("base64url");
  await database.run(`insert into secret ("only", value) values (1, :made) on conflict do nothing`, { made });
  return (await readSecret(database)) ?? made;
}
