import { systemClock } from "../base/clock.ts";
import { UserError } from "../base/user-error.ts";
import { version } from "../base/version.ts";
import { loadSettings, readEnvironment } from "../config/load.ts";
import type { Settings } from "../model/settings.ts";
import { ownLists } from "../publish/list.ts";
import { type ExportParts, exportSite } from "../static/export-site.ts";
import { openSiteFolder } from "../static/site-folder.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { createCorrections } from "../story/corrections.ts";
import type { Command } from "./command.ts";

/** Pages of each list where nobody says how many. */
const usualPages = 10;

export const publish: Command = {
  name: "publish",
  summary: "writes pages and feeds as files, for any web host",
  help: `
Usage: node src/main.ts publish DIR [--base URL] [--pages N]

Writes the front page, views, categories, sources and stories as HTML files into DIR, and every
list as RSS, Atom and JSON Feed beside its page; what is in the database (DATABASE_URL) when
it runs, also while the service does. Run it again after each poll: only files that changed
are written, each as a whole, and those that are no longer wanted are removed. DIR is made where
there is none; one with files that publish did not write is refused.

Pages lead to each other by relative links, so that DIR can lie in any folder of a host and be
opened without one. Feeds need whole addresses: those of --base, or of siteUrl in the config.
What needs a server is left out: search, status, corrections, feeds by query (fold, min,
archives). A feed has its newest items; a story's page stays for as long as the database has it.

Options:
  --base URL  where DIR will be reached, such as https://example.org/news (siteUrl)
  --pages N   pages of 50 stories that a list has at most (${usualPages})
  -h, --help  this text

Exit code: 0 when all was written; 1 when it was interrupted, or DIR or the database cannot be used.
`,
  options: { base: { type: "string" }, pages: { type: "string" } },
  operands: "some",
  run: async ({ values, operands, stop }) => {
    const path = readFolder(operands);
    const pages = readPages(textOf(values["pages"]));
    const { configPath, databaseUrl } = readEnvironment();
    const settings = await loadSettings(configPath);
    const base = readBase(textOf(values["base"]), settings.site.url);
    const folder = await openSiteFolder(path);
    const stopping = new AbortController();
    void stop.asked.then(() => stopping.abort());
    const store = await openStore(databaseUrl);
    try {
      await exportSite({
        ...publishParts(store, settings, base),
        base,
        pages,
        folder,
        version,
        signal: stopping.signal,
        onFile: showProgress,
      });
      clearProgress();
      if (stop.came()) {
        process.stderr.write("Stopped early: what was written stays, nothing was removed.\n");
        return 1;
      }
      const { written, unchanged, removed } = await folder.finish();
      process.stdout.write(
        `${path}: ${written} files written, ${unchanged} unchanged, ${removed} removed; made for ${base}/\n`,
      );
      return 0;
    } finally {
      clearProgress();
      await store.close();
    }
  },
};

type PublishSettings = Pick<Settings, "site" | "views" | "mute" | "content"> &
  Readonly<{ stories: Pick<Settings["stories"], "granularity"> }>;

/** What an export is made from, as the settings have it. */
export function publishParts(
  store: Store,
  { site, views, mute, content, stories }: PublishSettings,
  base: string,
): Pick<ExportParts, "store" | "site" | "lists" | "content" | "reader"> {
  const sagaOnce = stories.granularity === "topic";
  const lists = { store, views, sagaOnce, mute };
  return {
    store,
    site,
    lists,
    content,
    reader: {
      store,
      site: () => ({ ...site, url: base }),
      views: () => views,
      sagaOnce: () => sagaOnce,
      mute: () => mute,
      content: () => content,
      ownFeeds: { lists: () => ownLists(store, lists), problemAt: async () => undefined },
      corrections: createCorrections({ store, clock: systemClock }),
      configFault: () => undefined,
    },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const seeHelp = "See: node src/main.ts publish --help";

function readFolder(operands: readonly string[]): string {
  const [path, ...more] = operands;
  if (path === undefined || path === "" || more.length > 0)
    throw new UserError(`publish needs the folder to write to, and one alone. ${seeHelp}`, { exitCode: 2 });
  return path;
}

function readPages(value: string | undefined): number {
  if (value === undefined) return usualPages;
  const pages = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (pages < 1)
    throw new UserError(`--pages: expected a whole number from 1 to 9999, found "${value}".`, {
      exitCode: 2,
    });
  return pages;
}

function readBase(value: string | undefined, siteUrl: string | undefined): string {
  if (value === undefined) {
    if (siteUrl !== undefined) return siteUrl;
    throw new UserError(
      "Feeds need whole addresses. Say where the folder will be reached: --base https://example.org/news, or siteUrl in the config.",
      { exitCode: 2 },
    );
  }
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.search + url.hash + url.username + url.password !== "")
    throw new UserError(`--base: expected an address such as "https://example.org/news", found "${value}".`, {
      exitCode: 2,
    });
  return url.href.replace(/\/+$/, "");
}

function showProgress(count: number): void {
  if (process.stderr.isTTY && count % 50 === 0) process.stderr.write(`\r\u001b[K${count} files`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
