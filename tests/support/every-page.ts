import type { BrowserContext } from "playwright-core";
import { newsroomNow } from "./newsroom.ts";
import { fillNastyNewsroom } from "./nasty-newsroom.ts";
import { startReader } from "./reader-app.ts";
import { freshStore, savePoll, source } from "./store.ts";

/** Pages by what they are: `/stories/12` and so on, of a store full of texts that break pages. */
const ofNews = {
  front: "/",
  latest: "/?order=latest",
  "odd order": "/?order=newest",
  unread: "/unread",
  starred: "/starred",
  "marked all, with undo": "/?marked=1",
  "story of twelve outlets": "/stories/12",
  "story with candidates": "/stories/12?like=bridge",
  "story with edits": "/stories/2",
  podcast: "/stories/3",
  "story in Arabic and Hebrew": "/stories/8",
  "story in Japanese": "/stories/6",
  "story with a wide text": "/stories/9",
  "story without anything": "/stories/4",
  "story that is not there": "/stories/99",
  sources: "/sources",
  "sources, searched": "/sources?q=observer",
  source: "/sources/2",
  "source without a report of its own": "/sources/1",
  "source that fails": "/sources/13",
  "source that is gone": "/sources/14",
  "source not asked yet": "/sources/15",
  category: "/categories/World",
  "category in Arabic": `/categories/${encodeURIComponent("العالم")}`,
  "category that is not there": "/categories/Wolrd",
  view: "/views/bridge",
  "view without stories": "/views/empty",
  search: "/search",
  "search that found": "/search?q=bridge",
  "search that found nothing": "/search?q=zeppelin",
  "malformed search": `/search?q=${encodeURIComponent(`"unclosed -( site: `)}`,
  "over-long search": `/search?q=${"w".repeat(3000)}`,
  status: "/status",
  feeds: "/feeds",
  "feed made to measure": "/feeds?list=%2Fcategories%2FWorld&min=3&fold=copy",
  "feed that cannot be": "/feeds?list=%2Ffeed&min=x",
  settings: "/settings",
  "settings, saved": "/settings?done=saved",
  about: "/about",
  "404": "/no-such-page",
  "404 with what was meant": "/setings",
  "place that is none": "/?cursor=x",
  "fault of ours": "/search?q=fault-of-ours",
} as const;

/** One of each kind, for what need not be tried on all. */
const kinds: readonly string[] = [
  "front",
  "marked all, with undo",
  "starred",
  "story with candidates",
  "story with edits",
  "podcast",
  "story in Arabic and Hebrew",
  "story with a wide text",
  "sources",
  "source that fails",
  "view",
  "search that found",
  "status",
  "feed made to measure",
  "settings",
  "about",
  "404 with what was meant",
  "empty install: /",
  "no network: /status",
] satisfies readonly (keyof typeof ofNews | `empty install: ${string}` | `no network: ${string}`)[];

const views = [
  { slug: "bridge", title: "The bridge and all who cross it, or would if they could", query: "bridge" },
  { slug: "empty", title: "Nothing of this", query: "zeppelin" },
];

/** Every page of the reader in each of its states, by name; the stores and services behind them end with the block. */
export async function startEveryPage() {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  const faulty = {
    ...store,
    // Who looks at a page has just marked its list.
    canUndo: async () => true,
    stories: (query: Parameters<typeof store.stories>[0]) =>
      query.search?.includes("fault") ? Promise.reject(new Error("no store")) : store.stories(query),
  };
  const news = stack.use(await startReader({ store: faulty, now: newsroomNow, views }));
  await fillNastyNewsroom(store, news.base);
  const empty = stack.use(await startReader({ store: stack.use(await freshStore()), now: newsroomNow }));
  const offline = stack.use(await startOffline());
  const pages: Record<string, string> = {};
  for (const [name, path] of Object.entries(ofNews)) pages[name] = news.base + path;
  for (const path of ["/", "/unread", "/starred", "/sources", "/status", "/feeds", "/about"])
    pages[`empty install: ${path}`] = empty.base + path;
  for (const path of ["/", "/status"]) pages[`no network: ${path}`] = offline.base + path;
  return {
    pages: pages as Readonly<Record<string, string>>,
    kinds: Object.fromEntries(kinds.map((name) => [name, pages[name]!])) as Readonly<Record<string, string>>,
    news: { store, base: news.base },
    bases: [news.base, empty.base, offline.base] as const,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** All sources have failed before any answer came, and the config file is broken too. */
async function startOffline() {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  const urls = ["one", "two"].map((name) => `https://${name}.example/feed`);
  const sources = urls.map((url) => source(url));
  await store.syncSources(sources, newsroomNow);
  for (const url of urls) {
    const [feed] = await store.feeds();
    await savePoll(store, url, [], {
      state: "failing",
      fetchedAt: newsroomNow,
      polling: {
        ...feed!.polling,
        failures: 2,
        failingSince: newsroomNow,
        lastOutcome: "error",
        lastError: `Cannot fetch ${url}: no address of one.example was found.`,
        nextPollReason: "this machine's own network failed: tried again soon, later as usual",
      },
    });
  }
  const configFault =
    'sources[2].url: expected an address, found "x"\nviews[0].slug: expected a text, found 7';
  const reader = stack.use(await startReader({ store, now: newsroomNow, configFault }));
  return { base: reader.base, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Makes the browser a reader with marks and a look of its own, as forms would. */
export async function becomeReader(
  context: BrowserContext,
  base: string,
  look: Readonly<Record<string, string>> = {},
): Promise<void> {
  const post = (path: string, form: Readonly<Record<string, string>>) =>
    context.request.post(base + path, { form, headers: { origin: base, accept: "application/json" } });
  const asOf = newsroomNow.toISOString();
  const answers = [
    await post("/marks/all", { list: "/categories/World", asOf, back: "/" }),
    await post("/marks", { story: "12", act: "star" }),
    await post("/marks", { story: "8", act: "star" }),
    await post("/settings", look),
  ];
  for (const answer of answers)
    if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`);
}
