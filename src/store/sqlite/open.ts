import { dirname } from "node:path";
import { describeError } from "../../base/log.ts";
import { UserError } from "../../base/user-error.ts";
import { makeFolder } from "../make-folder.ts";
import { namingFailures } from "../naming-failures.ts";
import type { Store } from "../store.ts";
import { createCheckpoints, pagesAtLast } from "./checkpoint-apart.ts";
import { createChoreStore } from "./chores.ts";
import { createCorrectionStore } from "./corrections.ts";
import { sparingDamaged } from "./damage.ts";
import { type Database, openDatabase } from "./database.ts";
import { createEntryStore } from "./entries.ts";
import { createFeedStore } from "./feeds.ts";
import { createStatusStore } from "./feed-status.ts";
import { createHubStore } from "./hub.ts";
import { createListStore } from "./lists.ts";
import { createChangeStore } from "./mark-changes.ts";
import { createMarkStore } from "./marks.ts";
import { migrate } from "./migrate.ts";
import { createPollStore } from "./polls.ts";
import { createProcessStore } from "./processes.ts";
import { createPushStore } from "./push.ts";
import { readCounter } from "./counters.ts";
import { createReaderStore } from "./readers.ts";
import { createRegroupStore } from "./regroup.ts";
import { createRetentionStore } from "./trim-stories.ts";
import { createAside } from "./set-aside.ts";
import { indexOlder } from "./search.ts";
import { createStoryQueries } from "./story-queries.ts";
import { createStoryStore } from "./stories.ts";
import { createVersionStore } from "./versions.ts";

/**
 * The store in one SQLite file (`:memory:` for one that is gone with the process). Rejects with a UserError where the
 * file cannot be made, read or written, is none, or is another program's or a newer version's.
 */
export async function openSqliteStore(path: string): Promise<Store> {
  const database = sparingDamaged(openFile(path));
  const aside = createAside();
  const checkpoints = createCheckpoints(path, database);
  return namingFailures(path, {
    ...createFeedStore(database),
    ...createPollStore(database, checkpoints),
    ...createStatusStore(database),
    ...createEntryStore(database),
    ...createVersionStore(database),
    ...createStoryStore(database, checkpoints),
    ...createStoryQueries(database),
    ...createListStore(database),
    ...createCorrectionStore(database),
    ...createHubStore(database),
    ...createPushStore(database),
    ...createRegroupStore(database, aside),
    ...createReaderStore(database),
    ...createMarkStore(database),
    ...createRetentionStore(database, checkpoints),
    ...createChoreStore(database),
    ...createChangeStore(database),
    ...createProcessStore(database),
    onNews: async () => ({ stop: async () => undefined }), // a file tells nobody: who groups looks every second
    indexOlder: async ({ limit }) => database.transaction(() => indexOlder(database, limit)),
    name: async () => readCounter(database, "name").toString(36),
    revision: async () => readCounter(database, "revision"),
    ping: async () => tryToWrite(database),
    close: async () => {
      aside.close();
      await checkpoints.close();
      database.close();
    },
  });
}

/**
 * Shows a full or read-only disk. Something has to change: SQLite writes no page that stays as it was, and taking the write
 * lock writes nothing either.
 */
function tryToWrite(database: Database): void {
  database.transaction(() =>
    database.run(
      `insert into roles (name, beat) values ('tries to write', 1)
       on conflict (name) do update set beat = (beat + 1) % 1000`,
    ),
  );
}

/** The file itself, made where there is none, its schema brought to the newest version. */
export function openFile(path: string): Database {
  let database: Database | undefined;
  try {
    if (path !== ":memory:") makeFolder(dirname(path));
    database = openDatabase(path);
    // WAL with NORMAL: a crash of the machine may take the last moments back, never tear them; the next poll brings
    // them again. A second process (the `poll` command beside the service) waits for the write lock.
    database.exec(`
      pragma busy_timeout = 10000;
      pragma journal_mode = wal;
      pragma synchronous = normal;
      pragma foreign_keys = on;
      pragma cache_size = -32768;
      pragma wal_autocheckpoint = ${pagesAtLast};
    `);
    migrate(database, path);
    tryToWrite(database);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot open the database ${path}: ${openFault(error)}`, { cause: error });
  }
}

/** Why a file could not be opened, and what to do about it, in a sentence or two. */
export function openFault(error: unknown): string {
  const found = describeError(error);
  if (/not a database|malformed/i.test(found))
    return `${found}. Move that file away, or set DATABASE_URL to another one.`;
  if (/readonly|read-only/i.test(found))
    return `${found}. Make the file and its folder writable for this user, or set DATABASE_URL to a file elsewhere (sqlite:PATH).`;
  if (/EACCES|EPERM|EROFS|ENOENT|ENOTDIR|unable to open/i.test(found))
    return `${found}. Make its folder writable for this user, or set DATABASE_URL to a file elsewhere (sqlite:PATH).`;
  if (/locked|busy/i.test(found)) return `${found}. Another program holds it; stop that one first.`;
  return `${found}.`;
}
