import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { writeDuration } from "../base/duration.ts";
import { UserError } from "../base/user-error.ts";
import { addSources, loadOrStartSettings } from "../config/add-sources.ts";
import { readEnvironment } from "../config/load.ts";
import { checkSettings } from "../config/validate.ts";
import type { Settings } from "../model/settings.ts";
import { feedKey } from "../parse/feed-address.ts";
import { type ListedSource, readOpml } from "../parse/opml.ts";
import { cannotRead } from "./cannot-read.ts";
import type { Command } from "./command.ts";

export const importOpml: Command = {
  name: "import",
  summary: "adds the feeds of an OPML file to the config",
  help: `
Usage: node src/main.ts import [--dry-run] FILE.opml

Adds the feeds of a subscription list (OPML 1.0 or 2.0, as other readers export it; - is
stdin) at the end of the list of sources in feeds.config.json (or the file that
WIREFOLD_CONFIG names), which otherwise stays as it is, byte for byte. Where there is no such
file yet, it is created. No feed is asked.

Folders become categories; nested ones one category, as "News/World". How often FreshRSS asks
a feed becomes its interval. A feed that is in the config already, or twice in the list, is
left out; each is said on stderr, and so is every line that leads to no feed, and every
setting that has no match here.

Options:
  --dry-run   says what would be added, and writes nothing
  -h, --help  this text

Exit code: 0 where the list was read and its feeds are in the config now, or were before; 1
where the list cannot be read or holds no feed that can be followed, or the config cannot be
read or written; 2 for wrong arguments.

Examples:
  node src/main.ts import subscriptions.opml
  curl -s https://old.example/sources.opml | node src/main.ts import -
`,
  options: { "dry-run": { type: "boolean" } },
  operands: "some",
  run: async ({ values, operands: [file, ...more] }) => {
    if (file === undefined || more.length > 0)
      throw new UserError("import: expected one file, or - for stdin. See: node src/main.ts import --help", {
        exitCode: 2,
      });
    const { configPath } = readEnvironment();
    const settings = await loadOrStartSettings(configPath);
    const list = readOpml(await readList(file));
    if (list.kind === "no-opml") throw new UserError(`Cannot import ${file}: ${list.error}.`);

    const { added, there, notes } = sortOut(list.sources, settings);
    for (const note of [...list.notes, ...notes]) process.stderr.write(`${note}\n`);
    if (added.length + there === 0)
      throw new UserError(`Cannot import ${file}: it holds no feed that can be followed.`);
    const dryRun = values["dry-run"] === true;
    const created = dryRun || added.length === 0 ? false : (await addSources(configPath, added)).created;
    const where = `${configPath}${created ? ", which is new" : ""}`;
    process.stdout.write(summarise({ added, there, where, dryRun, notes: list.notes.length + notes.length }));
    return 0;
  },
};

async function readList(file: string): Promise<Uint8Array> {
  try {
    return file === "-" ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    throw new UserError(`${cannotRead(file, error)}.`, { cause: error });
  }
}

type Sorted = Readonly<{
  added: readonly ListedSource[];
  /** How many are in the config already. */
  there: number;
  /** What is left out, and why. */
  notes: readonly string[];
}>;

function sortOut(listed: readonly ListedSource[], { sources, polling }: Settings): Sorted {
  const followed = new Map(sources.map(({ url }, index) => [feedKey(url), `sources[${index}]`]));
  const taken = new Map<string, ListedSource>();
  const notes: string[] = [];
  let there = 0;
  for (const source of listed) {
    const key = feedKey(source.url);
    const twin = taken.get(key);
    const place = followed.get(key);
    if (place !== undefined) {
      there++;
      notes.push(`${source.url}: it is in the config already, as ${place}`);
    } else if (twin) notes.push(`${source.url}: it is in the list twice${otherFolder(twin, source)}`);
    else {
      const fit = fitted(source, polling);
      if (fit.fault !== undefined) notes.push(`${source.url}: ${fit.fault}`);
      if (fit.source) taken.set(key, fit.source);
    }
  }
  return { added: [...taken.values()], there, notes };
}

type Fitted = Readonly<{ source?: ListedSource; fault?: string }>;

/** The source as the config takes it: without an interval that is out of its bounds, or not at all. */
function fitted(source: ListedSource, polling: Settings["polling"]): Fitted {
  const { minEveryMs, maxEveryMs } = polling;
  const bounds = { minEvery: writeDuration(minEveryMs), maxEvery: writeDuration(maxEveryMs) };
  const checked = checkSettings({ polling: bounds, sources: [source] });
  if (checked.ok) return { source };
  const fault = checked.faults.map((each) => each.replace(/^sources\[0\]\./, "")).join("; ");
  const { every, ...rest } = source;
  if (every === undefined) return { fault };
  const plain = fitted(rest, polling);
  return plain.source ? { ...plain, fault: `its interval is left out: ${fault}` } : plain;
}

/** A source has one category here. */
const otherFolder = (first: ListedSource, second: ListedSource): string =>
  first.category === second.category
    ? ""
    : `, and stays in ${first.category ?? "no folder"}, not ${second.category ?? "without one"}`;

type Summary = Readonly<{
  added: readonly ListedSource[];
  there: number;
  where: string;
  dryRun: boolean;
  notes: number;
}>;

function summarise({ added, there, where, dryRun, notes }: Summary): string {
  const folders = Map.groupBy(added, ({ category }) => category ?? "without category");
  const parts = [...folders].map(([name, members]) => `${name} ${members.length}`);
  const lines = dryRun
    ? added.map(({ url, name, category }) => `${category ?? "-"}\t${name ?? "-"}\t${url}\n`)
    : [];
  const did = dryRun ? "Would add" : "Added";
  const count = `${added.length} ${added.length === 1 ? "source" : "sources"}`;
  const more = [
    ...(there > 0 ? [`${there} ${there === 1 ? "was" : "were"} there already`] : []),
    ...(notes > there ? [`see the ${notes} ${notes === 1 ? "note" : "notes"} above`] : []),
  ];
  return `${lines.join("")}${did} ${count} to ${where}${parts.length > 1 ? ` (${parts.join(", ")})` : ""}${more.length > 0 ? `; ${more.join("; ")}` : ""}.\n`;
}
