import { statSync } from "node:fs";
import { loadavg } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { sizeOfDatabase, startServer } from "../support/postgres-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { Row } from "./row.ts";
import { fillStore } from "./store-fill.ts";
import { type StoreNews, storeNews } from "./store-news.ts";
import { askPages, memoryOf } from "./store-pages.ts";
import { addReaders, questionsTo } from "./store-questions.ts";
import { askBy, askMeanwhile } from "./store-readings.ts";
import { bothOf, latencyRows, paceRows, percentileRow } from "./store-rows.ts";
import { marking, retention } from "./store-slices.ts";

/** A million reports from 5,000 sources are 400,000 stories; by default a twentieth of all that. */
const isFull = process.env["WIREFOLD_SCALE"] === "full";
const scale = isFull ? { reports: 1_000_000, sources: 5000 } : { reports: 50_000, sources: 250 };

/** The store of a service, in a file of the temporary folder: filled while it is read, then read by one and by sixteen. */
export async function* benchSqlite(): AsyncGenerator<Row> {
  await using folder = await temporaryFolder();
  yield* benchStore(`sqlite:${folder.path}/wirefold.db`);
}

/** The same on a server of PostgreSQL of our own, which minds a crash and has its settings as they come. */
export async function* benchPostgres(): AsyncGenerator<Row> {
  const server = await startServer([]);
  try {
    yield* benchStore(server.url);
  } finally {
    await server.stop();
  }
}

/**
 * The same in the database of `WIREFOLD_BENCH_STORE`, which stays: one that was filled before (by the same scale) is only
 * read, marked and relieved of some old stories, so that a change of a question is measured in minutes.
 */
export function benchKept(): AsyncGenerator<Row> {
  const url = process.env["WIREFOLD_BENCH_STORE"];
  if (url === undefined)
    throw new Error(
      "Which database? WIREFOLD_BENCH_STORE=sqlite:FILE or postgres://…, empty or filled before",
    );
  return benchStore(url);
}

async function* benchStore(url: string): AsyncGenerator<Row> {
  const engine = url.startsWith("sqlite:") ? "SQLite" : "PostgreSQL";
  for await (const row of figuresOf(url)) yield { ...row, name: `${engine}: ${row.name}` };
}

async function* figuresOf(url: string): AsyncGenerator<Row> {
  const news = storeNews(scale);
  const store = await openStore(url);
  const { entries } = await store.feedCounts();
  if (entries === 0) yield* filling(store, news);
  else if (entries < 0.9 * scale.reports)
    throw new Error(
      `${url} holds ${entries} entries of ${scale.reports}: it was filled in part, or by another scale`,
    );
  yield { name: "database", value: (await sizeOf(url)) / 1e6, unit: "MB" };
  const stories = await store.lastStoryId();
  yield* reading(store, stories);
  yield* askPages(url, news, stories);
  yield* marking(store);
  yield* retention(store, news);
  await store.close();
  yield { name: "load of the machine, over 15 minutes", value: loadavg()[2] ?? 0, unit: "" };
}

/** Bytes. */
const sizeOf = async (url: string): Promise<number> =>
  url.startsWith("sqlite:") ? statSync(url.slice("sqlite:".length)).size : sizeOfDatabase(url);

/** Fills the store while pages are read from it. */
async function* filling(store: Store, news: StoreNews): AsyncGenerator<Row> {
  news.entryOf(0);
  const before = memoryOf("self", "VmRSS");
  const meanwhile = askMeanwhile(store);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const { stories, ...figures } = await fillStore(store, news);
  delay.disable();
  await meanwhile.stop();
  yield { name: "stories", value: stories, unit: "" };
  const { saving, savingLast, placing, placingLast } = figures;
  for (const [share, save, place] of [
    ["", saving, placing],
    [", last tenth", savingLast, placingLast],
  ] as const) {
    yield* paceRows(`new entries saved${share}`, save.sum());
    yield* paceRows(`entries placed and made searchable${share}`, place.sum());
    yield* paceRows(`entries saved, placed and made searchable${share}`, bothOf(save.sum(), place.sum()));
  }
  yield { name: "documents with little news", value: figures.polling.perSecond(), unit: "documents/s" };
  for (const share of [50, 99, 100])
    yield {
      name: `event loop's delay meanwhile, p${share}`,
      value: delay.percentile(share) / 1e6,
      unit: "ms",
    };
  yield {
    name: "memory, more than before: at its peak",
    value: memoryOf("self", "VmHWM") - before,
    unit: "MB",
  };
  await setTimeout(5000);
  yield {
    name: "memory, more than before: afterwards",
    value: memoryOf("self", "VmRSS") - before,
    unit: "MB",
  };
}

async function* reading(store: Store, stories: number): AsyncGenerator<Row> {
  const readers = await addReaders(store, stories);
  for (const question of await questionsTo(store, { readers, stories }))
    for (const askers of [1, 16]) {
      const { tookMs, leastMs } = await askBy(question, { askers, rounds: 100, longestMs: 3000 });
      const name = `${question.name}, ${askers} at once`;
      yield* latencyRows(name, tookMs);
      // What else the machine does meanwhile is mostly not in the least of five: but the last four find all in memory.
      if (askers === 1) yield percentileRow(`${name}, least of five`, leastMs, 95);
    }
}
