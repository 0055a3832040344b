import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import type { ParsedEntry } from "../../src/model/entry.ts";
import type { ContentRules } from "../../src/model/content-rule.ts";
import type { View } from "../../src/model/view.ts";
import type { Site } from "../../src/model/site.ts";
import type { Source } from "../../src/model/source.ts";
import { createFeeds } from "../../src/publish/feeds.ts";
import { knownFeedsFirst } from "../../src/publish/known-feeds.ts";
import { type PublishParts, publishRoutes } from "../../src/publish/routes.ts";
import type { Grouping, Store } from "../../src/store/store.ts";
import { securityHeaderLines, securityHeaders } from "../../src/web/security-headers.ts";
import { savePoll } from "./store.ts";

export const testSite: Site = {
  title: "My wire",
  description: "All in one",
  language: "en",
  url: "https://wire.example.org",
};

/** The feeds of a store over HTTP, on a free port. */
export async function startPublisher(
  store: Store,
  {
    site: given = testSite,
    views = [],
    sagaOnce = false,
    mute,
    content,
  }: Readonly<{
    /** Or what says it, where it changes. */
    site?: Site | (() => Site);
    views?: readonly View[];
    sagaOnce?: boolean;
    mute?: readonly string[];
    content?: ContentRules;
  }> = {},
) {
  const site = typeof given === "function" ? given : () => given;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(securityHeaders());
  const feeds = createFeeds({
    store,
    site,
    views: () => views,
    sagaOnce: () => sagaOnce,
    mute: () => mute,
    content: () => content,
    version: "9.9.9",
  });
  const sendProblemPage: PublishParts["sendProblemPage"] = async (_, response, { status, sentence }) => {
    response.status(status).send(`<p>${sentence}</p>`);
  };
  app.use(publishRoutes({ store, site, feeds, sendProblemPage }));
  const server = createServer(knownFeedsFirst({ feeds, common: securityHeaderLines(), app }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    get: (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
      fetch(base + path, { method, headers: { "accept-encoding": "identity", ...headers } }),
    text: async (path: string) => (await fetch(base + path)).text(),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** One source with its entries; each says which story it belongs to, and which text it carries (its own, where absent). */
export type Outlet = Readonly<{
  source: Source;
  entries: readonly Readonly<{ entry: ParsedEntry; story: number; copyOf?: string }>[];
}>;

/** Fills a store as polling and grouping would. Stories are led by their first entry. */
export async function fillStore(store: Store, outlets: readonly Outlet[], now: Date): Promise<void> {
  await store.syncSources(
    outlets.map(({ source }) => source),
    now,
  );
  for (const { source, entries } of outlets)
    await savePoll(
      store,
      source.url,
      entries.map(({ entry }) => entry),
      { fetchedAt: now },
    );
  const told = new Map(
    outlets.flatMap(({ entries }) =>
      entries.map((each) => [each.entry.url ?? each.entry.title, each] as const),
    ),
  );
  const stored = await store.ungroupedEntries(10_000);
  const idOf = new Map(stored.map((entry) => [entry.url ?? entry.title, entry.id]));
  const placements = stored.map((entry): Grouping["placements"][number] => {
    const each = told.get(entry.url ?? entry.title)!;
    const copyGroup = each.copyOf === undefined ? entry.id : idOf.get(each.copyOf)!;
    return {
      entryId: entry.id,
      placement: { storyId: each.story, copyGroup, layer: "story", reason: { text: "by the test" } },
    };
  });
  const storyOf = new Map(placements.map(({ entryId, placement }) => [entryId, placement.storyId]));
  const stories = [...Map.groupBy(stored, (entry) => storyOf.get(entry.id)!)].map(([id, entries]) => {
    const times = entries.map((entry) => entry.shownAt.getTime());
    return {
      id,
      leadEntryId: entries[0]!.id,
      language: "en",
      entryCount: entries.length,
      coverage: new Set(entries.map((entry) => entry.outletKey)).size,
      firstReportAt: new Date(Math.min(...times)),
      lastReportAt: new Date(Math.max(...times)),
      updatedAt: new Date(Math.max(...times)),
      newsAt: new Date(Math.max(...times)),
      rank: id,
    };
  });
  await store.saveGrouping({ placements, merges: [], stories });
}
