import { fork } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemClock } from "../../src/base/clock.ts";
import { silentLog } from "../../src/base/log.ts";
import { createHub } from "../../src/hub/hub.ts";
import { hubLimits } from "../../src/hub/limits.ts";
import { createFeeds } from "../../src/publish/feeds.ts";
import type { Store } from "../../src/store/store.ts";
import { httpClient } from "../support/fetching.ts";
import { freshStore, groupBy, parsedEntry, savePoll } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testSite } from "../support/wire.ts";
import type { Round } from "./hub-subscribers.ts";
import { fillHundredStories, outletUrl } from "./publish.ts";
import { type Row, middle } from "./row.ts";

const subscribers = 1000;
const rounds = 5;
const port = 43_117;
const topic = `${testSite.url}/feed.atom`;

type Case = Readonly<{ name: string; hosts: number; slowMs: number }>;

/** A new story to a thousand subscribers with a secret each: the hub in this process, they in another. */
export async function benchHub(): Promise<Row[]> {
  return [
    ...(await benchCase({ name: "on 10 hosts", hosts: 10, slowMs: 0 })),
    ...(await benchCase({ name: "on one host", hosts: 1, slowMs: 0 })),
    ...(await benchCase({ name: "on 10 hosts, one of which takes 1 s each", hosts: 10, slowMs: 1000 })),
  ];
}

async function benchCase({ name, hosts, slowMs }: Case): Promise<Row[]> {
  await using folder = await temporaryFolder();
  await using store = await freshStore(`sqlite:${join(folder.path, "wirefold.db")}`);
  await fillHundredStories(store);
  await subscribeAll(store, hosts);
  const child = fork(resolve(import.meta.dirname, "hub-subscribers.ts"), [port, hosts, slowMs].map(String));
  await once(child, "message");
  await using http = httpClient({ allow: ["127.0.0.0/8"] });
  const feeds = createFeeds({ store, site: () => testSite, views: () => [], version: "9.9.9" });
  const hub = createHub({ store, feeds, http, clock: systemClock, log: silentLog });
  hub.start();
  const figures: Figure[] = [];
  // The first is not counted.
  for (let round = 0; round <= rounds; round++) {
    const figure = await tellAll(store, round, child, hosts);
    if (round > 0) figures.push(figure);
  }
  await hub.stop();
  child.kill();
  const row = (what: string, value: (figure: Figure) => number, unit: string) => ({
    name: `${subscribers} subscribers ${name}: ${what}`,
    value: middle(figures.map(value)),
    unit,
  });
  return [
    row("stored to the first told", ({ firstS }) => firstS, "s"),
    row("stored to the last told", ({ lastS }) => lastS, "s"),
    ...(slowMs > 0
      ? [row("stored to the last told elsewhere", ({ lastElsewhereS }) => lastElsewhereS, "s")]
      : []),
    row("processor time", ({ cpuS }) => cpuS, "s"),
    row("event loop held up at most", ({ heldUpMs }) => heldUpMs, "ms"),
    row("in processor time, whatever else the machine does", ({ heldUpCpuMs }) => heldUpCpuMs, "ms"),
    row("a delivery", ({ bytes }) => bytes / 1000, "kB"),
  ];
}

type Figure = Readonly<{
  firstS: number;
  lastS: number;
  lastElsewhereS: number;
  cpuS: number;
  heldUpMs: number;
  heldUpCpuMs: number;
  bytes: number;
}>;

async function tellAll(
  store: Store,
  round: number,
  child: ReturnType<typeof fork>,
  hosts: number,
): Promise<Figure> {
  child.send(subscribers);
  const fetchedAt = systemClock.now();
  const entry = parsedEntry({
    key: `new-${round}`,
    title: `Story ${200 + round}: news`,
    publishedAt: fetchedAt,
  });
  await savePoll(store, outletUrl(0), [entry], { fetchedAt });
  await groupBy(store, (title) => 1 + Number(/\d+/.exec(title)?.[0]));
  const storedAt = performance.timeOrigin + performance.now();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const heldUpCpuMs = watchTurns();
  const cpuBefore = process.cpuUsage();
  const [{ told }] = (await once(child, "message")) as [Round];
  const cpu = process.cpuUsage(cpuBefore);
  delay.disable();
  const since = told.map(({ at }) => (at - storedAt) / 1000);
  const elsewhere = told.flatMap(({ host, at }) =>
    hosts > 1 && host !== "127.0.0.1" ? [(at - storedAt) / 1000] : [],
  );
  return {
    firstS: Math.min(...since),
    lastS: Math.max(...since),
    lastElsewhereS: Math.max(...elsewhere),
    cpuS: (cpu.user + cpu.system) / 1e6,
    heldUpMs: delay.max / 1e6,
    heldUpCpuMs: heldUpCpuMs(),
    bytes: told[0]?.bytes ?? 0,
  };
}

/** Answers, when it is called, the most processor time that this thread took between two turns of its timers. */
function watchTurns(): () => number {
  const cpuMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = cpuMs();
  let longest = 0;
  const watch = setInterval(() => {
    const now = cpuMs();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return () => {
    clearInterval(watch);
    return longest;
  };
}

/** As if each had been asked and had confirmed. */
async function subscribeAll(store: Store, hosts: number): Promise<void> {
  const now = systemClock.now();
  const pace = { ...hubLimits.pace, longestMs: 1e9 };
  for (let number = 0; number < subscribers; number++) {
    const domain = `127.0.0.${1 + (number % hosts)}`;
    const callback = `http://${domain}:${port}/${number}`;
    const wish = {
      mode: "subscribe",
      topic,
      callback,
      domain,
      leaseMs: 1e9,
      secret: `secret ${number}`,
    } as const;
    await store.askHub(wish, { ...hubLimits, pace }, now);
  }
  const later = new Date(now.getTime() + 1e9);
  const claim = { now: later, limit: subscribers, leaseMs: 1000 };
  for (const question of await store.claimHubQuestions(claim))
    await store.endHubQuestion(question, { kind: "confirmed", tag: "none yet" }, pace, now);
}
