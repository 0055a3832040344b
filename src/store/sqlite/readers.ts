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

/** Who reads here. What has been answered to a browser is on the disk: a cookie must never name somebody else. */
export function createReaderStore(database: Database): Methods {
  return {
    secret: async () => readSecret(database) ?? database.durably(() => makeSecret(database)),
    addReader: async (now): Promise<Reader> => {
      const { lastId: id } = database.durably(() =>
        database.run("insert into readers (made_at, last_seen_at, look) values (:now, :now, '{}')", {
          now: now.getTime(),
        }),
      );
      return { id, look: {} };
    },
    reader: async (id, now) => {
      const row = database.get<ReaderRow>("select id, look, last_seen_at from readers where id = :id", {
        id,
      });
      if (!row) return undefined;
      if (now.getTime() - row.last_seen_at >= dayMs) noteSeen(database, id, now);
      return { id, look: JSON.parse(row.look) as Look };
    },
    saveLook: async (readerId, look) =>
      void database.durably(() =>
        database.run("update readers set look = :look, revision = revision + 1 where id = :readerId", {
          readerId,
          look: JSON.stringify(look),
        }),
      ),
    readerRevision: async (readerId) =>
      database.get<{ revision: number }>("select revision from readers where id = :readerId", { readerId })
        ?.revision ?? 0,
    dropReader: async (id) =>
      void database.durably(() => database.run("delete from readers where id = :id", { id })),
    dropReaders: async ({ before, limit }) =>
      database.run(
        `delete from readers where id in
           (select id from readers where last_seen_at < :before order by last_seen_at limit :limit)`,
        { before: before.getTime(), limit },
      ).changes,
  };
}

const noteSeen = (database: Database, id: number, now: Date) =>
  database.run("update readers set last_seen_at = :now where id = :id", { id, now: now.getTime() });

const readSecret = (database: Database): string | undefined =>
  database.get<{ value: string }>("select value from secret")?.value;

/** Where several processes make one at once, the first one's stays. */
function makeSecret(database: Database): string {
  const made = randomBytes(32).toString("base64url");
  database.run("insert or ignore into secret (only, value) values (1, :made)", { made });
  return readSecret(database) ?? made;
}
