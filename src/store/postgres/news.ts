import type { NewsStore } from "../process-store.ts";
import type { Database } from "./database.ts";

const channel = "wirefold_news";
/** Whoever saves says so at most so often: a server lets one transaction after another end that says anything (NOTIFY). */
const togetherMs = 100;

export type News = NewsStore & Readonly<{ tell(): void; close(): void }>;

/** Tells other processes that there are new entries, after they are stored. Who does not hear it looks every second. */
export function createNews(database: Database): News {
  let telling: NodeJS.Timeout | undefined;
  const notify = () => {
    telling = undefined;
    database.run(`select pg_notify('${channel}', '')`).catch(() => undefined); // nobody relies on it
  };
  return {
    onNews: async (wake) => database.listen(channel, wake),
    tell: () => void (telling ??= setTimeout(notify, togetherMs)),
    close: () => clearTimeout(telling),
  };
}
