import { createServer, type Server } from "node:http";
import { configOf, refuseOtherRetention, sayAlive } from "./alive.ts";
import { createApp } from "./app.ts";
import type { Clock } from "./base/clock.ts";
import { minuteMs } from "./base/duration.ts";
import type { Log } from "./base/log.ts";
import { createRoleWatch, type RoleWatch } from "./base/role-watch.ts";
import { createShutdown } from "./base/shutdown.ts";
import { sparingLog } from "./base/sparing-log.ts";
import { UserError } from "./base/user-error.ts";
import { processName } from "./base/process-name.ts";
import { version } from "./base/version.ts";
import { type ChoreWork, doChores } from "./chores.ts";
import type { Environment } from "./config/environment.ts";
import { showingBy } from "./config/showing.ts";
import type { SettingsSource } from "./config/watch.ts";
import { createElection, type Election } from "./election.ts";
import { createHttpClient } from "./fetch/http-client.ts";
import { createHub } from "./hub/hub.ts";
import { indexOlder } from "./index-older.ts";
import { createFeedParser } from "./parse/parse-apart.ts";
import type { Settings } from "./model/settings.ts";
import type { Site } from "./model/site.ts";
import { followSources } from "./polling/follow-sources.ts";
import { createPoller } from "./polling/poller.ts";
import { createFeeds, type Feeds } from "./publish/feeds.ts";
import { pushBase } from "./push/callback-address.ts";
import { createSubscriber } from "./push/subscriber.ts";
import { makeScheduledBackup } from "./scheduled-backup.ts";
import { openStore } from "./store/open.ts";
import type { Store } from "./store/store.ts";
import { createGrouper } from "./story/grouper.ts";
import { doUpkeep } from "./upkeep.ts";

export const roles = ["poll", "group", "serve"] as const;
export type Role = (typeof roles)[number];

export type ServiceParts = Readonly<{
  environment: Environment;
  settings: SettingsSource;
  roles: readonly Role[];
  clock: Clock;
  log: Log;
  /** What is wrong with the config file at present, where the last good one stays in force. */
  configFault?: () => string | undefined;
}>;

/** A running service. `url` is where it listens; absent without the role `serve`. `stop` ends it within 5 s, once. */
export type Service = Readonly<{ url?: string; stop(): Promise<void> }>;

/** A supervisor kills what has not ended by then; what a killed poll had not stored yet is fetched again. */
const stopWithinMs = 4500;

/**
 * Opens the store, starts the roles asked for, and answers when the service listens. What was started is stopped in
 * reverse order. Rejects with a UserError (a taken port, a database that cannot be opened) with nothing left running.
 */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { environment, settings, clock, log } = parts;
  const shutdown = createShutdown({
    deadlineMs: stopWithinMs,
    onFault: (name, error) => log.error("did not stop cleanly", { part: name, error }),
  });
  try {
    const store = await openStore(environment.databaseUrl);
    shutdown.add({ name: "store", stop: () => store.close() });
    const name = processName();
    await keepSources(store, name, parts, shutdown);

    let ready = false;
    const watches = new Map<Role, Pick<RoleWatch, "says">>();
    let url: string | undefined;
    if (parts.roles.includes("serve")) {
      const feeds = createFeeds({
        ...showingBy(settings),
        store,
        version,
        site: siteNamed(await store.name(), settings),
      });
      const app = createApp({
        store,
        settings,
        feeds,
        clock,
        log,
        configFault: parts.configFault ?? (() => undefined),
        isReady: () => ready,
        roles: () => parts.roles.map((role) => ({ role, says: watches.get(role)?.says() ?? "is starting" })),
      });
      const server = createServer(app);
      url = await listen(server, environment);
      shutdown.add({ name: "web server", stop: () => closeServer(server) });
      startHubs(store, feeds, parts, shutdown);
      watches.set("serve", { says: () => "serves" });
    }
    if (parts.roles.includes("group")) {
      const election = createElection({ store, role: "group", holder: name, clock, log });
      watches.set("group", await startGrouping(store, { ...parts, election, name }, shutdown));
      startChores(store, { ...parts, election }, shutdown);
    }
    if (parts.roles.includes("poll")) {
      watches.set("poll", startPolling(store, parts, shutdown));
      startIndexing(store, parts, shutdown);
    }
    ready = true;
    log.info("started", { version, roles: parts.roles, sources: settings.current().sources.length, url });
    return { ...(url !== undefined && { url }), stop: () => shutdown.stop() };
  } catch (error) {
    await shutdown.stop();
    throw error;
  }
}

