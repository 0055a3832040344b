import { UserError } from "../../base/user-error.ts";
import { namingFailures } from "../naming-failures.ts";
import { createAside } from "../sqlite/set-aside.ts";
import type { Store } from "../store.ts";
import { createCorrectionStore } from "./corrections.ts";
import { readCounter } from "./counters.ts";
import { type Database, openDatabase } from "./database.ts";
import { createEntryStore } from "./entries.ts";
import { createStatusStore } from "./feed-status.ts";
import { createFeedStore } from "./feeds.ts";
import { createHubStore } from "./hub.ts";
import { createListStore } from "./lists.ts";
import { createChangeStore } from "./mark-changes.ts";
import { createMarkStore } from "./marks.ts";
import { isNewest, migrate } from "./migrate.ts";
import { openFault, placeOf } from "./open-faults.ts";
import { createPollStore } from "./polls.ts";
import { createPushStore } from "./push.ts";
import { createReaderStore } from "./readers.ts";
import { createRegroupStore } from "./regroup.ts";
import { createStoryStore } from "./stories.ts";
import { createStoryQueries } from "./story-queries.ts";
import { createVersionStore } from "./versions.ts";

/**
 * The store in a PostgreSQL database (15 or newer, UTF-8). Rejects with a UserError where that cannot be reached, entered
 * or written, or is another program's or a newer version's; a password is in no message.
 */
export async function openPostgresStore(url: string): Promise<Store> {
  const place = placeOf(url);
  const database = await openServer(url, place);
  const aside = createAside();
  return namingFailures(place, {
    ...createFeedStore(database),
    ...createPollStore(database),
    ...createStatusStore(database),
    ...createEntryStore(database),
    ...createVersionStore(database),
    ...createStoryStore(database),
    ...createStoryQueries(database),
    ...createListStore(database),
    ...createCorrectionStore(database),
    ...createHubStore(database),
    ...createPushStore(database),
    ...createRegroupStore(database, aside),
    ...createReaderStore(database),
    ...createMarkStore(database),
    ...createChangeStore(database),
    indexOlder: async () => 0, // its search was there from the first
    name: async () => (await readCounter(database, "name")).toString(36),
    revision: () => readCounter(database, "revision"),
    ping: () => tryToWrite(database),
    close: async () => {
      aside.close();
      await database.close();
    },
  });
}

/** Shows a full disk or a replica without changing anything. */
const tryToWrite = async (database: Database): Promise<void> =>
  void (await database.run("update counters set value = value where name = 'revision'"));

async function openServer(url: string, place: string): Promise<Database> {
  const database = openDatabase(url);
  try {
    await refuseUnfit(database);
    await bringUp(database, url, place);
    await tryToWrite(database);
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof UserError) throw error;
    throw new UserError(`Cannot open the database ${place}: ${openFault(error)}`, { cause: error });
  }
}

async function bringUp(database: Database, url: string, place: string): Promise<void> {
  if (await isNewest(database, place)) return;
  const patient = openDatabase(url, { patient: true });
  try {
    await migrate(patient, place);
  } finally {
    await patient.close();
  }
}

async function refuseUnfit(database: Database): Promise<void> {
  const server = await database.get<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::integer as version, current_setting('server_encoding') as encoding`,
  );
  const fault = server && serverFault(server);
  if (fault !== undefined) throw new Error(fault);
}

/** What keeps a server or a database of it from holding a store; undefined where nothing does. */
export function serverFault({
  version,
  encoding,
}: Readonly<{ version: number; encoding: string }>): string | undefined {
  if (version < 150_000)
    return `it is PostgreSQL ${Math.floor(version / 10_000)}, and 15 is the oldest that will do. Update it, or use another server`;
  if (encoding !== "UTF8")
    return `its encoding is ${encoding}, which does not hold every character. Create one with encoding 'UTF8' and template template0`;
  return undefined;
}
