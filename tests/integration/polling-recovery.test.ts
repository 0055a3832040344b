import { describe, expect, test } from "vitest";
import type { Feed } from "../../src/model/source.ts";
import { type Answer, redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const good: Answer = { body: rssOf("1") };
const broken: Answer = { status: 500 };
const hungUp: Answer = (request) => void request.socket.destroy();
const dayMs = 24 * 60 * minuteMs;
const paths = ["/a", "/b", "/c", "/d", "/e"];

type Outlet = Awaited<ReturnType<typeof startOutlet>>;
const serveAll = (outlet: Outlet, ...answers: readonly Answer[]) => {
  for (const path of paths) outlet.serve(path, ...answers);
};
const latest = (feeds: readonly Feed[]): Date =>
  new Date(Math.max(...feeds.map(({ polling }) => polling.nextPollAt.getTime())));

/** Five feeds of one host, which were all asked once and failed; then it is so late that each is due. */
async function afterAnOutage(outlet: Outlet, fault: Answer, given: { databaseUrl?: string } = {}) {
  serveAll(outlet, fault);
  const polling = await startPolling({ sources: paths.map((path) => outlet.url(path)), ...given });
  await polling.poller.pollDue();
  polling.clock.set(latest(await polling.store.feeds()));
  outlet.requests.splice(0);
  return polling;
}

describe.each([
  ["5xx", broken],
  ["broken connections", hungUp],
])("after %s of a host", (_, fault) => {
  test("one of its feeds asks first; where that fails the others wait on without a request", async () => {
    await using outlet = await startOutlet();
    await using polling = await afterAnOutage(outlet, fault);
    expect(await polling.poller.pollDue()).toHaveLength(1);
    const feeds = await polling.store.feeds();
    const probe = feeds.find((feed) => feed.polling.failures === 2);
    const others = feeds.filter((feed) => feed !== probe);
    expect(others.every((feed) => feed.polling.nextPollAt >= probe!.polling.nextPollAt)).toBe(true);
    expect(others[0]?.polling.nextPollReason).toBe(
      `127.0.0.1:${outlet.port} did not answer another of its feeds either: one is asked for all of them`,
    );
    expect(await polling.poller.pollDue()).toEqual([]);
  });

  test("each takes its turn at asking first, ever more seldom", async () => {
    await using outlet = await startOutlet();
    await using polling = await afterAnOutage(outlet, fault);
    const times: number[] = [];
    for (let time = 0; time < 10; time++) {
      expect(await polling.poller.pollDue()).toHaveLength(1);
      times.push(polling.clock.now().getTime());
      polling.clock.set((await polling.nextDueAt())!);
    }
    const asked = outlet.requests.map(({ path }) => path);
    expect(asked.slice(0, 5).sort()).toEqual(paths);
    expect(asked.slice(5).sort()).toEqual(paths);
    expect(times[9]! - times[8]!).toBeGreaterThan(4 * (times[1]! - times[0]!));
    expect(times[9]! - times[8]!).toBeLessThanOrEqual(dayMs);
  });

  test("all are asked within five minutes once the first was answered", async () => {
    await using outlet = await startOutlet();
    await using polling = await afterAnOutage(outlet, fault);
    await polling.poller.pollDue();
    polling.clock.set((await polling.nextDueAt())!);
    serveAll(outlet, good);
    outlet.requests.splice(0);
    await polling.poller.pollDue();
    expect(outlet.requests).toHaveLength(1);
    const waiting = (await polling.store.feeds()).filter(({ state }) => state === "failing");
    expect(new Set(waiting.map(({ polling: { nextPollAt } }) => nextPollAt.getTime())).size).toBe(4);
    expect(waiting[0]?.polling.nextPollReason).toBe(`127.0.0.1:${outlet.port} answers again`);

    polling.clock.set(new Date(polling.clock.now().getTime() + 5 * minuteMs));
    await polling.poller.pollDue();
    expect((await polling.store.feeds()).map(({ state }) => state)).toEqual(paths.map(() => "ok"));
    expect(outlet.requests).toHaveLength(5);
  });
});

test("feeds of that host that do well are asked as ever, and by that the others are known to fail by themselves", async () => {
  await using outlet = await startOutlet();
  await using polling = await afterAnOutage(outlet, broken);
  outlet.serve("/well", good);
  await polling.store.syncSources(
    ["/well", ...paths].map((path) => ({ url: outlet.url(path) })),
    polling.clock.now(),
  );
  const asked = (await polling.poller.pollDue()).map(({ url }) => url);
  expect(asked).toContain(outlet.url("/well"));
  polling.clock.set(latest(await polling.store.feeds()));
  expect(await polling.poller.pollDue()).toHaveLength(6);
});

test("another process does not ask for the host while one does", async () => {
  await using folder = await temporaryFolder();
  const databaseUrl = `sqlite:${folder.path}/wirefold.db`;
  await using outlet = await startOutlet();
  await using polling = await afterAnOutage(outlet, broken, { databaseUrl });
  const sources = paths.map((path) => outlet.url(path));
  await using other = await startPolling({ sources, databaseUrl, clock: polling.clock });
  await Promise.all([polling.poller.pollDue(), other.poller.pollDue()]);
  await Promise.all([polling.poller.pollDue(), other.poller.pollDue()]);
  expect(outlet.requests).toHaveLength(1);
});

test("what is known of a host outlives the process", async () => {
  await using folder = await temporaryFolder();
  const databaseUrl = `sqlite:${folder.path}/wirefold.db`;
  await using outlet = await startOutlet();
  const before = await afterAnOutage(outlet, broken, { databaseUrl });
  const { clock } = before;
  await before[Symbol.asyncDispose]();
  await using after = await startPolling({
    sources: paths.map((path) => outlet.url(path)),
    databaseUrl,
    clock,
  });
  expect(await after.poller.pollDue()).toHaveLength(1);
});

test("a feed that was last asked itself a week ago does not wait for others any longer", async () => {
  await using outlet = await startOutlet();
  await using polling = await afterAnOutage(outlet, broken);
  polling.clock.set(new Date(polling.clock.now().getTime() + 8 * dayMs));
  expect(await polling.poller.pollDue()).toHaveLength(5);
});

test("a fault at another host, where a feed's address leads, says nothing of its own", async () => {
  await using outlet = await startOutlet();
  await using elsewhere = await startOutlet();
  elsewhere.serve("/feed", hungUp);
  await using polling = await afterAnOutage(outlet, redirect(302, elsewhere.url("/feed")));
  expect(await polling.poller.pollDue()).toHaveLength(5);
});

test("polling everything asks every feed, whatever is known of its host", async () => {
  await using outlet = await startOutlet();
  await using polling = await afterAnOutage(outlet, broken);
  expect(await polling.poller.pollDue({ all: true })).toHaveLength(5);
});
