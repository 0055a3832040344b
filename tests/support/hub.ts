import { createServer } from "node:http";
import express from "express";
import { type Log, silentLog } from "../../src/base/log.ts";
import type { Resolve } from "../../src/fetch/address-guard.ts";
import { createHub } from "../../src/hub/hub.ts";
import { hubRoutes } from "../../src/hub/routes.ts";
import type { View } from "../../src/model/view.ts";
import type { Site } from "../../src/model/site.ts";
import { createFeeds } from "../../src/publish/feeds.ts";
import { publishRoutes } from "../../src/publish/routes.ts";
import type { Store } from "../../src/store/store.ts";
import { httpClient } from "./fetching.ts";
import { listening } from "./listening.ts";
import { at, groupBy, parsedEntry, savePoll } from "./store.ts";
import { askHub } from "./subscriber.ts";
import { type TestClock, testClock } from "./test-clock.ts";

type Given = Readonly<{
  clock?: TestClock;
  site?: Site;
  views?: readonly View[];
  allow?: readonly string[];
  resolve?: Resolve;
  log?: Log;
}>;

const home: Site = { title: "My wire", description: "All in one", language: "en" };

/** The hub with the feeds of a store over HTTP, as one process has them, at a time that the test drives. */
export async function startHub(store: Store, given: Given = {}) {
  const {
    clock = testClock(),
    site = home,
    views = [],
    allow = ["127.0.0.0/8"],
    log = silentLog,
    resolve,
  } = given;
  const stack = new AsyncDisposableStack();
  const http = stack.use(httpClient({ allow, ...(resolve && { resolve }) }));
  const feeds = createFeeds({ store, site: () => site, views: () => views, version: "9.9.9" });
  const hub = createHub({ store, feeds, http, clock, log });
  stack.defer(() => hub.stop());
  const app = express().disable("etag");
  app.use(publishRoutes({ store, site: () => site, feeds, sendProblemPage: async () => {} }));
  app.use(hubRoutes({ store, feeds, clock, allow: () => allow }));
  const { port } = stack.use(await listening(createServer(app)));
  const base = `http://127.0.0.1:${port}`;
  /** Does what is due now, to its end. */
  const run = async () => {
    await hub.look();
    await hub.settled();
  };
  return {
    base,
    clock,
    hub,
    run,
    runAfter: async (ms: number) => {
      await clock.advance(ms);
      await run();
    },
    ask: (fields: Readonly<Record<string, string>>) => askHub(`${base}/hub`, fields),
    /** Subscribes and has it confirmed. */
    subscribe: async (callback: string, fields: Readonly<Record<string, string>> = {}) => {
      const topic = `${site.url ?? base}/feed.json`;
      const asked = { "hub.mode": "subscribe", "hub.topic": topic, "hub.callback": callback, ...fields };
      const { status, text } = await askHub(`${base}/hub`, asked);
      if (status !== 202) throw new Error(`The hub answered ${status}: ${text}`);
      await run();
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const outlet = "https://outlet.example/feed";

/** Brings one more story into the store, which must have the source. */
export async function bringStory(store: Store, number: number): Promise<void> {
  const entry = parsedEntry({ key: `s${number}`, title: `Story ${number}`, publishedAt: at("11:00") });
  await savePoll(store, outlet, [entry], { fetchedAt: at("12:00") });
  await groupBy(store, (title) => Number(/\d+/.exec(title)?.[0]));
}

/** A store with one source and one story. */
export async function fillWithOneStory(store: Store): Promise<void> {
  await store.syncSources([{ url: outlet, name: "Outlet", category: "World" }], at("10:00"));
  await bringStory(store, 1);
}
