import type { IncomingMessage, RequestListener } from "node:http";
import { Router } from "express";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import { within } from "../base/within.ts";
import type { FeedState } from "../model/source.ts";
import type { Store } from "../store/store.ts";
import { longestAnswerMs } from "./health.ts";

export type MetricsParts = Readonly<{
  store: Pick<Store, "feedCounts" | "lastStoryId" | "waitingSince">;
  clock: Pick<Clock, "now">;
  log: Pick<Log, "debug">;
  version: string;
}>;

/** `counting`: has what a listener answers counted. `routes`: `/metrics`. */
export type Metrics = Readonly<{ counting(listener: RequestListener): RequestListener; routes(): Router }>;

/**
 * What Prometheus asks for, in its text format 0.0.4: how this process does, what it was asked for, and what stands in the
 * store at that moment. Without the store its own figures are lacking, `wirefold_database_up` is 0 and the rest is there.
 */
export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "wirefold_build_info",
    help: "1, with the version that runs.",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version: parts.version }, 1);
  const readStore = storeFigures(registry, parts);
  return {
    counting: countRequests(registry),
    routes: () => {
      const router = Router();
      router.get("/metrics", async (_request, response) => {
        await readStore();
        response
          .set("Cache-Control", "no-store")
          .type(registry.contentType)
          .send(await registry.metrics());
      });
      return router;
    },
  };
}

function storeFigures(registry: Registry, { store, clock, log }: MetricsParts): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const isUp = gauge("wirefold_database_up", "1 where the database answers, 0 where it does not.");
  const sources = new Gauge<"state">({
    name: "wirefold_sources",
    help: "Sources of the config by how they do, as the status page counts them.",
    labelNames: ["state"],
    registers: [registry],
  });
  const entries = gauge("wirefold_entries", "Articles in the store of the sources of the config.");
  const stories = gauge("wirefold_last_story_id", "Number of the newest story.");
  const overdue = gauge(
    "wirefold_poll_overdue_seconds",
    "How long the longest overdue source waits while no source at all is being polled; 0 where one is, or none is due.",
  );
  const read = async (now: Date) =>
    [await store.feedCounts(), await store.lastStoryId(), await store.waitingSince(now)] as const;
  return async () => {
    try {
      const now = clock.now();
      const [counts, lastStoryId, since] = await within(longestAnswerMs, read(now));
      for (const [state, count] of Object.entries(counts.inState) as [FeedState, number][])
        sources.set({ state }, count);
      entries.set(counts.entries);
      stories.set(lastStoryId);
      overdue.set(since ? Math.max(0, now.getTime() - since.getTime()) / 1000 : 0);
      isUp.set(1);
    } catch (error) {
      log.debug("cannot read the store's figures for /metrics", { error }); // whoever needs the store has said so louder
      isUp.set(0);
      for (const figure of [entries, stories, overdue]) figure.remove();
      sources.reset();
    }
  };
}

/** Seconds: most answers are kept and take less than one thousandth; the slowest searches take some tenths. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

function countRequests(registry: Registry): Metrics["counting"] {
  const requests = new Counter({
    name: "wirefold_http_requests_total",
    help: "Requests by what was asked for and by the status of the answer; 499 where nobody waited for its end.",
    labelNames: ["kind", "code"],
    registers: [registry],
  });
  const took = new Histogram({
    name: "wirefold_http_request_duration_seconds",
    help: "From a request's first line to the last byte of its answer handed on, by what was asked for.",
    labelNames: ["kind"],
    buckets,
    registers: [registry],
  });
  return (listener) => (request, response) => {
    const kind = kindOf(request);
    const askedAt = performance.now();
    response.once("close", () => {
      requests.inc({ kind, code: response.writableFinished ? response.statusCode : 499 });
      took.observe({ kind }, (performance.now() - askedAt) / 1000);
    });
    listener(request, response);
  };
}

/** A few kinds: labels made of addresses would be without end. */
function kindOf({ method, url = "" }: IncomingMessage): "feed" | "asset" | "probe" | "change" | "page" {
  if (method !== "GET" && method !== "HEAD") return "change";
  const path = url.split("?", 1)[0] ?? "";
  if (/\.(?:rss|atom|json|opml)$/.test(path)) return "feed";
  if (path.startsWith("/assets/")) return "asset";
  return path === "/metrics" || path === "/healthz" || path === "/readyz" ? "probe" : "page";
}