/** The config's site with the store's name, the same object for as long as the config's is: feeds are kept under it. */
function siteNamed(storeName: string, settings: SettingsSource): () => Site {
  let before: Site | undefined;
  let named: Site | undefined;
  return () => {
    const { site } = settings.current();
    if (named === undefined || site !== before) named = { ...site, storeName };
    before = site;
    return named;
  };
}

type Shutdown = ReturnType<typeof createShutdown>;

/** The feeds of the store are those of the config, now and after each change of it, where no other process's applies. */
async function keepSources(
  store: Store,
  name: string,
  { settings, roles, clock, log }: ServiceParts,
  shutdown: Shutdown,
): Promise<void> {
  let before: Settings | undefined;
  const follow = async () => {
    const [previous, changed] = [before, settings.current()];
    const rescheduled = await followSources(store, changed, clock.now(), previous);
    before = changed;
    if (previous) log.info("config in force", { sources: changed.sources.length, rescheduled });
  };
  const config = () => configOf(settings.current(), settings.changedAt());
  const alive = sayAlive({ store, name, roles, config, follow, clock, log });
  shutdown.add({ name: "sign of life", stop: () => alive.stop() });
  await alive.start();
  const unsubscribe = settings.onChange(() => {
    alive.look().catch((error: unknown) => log.error("cannot take over the config's sources", { error }));
  });
  shutdown.add({ name: "config", stop: unsubscribe });
}

/**
 * With the web server, whose feeds it tells of: one rendering serves both. Any number of them share what is due. Hubs of
 * others are asked here too: they call the web server.
 */
function startHubs(
  store: Store,
  feeds: Feeds,
  { environment, settings, clock, log }: ServiceParts,
  shutdown: Shutdown,
): void {
  const { proxies } = environment;
  const http = createHttpClient({ settings: () => settings.current().fetch, version, proxies });
  shutdown.add({ name: "hubs' http client", stop: () => http.close() });
  const sparing = sparingLog(log, clock); // they look several times a second
  const hub = createHub({ store, feeds, http, clock, log: sparing });
  shutdown.add({ name: "hub", stop: () => hub.stop() });
  hub.start();
  const base = () => pushBase(settings.current());
  const subscriber = createSubscriber({ store, http, base, clock, log: sparing });
  shutdown.add({ name: "subscriber", stop: () => subscriber.stop() });
  subscriber.start();
}

function startPolling(
  store: Store,
  { environment, settings, clock, log }: ServiceParts,
  shutdown: Shutdown,
): RoleWatch {
  const http = createHttpClient({
    settings: () => settings.current().fetch,
    version,
    proxies: environment.proxies,
  });
  shutdown.add({ name: "http client", stop: () => http.close() });
  const parser = createFeedParser();
  shutdown.add({ name: "feed parser", stop: () => parser.close() });
  const polling = () => settings.current().polling;
  const poller = createPoller({ store, http, parser, settings: polling, clock, log });
  shutdown.add({ name: "poller", stop: () => poller.stop() });

  const watch = createRoleWatch({ role: "poll", does: () => "polls", failed: "polling failed", clock, log });
  // Ticks may overlap: the poller's limits hold over all of them, and a feed under way is not claimed again.
  every(tickMs, { name: "poll tick", clock, shutdown }, () => watch.look(() => poller.pollDue()));
  return watch;
}

