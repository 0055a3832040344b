import { type Clock, systemClock } from "../base/clock.ts";
import { UserError } from "../base/user-error.ts";
import { version } from "../base/version.ts";
import { addSources, loadOrStartSettings } from "../config/add-sources.ts";
import { readEnvironment } from "../config/load.ts";
import { createHttpClient } from "../fetch/http-client.ts";
import type { ProxySettings } from "../model/proxies.ts";
import type { Settings } from "../model/settings.ts";
import { feedKey, typedAddresses } from "../parse/feed-address.ts";
import { askNumber, mainFeeds } from "./choose.ts";
import type { Command, CommandInput } from "./command.ts";
import { describeFound, describeMisses } from "./describe-search.ts";
import { type FeedSearch, findFeeds, type FoundFeed } from "./find-feeds.ts";

export const add: Command = {
  name: "add",
  summary: "finds the feeds behind an address and adds one to the config",
  help: `
Usage: node src/main.ts add URL [--name NAME] [--category CATEGORY] [--yes | --choose NUMBER]

Finds the feeds behind a page's or a feed's address, shows them, and adds one at the end of
the list of sources in feeds.config.json (or the file that WIREFOLD_CONFIG names), which
otherwise stays as it is, byte for byte. Where there is no such file yet, it is created. A
running service polls the new source within seconds.

URL may be a feed, a page that declares feeds or links to them, a bare host such as
example.org, a feed: address, or a page of a site whose feeds are known: YouTube channels,
handles and playlists, Reddit, GitHub, GitLab, Codeberg, Mastodon, Bluesky, Substack, Medium,
Tumblr, Blogger, WordPress, Ghost, Apple Podcasts. At last the usual places are tried (/feed,
/rss.xml …). At most 14 requests are made, with a pause (polling.perHostGap) between them.

With several feeds you are asked which one, on a terminal. Elsewhere the only one is added,
comments and other formats of the same feed not counted; with more, --choose says which.

Options:
  --name NAME          shown instead of the feed's own title
  --category CATEGORY  the section it belongs to
  --choose NUMBER      adds the feed of this number in the list, without asking
  --yes                adds the likeliest one, without asking: the first but for comments
  -h, --help           this text

Exit code: 0 where a source was added; 1 where none was: no feed was found, it is in the
config already, there are several and none was chosen, the file cannot be written; 2 for
wrong arguments.

Examples:
  node src/main.ts add example.org
  node src/main.ts add https://www.youtube.com/@handle --category Video
  node src/main.ts add https://github.com/nodejs/node --choose 1 --name "Node.js releases"
`,
  options: {
    name: { type: "string" },
    category: { type: "string" },
    choose: { type: "string" },
    yes: { type: "boolean", short: "y" },
  },
  operands: "some",
  run: async (input) => addFeed(readRequest(input), systemClock),
};

type Request = Readonly<{
  typed: string;
  addresses: readonly string[];
  name?: string;
  category?: string;
  choose?: number;
  yes: boolean;
}>;

function readRequest({ values, operands }: CommandInput): Request {
  const wrong = (message: string) =>
    new UserError(`${message} See: node src/main.ts add --help`, { exitCode: 2 });
  const [typed, ...more] = operands;
  if (typed === undefined || more.length > 0)
    throw wrong(`add: expected one address, found ${operands.length || "none"}.`);
  const addresses = typedAddresses(typed);
  const [first] = addresses;
  if (first === undefined)
    throw wrong(`add: expected an address such as https://example.org or example.org, found "${typed}".`);
  if (new URL(first).username + new URL(first).password !== "")
    throw wrong(
      "add: expected an address without a user name or password: write such a source into the config by hand.",
    );
  const text = (option: string) => {
    const value = values[option];
    if (typeof value !== "string") return undefined;
    if (value.trim() === "") throw wrong(`--${option}: expected a ${option}, found an empty text.`);
    return value.trim();
  };
  const [name, category, choose] = [text("name"), text("category"), text("choose")];
  if (choose !== undefined && !/^[1-9]\d{0,3}$/.test(choose))
    throw wrong(`--choose: expected the number of a feed in the list, such as 2, found "${choose}".`);
  return {
    typed,
    addresses,
    ...(name !== undefined && { name }),
    ...(category !== undefined && { category }),
    ...(choose !== undefined && { choose: Number(choose) }),
    yes: values["yes"] === true,
  };
}

