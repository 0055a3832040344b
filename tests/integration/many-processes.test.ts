import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { freshDatabase, query } from "../support/postgres.ts";
import { startProgram, until } from "../support/program.ts";
import { type Harm, repeatedVisits } from "../support/repeated-visits.ts";
import { brokenInvariants } from "../support/store-invariants.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { startWatchedFarm } from "../support/watched-farm.ts";

/** How often everything is killed, frozen and cut: more by `WIREFOLD_PROCESSES=5`. */
const rounds = Number(process.env["WIREFOLD_PROCESSES"] ?? 1);
const feeds = 1000;
const hosts = 100;
const everySeconds = 30;
const gapMs = 500;
const concurrency = 16;
/** A freeze outlasts a lease by this. */
const frozenMs = 35_000;
/** A feed whose process dies while it asks is another's after so long at the earliest: it is not asked with less of its lease left. */
const leastLeaseMs = 15_000;
/** By so much the farm may see a request later than it was made, on a machine with more to do than it can. */
const lateMs = 1500;

/** `name`: what it gives as its contact to those it asks. */
type Program = ReturnType<typeof startProgram> & Readonly<{ name: string }>;

/** Four pollers, two groupers, two servers on one database, as an operator would start them. */
async function startProcesses(urls: readonly string[]) {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await freshDatabase());
  const folder = stack.use(await temporaryFolder());
  const polling = {
    every: `${everySeconds}s`,
    minEvery: `${everySeconds}s`,
    perHostGap: `${gapMs}ms`,
    concurrency,
  };
  const sources = urls.map((url) => ({ url }));
  const env = { DATABASE_URL: database.url, HOST: "127.0.0.1", PORT: "0" };
  const all: Program[] = [];
  const start = (role: "poll" | "group" | "serve"): Program => {
    const name = `${role}-${all.length}`;
    const file = join(folder.path, `${name}.json`);
    const config = { polling: { ...polling, contact: name }, network: { allow: ["127.0.0.0/8"] }, sources };
    writeFileSync(file, JSON.stringify(config));
    // Of a poll that brings no news only "debug" tells the end.
    const own = { ...env, WIREFOLD_CONFIG: file, LOG_LEVEL: role === "poll" ? "debug" : "info" };
    const program = { ...stack.use(startProgram(["run", "--roles", role], own)), name };
    all.push(program);
    return program;
  };
  const pollers = Array.from({ length: 4 }, () => start("poll"));
  const groupers = Array.from({ length: 2 }, () => start("group"));
  const servers = Array.from({ length: 2 }, () => start("serve"));
  const harms: Harm[] = [];
  const note = (how: Harm["how"], programs: readonly Program[]) =>
    void harms.push(...programs.map(({ name }) => ({ how, of: name, at: performance.now() })));
  const rows = <Row extends object>(sql: string) => query<Row>(database.url, sql);
  return {
    pollers,
    groupers,
    servers,
    /** All that were ever started. */
    all,
    start,
    rows,
    harms,
    kill: (program: Program) => {
      program.kill("SIGKILL");
      note("killed", [program]);
    },
    freeze: (program: Program) => {
      program.kill("SIGSTOP");
      note("frozen", [program]);
    },
    /** Cuts every connection of the service, as where the database's machine fails. */
    cut: async () => {
      await rows(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'wirefold'`);
      note("cut off", pollers);
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

type Processes = Awaited<ReturnType<typeof startProcesses>>;

const started = (program: Program) =>
  until(`it has started:\n${program.output.stderr.slice(-500)}`, 90_000, () =>
    program.logged().find(({ event }) => event === "started"),
  );

/** The grouper whose turn it is, by the store. */
async function elected({ rows, groupers }: Processes): Promise<Program | undefined> {
  const [role] = await rows<{ holder: string | null }>("select holder from roles where name = 'group'");
  return groupers.find(({ pid }) => role?.holder?.includes(`/${pid}/`));
}

const electedOther = (processes: Processes, before: Program) =>
  until("another grouper has taken over", 30_000, async () => {
    const now = await elected(processes);
    return now === before ? undefined : now;
  });

/** Waits for all that was published, and says how far it got where that takes too long. */
async function wholeAndGrouped({ rows }: Processes, entries: number): Promise<void> {
  let found: object[] = [];
  await until(`${entries} entries are in stories`, 240_000, async () => {
    found = await rows(`select count(story_id) as placed, count(*) as entries,
      (select count(*) from feeds where leased_until is not null) as claimed from entries`);
    return Number((found[0] as { placed: string }).placed) >= entries || undefined;
  }).catch((error: unknown) => {
    throw new Error(`It got as far as ${JSON.stringify(found)}`, { cause: error });
  });
}

const urlOf = async (server: Program) => String((await started(server))["url"]);

const answers = async (url: string) => {
  const [ready, feed] = await Promise.all(["/readyz", "/feed.json"].map((path) => fetch(url + path)));
  return ready?.status === 200 && feed?.status === 200;
};

const servesOn = async (server: Program) => {
  const url = await urlOf(server);
  await until(`${server.name} answers`, 20_000, async () => (await answers(url)) || undefined);
};

/** Kills, freezes for longer than a lease, cuts; all while there is news. Answers how long the successors took, in ms. */
async function harm(processes: Processes, publish: () => void): Promise<readonly number[]> {
  const { pollers, groupers, servers, start } = processes;
  const took: number[] = [];
  const takenOver = async (before: Program) => {
    const since = performance.now();
    await electedOther(processes, before);
    took.push(performance.now() - since);
  };
  publish();
  await sleep(4000);
  processes.kill(pollers.shift()!);
  await processes.cut();

  publish();
  const [frozenServer, otherServer] = [servers[0]!, servers[1]!];
  const frozen = [pollers[0]!, (await elected(processes))!, frozenServer];
  for (const program of frozen) processes.freeze(program);
  await takenOver(frozen[1]!);
  await servesOn(otherServer);
  await sleep(frozenMs);
  await servesOn(otherServer);
  for (const program of frozen) program.kill("SIGCONT");
  await sleep(2000);

  publish();
  const active = (await elected(processes))!;
  processes.kill(active);
  processes.kill(otherServer);
  await servesOn(frozenServer);
  await takenOver(active);
  const fresh = [start("group"), start("poll"), start("serve")] as const;
  groupers.splice(groupers.indexOf(active), 1, fresh[0]);
  pollers.push(fresh[1]);
  servers.splice(servers.indexOf(otherServer), 1, fresh[2]);
  await Promise.all(fresh.map(started)); // who cannot open the database at its start says so and ends
  await processes.cut();
  return took;
}

test(
  "four pollers, two groupers and two servers lose and double nothing while they are killed, frozen and cut off",
  async () => {
    await using farm = await startWatchedFarm({ feeds, hosts, latencyMs: 30 });
    await using processes = await startProcesses(farm.urls);
    const programs = () => [...processes.pollers, ...processes.groupers, ...processes.servers];
    await Promise.all(programs().map(started));
    const url = await urlOf(processes.servers[0]!);
    const status = await (await fetch(`${url}/status`, { headers: { accept: "text/html" } })).text();
    expect(status).toContain('<h2 id="processes">Processes</h2>');
    for (const does of ["polls", "groups", "is ready to group", "serves"])
      expect(status).toContain(`: ${does}; since`);
    const tookMs: number[] = [];
    for (let round = 0; round < rounds; round++) {
      tookMs.push(...(await harm(processes, farm.publish)));
      await wholeAndGrouped(processes, farm.published());
      await Promise.all(processes.servers.map(servesOn));
    }

    // Nothing is lost, doubled or torn.
    const { rows } = processes;
    const [counted] = await rows<{ entries: string; feeds: string }>(
      "select count(*) as entries, count(distinct feed_id) as feeds from entries",
    );
    expect(counted).toEqual({ entries: String(farm.published()), feeds: String(feeds) });
    expect(await brokenInvariants(rows)).toEqual([]);

    // What the farm saw: the limits of each host, over all processes.
    expect(farm.mostAtOnce()).toBeLessThanOrEqual(2);
    const spans = [...Map.groupBy(farm.visits, ({ host }) => host).values()].flatMap((visits) =>
      visits.slice(4).map((visit, at) => visit.startedAt - visits[at]!.startedAt),
    );
    expect(Math.min(...spans)).toBeGreaterThan(4 * gapMs - lateMs);

    // No feed was asked twice in an interval, but where a process was harmed while it polled; then not before its lease.
    const repeated = repeatedVisits({
      visits: farm.visits,
      harms: processes.harms,
      logs: new Map(processes.all.map((program) => [program.name, program.logged()])),
      withinMs: everySeconds * 1000 - lateMs,
      lateMs,
    });
    expect(repeated.filter(({ harm }) => harm === undefined)).toEqual([]);
    expect(repeated.filter(({ afterMs }) => afterMs < leastLeaseMs - lateMs)).toEqual([]);
    const byHarm = [...Map.groupBy(repeated, ({ harm }) => harm!)];
    const early = byHarm.map(([{ how, of }, { length }]) => ({ how, of, repeated: length }));
    expect(early.filter(({ repeated }) => repeated > concurrency)).toEqual([]);

    // Whoever lives is at work, and ends as it should.
    for (const program of programs()) program.kill("SIGTERM");
    const ends = await Promise.all(programs().map(({ ended }) => ended));
    expect(ends.map(({ code }) => code)).toEqual(programs().map(() => 0));
    expect(
      await rows("select name from processes where seen_at > extract(epoch from now()) * 1000 - 5000"),
    ).toEqual([]);
    const shortestSpanMs = Math.min(...spans);
    console.info(JSON.stringify({ visits: farm.visits.length, early, tookMs, shortestSpanMs }));
  },
  120_000 + rounds * 360_000,
);
