import { namingFailures } from "../naming-failures.ts";
import { createAside } from "../sqlite/set-aside.ts";
import type { Store } from "../store.ts";
import { createChoreStore } from "./chores.ts";
import { createCorrectionStore } from "./corrections.ts";
import { readCounter } from "./counters.ts";
import { createEntryStore } from "./entries.ts";
import { createStatusStore } from "./feed-status.ts";
import { createFeedStore } from "./feeds.ts";
import { createHubStore } from "./hub.ts";
import { createListStore } from "./lists.ts";
import { createChangeStore } from "./mark-changes.ts";
import { createMarkStore } from "./marks.ts";
import { createNews } from "./news.ts";
import { createPollStore } from "./polls.ts";
import { createProcessStore } from "./processes.ts";
import { createPushStore } from "./push.ts";
import { createReaderStore } from "./readers.ts";
import { createRegroupStore } from "./regroup.ts";
import { createStoryStore } from "./stories.ts";
import { createStoryQueries } from "./story-queries.ts";
import { createVersionStore } from "./versions.ts";
import { createRetentionStore } from "./trim-stories.ts";
import type { Database } from "./database.ts";

/** The store in a database that has the newest schema; `place` is how it is called for people. Closing it closes the database. */
export function createStore(database: Database, place: string): Store {
  const aside = createAside();
  const news = createNews(database);
  return namingFailures(place, {
    ...createFeedStore(database),
    ...createPollStore(database, news.tell),
    onNews: news.onNews,
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
    ...createRetentionStore(database),
    ...createChoreStore(database),
    ...createChangeStore(database),
    ...createProcessStore(database),
    indexOlder: async () => 0, // its search was there from the first
    name: async () => (await readCounter(database, "name")).toString(36),
    revision: () => readCounter(database, "revision"),
    ping: () => tryToWrite(database),
    close: async () => {
      aside.close();
      news.close();
      await database.close();
    },
  });
}

/** Shows a full disk or a replica without changing anything. */
export const tryToWrite = async (database: Database): Promise<void> =>
  void (await database.run("update counters set value = value where name = 'revision'"));