async function addFeed(request: Request, clock: Clock): Promise<0 | 1> {
  const { configPath, proxies } = readEnvironment();
  const settings = await loadOrStartSettings(configPath);
  for (const address of request.addresses) refuseKnown(address, settings, configPath);

  const { found, misses } = await searchFor(request.addresses, { settings, proxies, clock });
  if (found.length === 0) throw new UserError(describeMisses(request.typed, misses));
  process.stdout.write(`${describeFound(request.typed, found, settings.sources, clock.now())}\n`);

  const position = await choose(found, request, settings);
  const feed = position === undefined ? undefined : found[position];
  if (!feed) {
    process.stderr.write("Nothing was added.\n");
    return 1;
  }
  refuseKnown(feed.url, settings, configPath);
  const { name, category } = request;
  const source = { url: feed.url, ...(name && { name }), ...(category && { category }) };
  const { created } = await addSources(configPath, [source]);
  const what = name ?? feed.title;
  process.stdout.write(
    `Added ${feed.url}${what ? ` (${what})` : ""} to ${configPath}${created ? ", which is new" : ""}.\n`,
  );
  return 0;
}

async function searchFor(
  addresses: readonly string[],
  { settings, proxies, clock }: Readonly<{ settings: Settings; proxies: ProxySettings; clock: Clock }>,
): Promise<FeedSearch> {
  const http = createHttpClient({ settings: () => settings.fetch, version, proxies });
  const watched = process.stderr.isTTY;
  const { perHostGapMs } = settings.polling;
  try {
    return await findFeeds({
      addresses,
      http,
      clock,
      perHostGapMs,
      onAsk: (url) => void (watched && process.stderr.write(`\r\u001b[Kasking ${url.slice(0, 70)} …`)),
    });
  } finally {
    if (watched) process.stderr.write("\r\u001b[K");
    await http.close();
  }
}

/** One feed is followed once, however its address is written. */
function refuseKnown(url: string, { sources }: Settings, configPath: string): void {
  const at = sources.findIndex((source) => feedKey(source.url) === feedKey(url));
  const source = sources[at];
  if (!source) return;
  const named = source.name === undefined ? "" : ` (${source.name})`;
  const spelled = source.url === url ? "" : ` as ${source.url}`;
  throw new UserError(`Cannot add ${url}: it is in ${configPath} already${spelled}: sources[${at}]${named}.`);
}

/** The position of the feed to add; undefined where the person at the terminal wants none. */
async function choose(
  found: readonly FoundFeed[],
  { choose, yes }: Request,
  { sources }: Settings,
): Promise<number | undefined> {
  const main = mainFeeds(found);
  const best = main[0] ?? 0;
  if (choose !== undefined) {
    if (choose > found.length)
      throw new UserError(
        `Cannot add number ${choose}: the list ends with ${found.length}. Nothing was added.`,
      );
    return choose - 1;
  }
  if (yes || found.length === 1) return best;
  if (process.stdin.isTTY && process.stdout.isTTY) {
    const terminal = { input: process.stdin, output: process.stdout };
    const followed = new Set(sources.map(({ url }) => feedKey(url)));
    const fresh = main.find((at) => !followed.has(feedKey(found[at]?.url ?? "")));
    const number = await askNumber(terminal, { count: found.length, standard: (fresh ?? best) + 1 });
    return number === undefined ? undefined : number - 1;
  }
  if (main.length === 1) return best;
  throw new UserError(
    `There are ${main.length} feeds to choose from, and nothing was added. Say which one: --choose ${best + 1}, or --yes for that one.`,
  );
}
