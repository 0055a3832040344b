import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import { createHostHolds } from "../../src/polling/host-holds.ts";
import { type Answer, rssOf, startOutlet } from "../support/outlet.ts";
import { startPolling } from "../support/polling.ts";
import { freshDatabase } from "../support/postgres.ts";
import { freshStore } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { testClock } from "../support/test-clock.ts";

const engines = [
  {
    name: "SQLite",
    database: async () => {
      const folder = await temporaryFolder();
      const url = `sqlite:${join(folder.path, "wirefold.db")}`;
      return { url, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
    },
  },
  { name: "PostgreSQL", database: freshDatabase },
];

/** An answer that waits until a test gives it. */
function held() {
  const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
  return { asked, answer: ((_, response) => resolve(response)) satisfies Answer as Answer };
}

const good: Answer = { body: rssOf("1") };

describe.each(engines)("$name: of two processes that poll one store", ({ database }) => {
  test("one asks a host, and the other does from when that has left it alone for its gap", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/1", answer);
    outlet.serve("/2", good);
    const [first, second] = [outlet.url("/1"), outlet.url("/2")];
    const clock = testClock();
    const given = { databaseUrl: here.url, clock, settings: { perHostGapMs: 1000 } };
    await using one = await startPolling({ ...given, sources: [first] });
    const polled = one.poller.pollDue();
    const response = await asked;
    await using two = await startPolling({ ...given, sources: [first, second] });
    expect(await two.poller.pollDue()).toEqual([]);
    response.end(rssOf("1"));
    expect(await polled).toMatchObject([{ outcome: "ok" }]);
    expect(await two.poller.pollDue()).toEqual([]);
    expect(outlet.requests).toHaveLength(1);
    await clock.advance(999);
    expect(await two.poller.pollDue()).toEqual([]);
    await clock.advance(1);
    expect(await two.poller.pollDue()).toMatchObject([{ url: second, outcome: "ok" }]);
  });

  test("one that stops leaves its hosts to the other, after the gap", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    outlet.serve("/1", good);
    outlet.serve("/2", good);
    const [first, second] = [outlet.url("/1"), outlet.url("/2")];
    const clock = testClock();
    const given = { databaseUrl: here.url, clock, settings: { perHostGapMs: 1000 } };
    await using one = await startPolling({ ...given, sources: [first] });
    expect(await one.poller.pollDue()).toHaveLength(1);
    await using two = await startPolling({ ...given, sources: [first, second] });
    await one.poller.stop();
    expect(await two.poller.pollDue()).toEqual([]);
    await clock.advance(1000);
    expect(await two.poller.pollDue()).toMatchObject([{ url: second, outcome: "ok" }]);
  });

  test("a redirect is not followed to a host that the other asks; it gets its turn there all the same", async () => {
    await using here = await database();
    await using busy = await startOutlet();
    await using leading = await startOutlet();
    const { asked, answer } = held();
    busy.serve("/1", answer, good);
    busy.serve("/2", good);
    busy.serve("/led", good);
    const [target, own, led] = [busy.url("/led"), busy.url("/1"), leading.url("/feed")];
    leading.serve("/feed", { status: 302, headers: { location: target } });
    const clock = testClock();
    const given = { databaseUrl: here.url, clock };
    await using two = await startPolling({ ...given, sources: [own] });
    const polled = two.poller.pollDue();
    const response = await asked;
    await using one = await startPolling({ ...given, sources: [own, led] });
    const host = new URL(target).host;
    expect(await one.poller.pollDue()).toMatchObject([
      {
        url: led,
        outcome: "skipped",
        error: expect.stringContaining(`it leads to ${host}, and there another process asks it at present`),
      },
    ]);
    expect(busy.askedFor("/led")).toEqual([]);
    response.end(rssOf("1"));
    await polled;
    // It is wanted: not even who holds it takes on anything more there.
    await using more = await startPolling({ ...given, sources: [own, led, busy.url("/2")] });
    expect(await two.poller.pollDue()).toEqual([]);
    await clock.advance(35_000);
    expect(await more.poller.pollDue()).toMatchObject([{ url: led, outcome: "ok" }]);
    expect((await more.poller.pollDue()).map(({ url }) => url)).toEqual([busy.url("/2")]);
  });

  test("one that has lost a host while it was frozen gives back what waited for it", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/1", answer);
    outlet.serve("/2", good);
    const [first, second] = [outlet.url("/1"), outlet.url("/2")];
    const clock = testClock();
    const frozenClock = {
      ...clock,
      sleep: (_: number, signal?: AbortSignal) => clock.sleep(Infinity, signal),
    };
    const given = { databaseUrl: here.url, sources: [first, second], settings: { perHost: 1 } };
    await using frozen = await startPolling({ ...given, clock: frozenClock });
    const polled = frozen.poller.pollDue();
    const response = await asked;
    await using other = await startPolling({ ...given, clock });
    await clock.advance(31_000);
    expect((await other.poller.pollDue()).length).toBeGreaterThan(0);
    response.end(rssOf("1"));
    await polled;
    expect(outlet.askedFor("/2")).toHaveLength(1);
  });

  test("clocks set back by hours hold no host for hours: the other has it at once, and what waits is left to it", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/1", answer, good);
    outlet.serve("/2", good);
    const clock = testClock("2026-11-20T17:00:00Z");
    const sources = [outlet.url("/1"), outlet.url("/2")];
    const given = { databaseUrl: here.url, sources, clock, settings: { perHost: 1 } };
    await using one = await startPolling(given);
    await using two = await startPolling(given);
    const polled = one.poller.pollDue();
    const response = await asked;
    expect(await two.poller.pollDue()).toEqual([]);
    clock.set(new Date("2026-11-20T12:00:00Z"));
    expect(await two.poller.pollDue()).toMatchObject([{ outcome: "ok" }, { outcome: "ok" }]);
    response.end(rssOf("1"));
    expect(await polled).toMatchObject([{ outcome: "skipped" }, { outcome: "skipped" }]);
    // What was under way is all that was asked twice.
    expect([outlet.askedFor("/1").length, outlet.askedFor("/2").length]).toEqual([2, 1]);
  });

  test("clocks that leap hours ahead ask for nothing twice but for what was under way", async () => {
    await using here = await database();
    await using outlet = await startOutlet();
    const { asked, answer } = held();
    outlet.serve("/1", answer, good);
    outlet.serve("/2", good);
    const clock = testClock();
    const sources = [outlet.url("/1"), outlet.url("/2")];
    const given = { databaseUrl: here.url, sources, clock, settings: { perHost: 1 } };
    await using one = await startPolling(given);
    await using two = await startPolling(given);
    const polled = one.poller.pollDue();
    const response = await asked;
    clock.set(new Date("2026-11-20T19:00:00Z"));
    expect(await two.poller.pollDue()).toMatchObject([{ outcome: "ok" }, { outcome: "ok" }]);
    response.end(rssOf("1"));
    expect(await polled).toMatchObject([{ outcome: "skipped" }, { outcome: "skipped" }]);
    expect([outlet.askedFor("/1").length, outlet.askedFor("/2").length]).toEqual([2, 1]);
    expect(await one.titles()).toHaveLength(2);
  });
});

test("a hold that was taken by a clock that has been set back since is asked for again: the host may be another's", async () => {
  await using store = await freshStore();
  const clock = testClock("2026-11-20T17:00:00Z");
  const parts = { store, clock, log: silentLog, gapMs: () => 1000 };
  const [one, other] = [createHostHolds(parts), createHostHolds(parts)];
  expect(await one.enter("a.example")).toBeUndefined();
  expect(await other.enter("a.example")).toMatchObject({ reason: "another process asks it at present" });
  clock.set(new Date("2026-11-20T12:00:00Z"));
  expect(await other.enter("a.example")).toBeUndefined();
  expect(await one.enter("a.example")).toMatchObject({ until: new Date("2026-11-20T12:00:36Z") });
  // Nobody waits for the old time.
  await other.leave();
  clock.set(new Date("2026-11-20T12:00:01Z"));
  expect(await one.enter("a.example")).toBeUndefined();
});
