import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A story as a reader app has it in its list. */
export type ShownItem = Readonly<{
  id: string;
  title: string;
  link: string;
  author: string;
  /** In seconds, as readers keep it. */
  at: number;
}>;

export type ReaderProgram = Readonly<{
  name: string;
  isHere: boolean;
  /** Subscribes to one feed, in an empty folder. */
  subscribe(folder: string, url: string): Subscription;
}>;
type Subscription = Readonly<{
  reload(): Promise<void>;
  /** What it lists, unread or not. */
  items(): readonly ShownItem[];
}>;

const newsboat: ReaderProgram = {
  name: "newsboat",
  isHere: existsSync("/usr/bin/newsboat"),
  subscribe: (folder, url) => {
    writeFileSync(join(folder, "urls"), `${url}\n`);
    writeFileSync(join(folder, "config"), "");
    const files = ["-u", "urls", "-c", "cache.db", "-C", "config"];
    return {
      reload: async () => {
        await run("/usr/bin/newsboat", [...files, "-x", "reload"], { cwd: folder, env: { HOME: folder } });
      },
      items: () => {
        const cache = new DatabaseSync(join(folder, "cache.db"), { readOnly: true });
        const rows = cache
          .prepare("select guid, title, url, author, pubDate from rss_item where deleted = 0")
          .all();
        cache.close();
        return rows.map((row) => ({
          id: String(row["guid"]),
          title: String(row["title"]),
          link: String(row["url"]),
          author: String(row["author"]),
          at: Number(row["pubDate"]),
        }));
      },
    };
  },
};

const sfeed: ReaderProgram = {
  name: "sfeed",
  isHere: existsSync("/usr/bin/sfeed_update") && existsSync("/usr/bin/curl"),
  subscribe: (folder, url) => {
    mkdirSync(join(folder, "feeds"));
    writeFileSync(join(folder, "sfeedrc"), `sfeedpath="${folder}/feeds"\nfeeds() { feed wire "${url}"; }\n`);
    return {
      reload: async () => {
        await run("/usr/bin/sfeed_update", [join(folder, "sfeedrc")], { cwd: folder });
      },
      items: () =>
        readFileSync(join(folder, "feeds", "wire"), "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => {
            const [at, title = "", link = "", , , id = "", author = ""] = line.split("\t");
            return { id, title, link, author, at: Number(at) };
          }),
    };
  },
};

export const readerPrograms: readonly ReaderProgram[] = [newsboat, sfeed];

// CI installs them; there a test with them is never skipped.
const missing = readerPrograms.filter(({ isHere }) => !isHere).map(({ name }) => name);
if (missing.length > 0 && process.env["WIREFOLD_NEEDS_READERS"])
  throw new Error(`The tests with reader apps need Debian's packages: ${missing.join(", ")}, curl`);