/** In the process that groups. Looks each minute, and at once: what was missed while the machine slept is made up for. */
function startChores(
  store: Store,
  { environment, settings, election, clock, log }: ServiceParts & Readonly<{ election: Election }>,
  shutdown: Shutdown,
): void {
  const { databaseUrl } = environment;
  const works: readonly ChoreWork[] = [
    {
      name: "upkeep",
      timing: () => ({ kind: "cron", expression: "17 3 * * *" }),
      work: async (signal) => {
        await refuseOtherRetention(store, configOf(settings.current(), settings.changedAt()));
        const retention = () => settings.current().retention;
        return doUpkeep({ store, retention, stories: () => settings.current().stories, clock, log, signal });
      },
    },
    {
      name: "backup",
      timing: () => settings.current().backup?.every,
      work: async (signal) => {
        const { backup } = settings.current();
        if (backup) return makeScheduledBackup({ settings: backup, databaseUrl, clock, log, signal });
      },
    },
  ];
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const look = async () => {
    const term = election.term();
    if (!term) return;
    const signal = AbortSignal.any([stopping.signal, term]);
    running ??= doChores({ store, works, clock, log }, signal).finally(() => {
      running = undefined;
    });
    await running;
  };
  const stop = async () => {
    stopping.abort();
    await running;
  };
  shutdown.add({ name: "chores", stop });
  void look();
  every(minuteMs, { name: "chores tick", clock, shutdown }, look);
}

/** The slice that is under way at the end is waited for. */
function startIndexing(store: Store, { clock, log }: ServiceParts, shutdown: Shutdown): void {
  const stopping = new AbortController();
  const running = indexOlder({ store, clock, log, signal: stopping.signal });
  const stop = async () => {
    stopping.abort();
    await running;
  };
  shutdown.add({ name: "search index", stop });
}

/** Of all processes with this role one groups; the others follow what it does, so that each can go on at once. */
async function startGrouping(
  store: Store,
  { settings, election, name, clock, log }: ServiceParts & Readonly<{ election: Election; name: string }>,
  shutdown: Shutdown,
): Promise<RoleWatch> {
  const as = { role: "group", holder: name };
  const grouper = createGrouper({ store, settings: () => settings.current().stories, as, clock, log });
  await election.start();
  let running: Promise<unknown> | undefined;
  const stopping = new AbortController();
  // Waits for the batch that is under way: the store closes after it, and the successor begins.
  const stop = async () => {
    stopping.abort();
    await running;
    await election.stop();
  };
  shutdown.add({ name: "grouper", stop });
  await grouper.restore();
  const group = () => {
    const term = election.term();
    return term ? grouper.groupNew(AbortSignal.any([stopping.signal, term])) : grouper.keepReady();
  };
  const does = () => (election.term() ? "groups" : "is ready to group");
  const watch = createRoleWatch({ role: "group", does, failed: "grouping failed", clock, log });
  const tick = async () => {
    running ??= watch.look(group).finally(() => {
      running = undefined;
    });
    await running;
  };
  every(tickMs, { name: "group tick", clock, shutdown }, tick);
  const news = await store.onNews(() => void (stopping.signal.aborted || tick()));
  shutdown.add({ name: "news", stop: () => news.stop() });
  return watch;
}

/** Often enough that nobody waits, and what is due is decided by the store, not by the tick. */
const tickMs = 1000;

/**
 * Begins `work`, which never rejects, again and again. By a timer, which no jump of the clock hurries or holds up: node-cron
 * goes through every second that a clock leapt over (a night asleep: half a minute in which nothing else is done), and stands
 * still after a step back until the old time is there again.
 */
function every(
  ms: number,
  { name, clock, shutdown }: Readonly<{ name: string; clock: Clock; shutdown: Shutdown }>,
  work: () => Promise<void>,
): void {
  const stopping = new AbortController();
  shutdown.add({ name, stop: () => stopping.abort() });
  const goOn = async () => {
    for (;;) {
      await clock.sleep(ms, stopping.signal);
      if (stopping.signal.aborted) return;
      void work();
    }
  };
  void goOn();
}

function listen(server: Server, { host, port }: Environment): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const found =
        error.code === "EADDRINUSE"
          ? `port ${port} is taken by another program. Stop that one, or set PORT to a free port`
          : error.code === "EACCES"
            ? `this user may not open port ${port}. Set PORT to one above 1023`
            : `${error.message}. Set HOST to an address of this machine`;
      reject(new UserError(`Cannot listen on ${host}:${port}: ${found}.`, { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === "object" && address ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${actual}`);
    });
  });
}

/** Lets answers under way finish, but not wait for idle keep-alive connections. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), 500);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}
