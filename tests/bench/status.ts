import { gzipSync } from "node:zlib";
import type { FeedPolling, FeedState } from "../../src/model/source.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { type Row, medianCpuMs, medianMs } from "./row.ts";

const sources = 10_000;
/** Of each: some of them stand behind a click. */
const polls = 12;
const start = Date.parse("2026-11-20T00:00:00Z");
const after = (minutes: number): Date => new Date(start + minutes * 60_000);

/** 10,000 sources with a past: what a poll costs the store, and what the pages cost that say how they do. */
export async function benchStatus(): Promise<Row[]> {
  await using folder = await temporaryFolder();
  await using store = await freshStore(`sqlite:${folder.path}/wirefold.db`);
  await store.syncSources(
    Array.from({ length: sources }, (_, at) =>
      source(`https://host-${at % 2000}.example/feeds/${at}.xml`, { name: `Feed ${at}`, category: "World" }),
    ),
    after(0),
  );
  const rounds: number[] = [];
  for (let round = 1; round <= polls; round++) {
    const before = process.cpuUsage();
    await pollAll(store, round);
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / sources);
  }
  await using reader = await startReader({ store, now: after(30 * polls + 5) });
  const ask = async (path: string) => (await reader.get(path)).text();
  const { next } = await store.feedsByUrgency({ limit: 5000 });
  const pages = {
    "status page, first": "/status",
    "status page, middle": `/status?cursor=${next}`,
    "status page, failing": "/status?state=failing",
    "status.json": "/status.json",
    "a source's page with its polls": "/sources/5000",
    "sources page": "/sources",
  };
  const rows: Row[] = [];
  for (const [name, path] of Object.entries(pages)) {
    const body = await ask(path);
    rows.push({
      name: `${sources} sources: ${name}`,
      value: await medianCpuMs(5, () => ask(path)),
      unit: "ms CPU",
    });
    rows.push({ name: `${sources} sources: ${name}`, value: body.length / 1000, unit: "kB" });
    rows.push({
      name: `${sources} sources: ${name}, gzipped`,
      value: gzipSync(body).length / 1000,
      unit: "kB",
    });
  }
  return [
    { name: "a poll that brings nothing, claimed and saved", value: median(rounds), unit: "µs CPU" },
    { name: "counts by state", value: await medianMs(9, () => store.feedCounts()), unit: "ms" },
    ...rows,
  ];
}

async function pollAll(store: Awaited<ReturnType<typeof freshStore>>, round: number): Promise<void> {
  const now = after(30 * round);
  for (;;) {
    const claims = await store.claimFeeds({ now, limit: 128, leaseMs: 30_000 });
    for (const { id, lease, fetchUrl } of claims) {
      const state: FeedState = id % 50 === 0 ? "failing" : "ok";
      await store.savePoll({
        feedId: id,
        lease,
        state,
        fetchUrl,
        polling: pollingOf(state, fetchUrl, now),
        fetchedAt: now,
        request: { url: fetchUrl, tookMs: 120, bytes: 0 },
      });
    }
    if (claims.length === 0) return;
  }
}

function pollingOf(state: FeedState, url: string, now: Date): FeedPolling {
  const common = {
    validators: { etag: '"0123456789abcdef"', lastModified: "Fri, 20 Nov 2026 11:00:00 GMT" },
    bodyHash: "0123456789abcdef".repeat(4),
    lastPolledAt: now,
    nextPollAt: new Date(now.getTime() + 30 * 60_000),
    notes: [],
  };
  return state === "failing"
    ? {
        ...common,
        nextPollReason: "back-off after 5 errors in a row",
        failures: 5,
        failingSince: after(0),
        lastOutcome: "error",
        lastStatus: 503,
        lastError: `Cannot fetch ${url}: the server answered 503 Service Unavailable`,
      }
    : {
        ...common,
        lastOkAt: now,
        lastChangedAt: after(0),
        nextPollReason: "the server said max-age=1800",
        failures: 0,
        lastOutcome: "not-modified",
        lastStatus: 304,
        freshness: { ms: 1_800_000, says: "max-age=1800" },
      };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
