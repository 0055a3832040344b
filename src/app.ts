import type { RequestListener } from "node:http";
import express from "express";
import type { Clock } from "./base/clock.ts";
import type { Log } from "./base/log.ts";
import { version } from "./base/version.ts";
import { showingBy } from "./config/showing.ts";
import type { SettingsSource } from "./config/watch.ts";
import { hubRoutes } from "./hub/routes.ts";
import type { Feeds } from "./publish/feeds.ts";
import { knownFeedsFirst } from "./publish/known-feeds.ts";
import { publishRoutes } from "./publish/routes.ts";
import type { OwnFeeds } from "./reader/frame.ts";
import { errorPages, feedProblemPage, readerRoutes } from "./reader/routes.ts";
import { pushBase } from "./push/callback-address.ts";
import { pushRoutes } from "./push/routes.ts";
import type { Store } from "./store/store.ts";
import { createCorrections } from "./story/corrections.ts";
import { compressing } from "./web/compressing.ts";
import { type HealthParts, healthRoutes } from "./web/health.ts";
import { createMetrics } from "./web/metrics.ts";
import { securityHeaderLines, securityHeaders } from "./web/security-headers.ts";

export type AppParts = Readonly<{
  store: Store;
  settings: SettingsSource;
  /** The merged feed and every list as a feed: the hub tells of the same bytes. */
  feeds: Feeds;
  clock: Clock;
  log: Log;
  configFault: () => string | undefined;
}> &
  Pick<HealthParts, "isReady" | "roles">;

/** One express app over all that the service answers; before it, what is sent again and again. */
export function createApp({
  store,
  settings,
  feeds,
  clock,
  log,
  configFault,
  isReady,
  roles,
}: AppParts): RequestListener {
  const showing = showingBy(settings);
  const corrections = createCorrections({ store, clock });
  const reader = {
    ...showing,
    store,
    clock,
    ownFeeds: ownFeedsOf(feeds),
    corrections,
    configFault,
  };
  const metrics = createMetrics({ store, clock, log, version });
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag"); // pages and feeds make their own, from what they show
  app.use(healthRoutes({ store, isReady, roles }));
  app.use(metrics.routes());
  app.use(securityHeaders());
  // Feeds keep their compressed bytes; they say so by Content-Encoding, and compression leaves those alone.
  app.use(publishRoutes({ store, site: showing.site, feeds, sendProblemPage: feedProblemPage(reader) }));
  app.use(hubRoutes({ store, feeds, clock, allow: () => settings.current().fetch.allow }));
  app.use(
    pushRoutes({
      store,
      clock,
      log,
      maxBodyBytes: () => settings.current().fetch.maxBodyBytes,
      isOn: () => pushBase(settings.current()) !== undefined,
    }),
  );
  app.use(compressing());
  app.use(readerRoutes(reader));
  app.use(errorPages(reader, log));
  return metrics.counting(knownFeedsFirst({ feeds, common: securityHeaderLines(), app }));
}

/** The feeds as the page that lists them knows them. */
export const ownFeedsOf = (feeds: Feeds): OwnFeeds => ({
  lists: () => feeds.lists(),
  problemAt: async (path, query) => {
    const lookup = await feeds.find(path, query);
    switch (lookup.kind) {
      case "feed":
        return undefined;
      case "unknown":
      case "bad":
        return lookup.problem;
      case "none":
        return "There is no feed at this address.";
    }
  },
});
