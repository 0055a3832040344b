import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { ownFeedsOf } from "../../src/app.ts";
import { silentLog } from "../../src/base/log.ts";
import type { Log } from "../../src/base/log.ts";
import type { ContentRules } from "../../src/model/content-rule.ts";
import type { View } from "../../src/model/view.ts";
import { createFeeds } from "../../src/publish/feeds.ts";
import { errorPages, readerRoutes } from "../../src/reader/routes.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { compressing } from "../../src/web/compressing.ts";
import { securityHeaders } from "../../src/web/security-headers.ts";

const testSite = {
  title: "The Evening Wire",
  description: "The news of the day, each story once",
  language: "en",
};

export type ReaderAppOptions = Readonly<{
  store: Store;
  /** The instant at which every page is asked for. */
  now: Date | (() => Date);
  views?: readonly View[];
  sagaOnce?: boolean;
  mute?: readonly string[];
  content?: ContentRules;
  /** Where people reach the site from outside. */
  siteUrl?: string;
  configFault?: string;
  log?: Log;
}>;

/** The reader alone on a free port of 127.0.0.1, with pictures at `/pictures/N.svg`, stopped at the end of its block. */
export async function startReader({
  store,
  now,
  views = [],
  sagaOnce = false,
  mute,
  content,
  siteUrl,
  configFault,
  log = silentLog,
}: ReaderAppOptions) {
  const site = () => ({ ...testSite, ...(siteUrl !== undefined && { url: siteUrl }) });
  const app = express().disable("x-powered-by").disable("etag");
  app.use(securityHeaders());
  app.get("/pictures/:name", (request, response) => {
    response.type("image/svg+xml").send(picture(Number.parseInt(request.params.name, 10) || 0));
  });
  app.use(compressing());
  const clock = { now: typeof now === "function" ? now : () => now, sleep: async () => {} };
  const parts = {
    store,
    site,
    views: () => views,
    sagaOnce: () => sagaOnce,
    mute: () => mute,
    content: () => content,
    clock,
    ownFeeds: ownFeedsOf(
      createFeeds({
        store,
        site,
        views: () => views,
        sagaOnce: () => sagaOnce,
        mute: () => mute,
        version: "9.9.9",
      }),
    ),
    corrections: createCorrections({ store, clock }),
    configFault: () => configFault,
  };
  app.use(readerRoutes(parts));
  app.use(errorPages(parts, log));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    /** A page as a browser asks for it. `fetch` would add "no-cache" to a conditional request, which forbids a 304. */
    get: (path: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(base + path, {
        redirect: "manual",
        headers: { accept: "text/html,*/*;q=0.8", "cache-control": "max-age=0", ...headers },
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A landscape of sorts, its own for every number. */
const picture = (number: number): string => {
  const hue = (number * 47) % 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">
<rect width="1200" height="800" fill="hsl(${hue} 38% 72%)"/>
<circle cx="${200 + ((number * 173) % 800)}" cy="250" r="110" fill="hsl(${(hue + 40) % 360} 70% 86%)"/>
<path d="M0 560L260 380 470 520 720 300 980 540 1200 420V800H0z" fill="hsl(${hue} 30% 44%)"/>
<path d="M0 680L340 560 640 700 900 590 1200 690V800H0z" fill="hsl(${hue} 34% 27%)"/></svg>`;
};
