import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { type Answer, redirect, rssOf, rssWith, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { testClock } from "../support/test-clock.ts";

const good: Answer = { body: rssOf("1") };
const start = new Date("2026-11-20T12:00:00Z");

test("a source listed twice is fetched once", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", good);
  const url = outlet.url("/feed");
  await using polling = await startPolling({ sources: [url, { url, name: "Again" }, url] });
  expect(await polling.pollNext()).toHaveLength(1);
  expect(await polling.poller.pollDue({ all: true })).toHaveLength(1);
  expect(outlet.requests).toHaveLength(2);
});

describe("the feed says why it is asked next when:", () => {
  test.each<[answer: Answer, minutes: number, reason: string]>([
    [good, 30, "every 30 min"],
    [{ ...good, headers: { "cache-control": "max-age=7200" } }, 120, "the server said max-age=7200"],
    [
      { ...good, headers: { "cache-control": "max-age=7200", age: "1800" } },
      90,
      "the server said max-age=7200, Age: 1800",
    ],
    [
      { ...good, headers: { date: start.toUTCString(), expires: "Fri, 20 Nov 2026 15:00:00 GMT" } },
      180,
      "the server said Expires: Fri, 20 Nov 2026 15:00:00 GMT",
    ],
    [{ ...good, headers: { "cache-control": "max-age=60" } }, 30, "every 30 min"],
    [
      { ...good, headers: { "cache-control": "max-age=9999999" } },
      24 * 60,
      "at least every 24 h (maxEvery), though the server said max-age=9999999",
    ],
    [{ body: rssWith("<ttl>60</ttl>", "1") }, 60, "the feed asks to be polled every 1 h at most"],
    [
      { body: rssWith("<skipHours><hour>12</hour><hour>13</hour></skipHours>", "1") },
      120,
      "the feed asks to be left alone until then (skipHours, skipDays)",
    ],
  ])("%j: after %i min", async (answer, minutes, reason) => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", answer);
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    await polling.pollNext();
    const { nextPollAt, nextPollReason } = (await polling.feed()).polling;
    expect(nextPollReason).toBe(reason);
    const waitMinutes = (nextPollAt.getTime() - start.getTime()) / minuteMs;
    expect(waitMinutes).toBeGreaterThanOrEqual(minutes);
    expect(waitMinutes).toBeLessThanOrEqual(minutes + Math.min(minutes / 10, 10)); // the spread
    polling.clock.set(new Date(nextPollAt.getTime() - 1));
    expect(await polling.poller.pollDue()).toEqual([]);
  });
});

describe("Retry-After", () => {
  const busy = (status: number, headers: Record<string, string>): Answer => ({ status, headers });

  test.each([
    ["in seconds", busy(429, { "retry-after": "7200" }), 429],
    [
      "as a date, by the server's clock, which is wrong",
      busy(503, { date: "Mon, 01 Jan 2024 00:00:00 GMT", "retry-after": "Mon, 01 Jan 2024 02:00:00 GMT" }),
      503,
    ],
  ])(
    "%s holds for every feed of the host, even with --all, and for no other host",
    async (_, answer, status) => {
      await using outlet = await startOutlet();
      await using other = await startOutlet();
      const paths = ["/1", "/2", "/3"];
      for (const path of paths) outlet.serve(path, answer);
      other.serve("/feed", good);
      await using polling = await startPolling({
        sources: [...paths.map(outlet.url), other.url("/feed")],
        settings: { perHost: 1 },
      });
      await polling.pollNext();
      expect(outlet.requests).toHaveLength(1); // the others were told in time
      expect(other.requests).toHaveLength(1);
      const reason = `the server answered ${status} and said Retry-After: 2 h`;
      const until = new Date(start.getTime() + 120 * minuteMs);
      const feeds = (await polling.store.feeds()).slice(0, 3).map((feed) => feed.polling);
      expect(feeds).toMatchObject(
        paths.map(() => ({ notBefore: until, nextPollAt: until, nextPollReason: reason })),
      );

      polling.clock.set(new Date(until.getTime() - 1));
      const results = await polling.poller.pollDue({ all: true });
      expect(results.filter(({ outcome }) => outcome === "skipped").map(({ error }) => error)).toEqual(
        paths.map((path) => `${outlet.url(path)} is not asked before ${until.toISOString()}: ${reason}.`),
      );
      for (const path of paths) outlet.serve(path, good);
      polling.clock.set(until);
      await polling.poller.pollDue();
      expect(
        outlet.requests
          .slice(1)
          .map(({ path }) => path)
          .sort(),
      ).toEqual(paths);
      expect((await polling.store.feeds()).every(({ state }) => state === "ok")).toBe(true);
    },
  );

  test("of one feed is why the others of its host are skipped, whatever they are due for later", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", good);
    outlet.serve("/busy", busy(429, { "retry-after": "300" }));
    const url = outlet.url("/feed");
    await using polling = await startPolling({
      sources: [url, outlet.url("/busy")],
      settings: { perHost: 1 },
    });
    await polling.pollNext();
    const results = await polling.poller.pollDue({ all: true });
    expect(results.find((result) => result.url === url)).toMatchObject({
      outcome: "skipped",
      error: `${url} is not asked before ${new Date(start.getTime() + 5 * minuteMs).toISOString()}: its host asked to be left alone until then.`,
    });
  });

  test.each([
    ["429 with Retry-After", busy(429, { "retry-after": "7200" }), 120],
    ["429 without", busy(429, {}), 60],
    ["503 without", busy(503, {}), 60],
  ])("%s leaves the host alone, and has the interval grow for a day", async (_, answer, leastMinutes) => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", answer, good, { body: rssOf("2") });
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    await polling.pollNext();
    const wait = async () =>
      ((await polling.feed()).polling.nextPollAt.getTime() - polling.clock.now().getTime()) / minuteMs;
    expect(await wait()).toBeGreaterThanOrEqual(leastMinutes);
    await polling.pollNext();
    expect(await polling.feed()).toMatchObject({
      state: "ok",
      polling: {
        nextPollReason: expect.stringMatching(/^every 30 min, and longer for now, as the server had/),
      },
    });
    expect(await wait()).toBeGreaterThanOrEqual(60);
    await polling.clock.advance(24 * 60 * minuteMs);
    await polling.poller.pollDue();
    expect((await polling.feed()).polling.nextPollReason).toBe("every 30 min");
  });

  test.each([429, 503])(
    "%i without a time holds for the host where a second feed has it too, else for that feed alone",
    async (status) => {
      await using outlet = await startOutlet();
      const paths = ["/a", "/b", "/c", "/d"];
      for (const path of paths) outlet.serve(path, good);
      await using polling = await startPolling({
        sources: paths.map((path) => outlet.url(path)),
        settings: { perHost: 1 },
      });
      await polling.pollNext();
      outlet.serve("/a", { status });
      outlet.requests.splice(0);
      await polling.clock.advance(40 * minuteMs);
      await polling.poller.pollDue();
      expect(outlet.requests).toHaveLength(4);
      for (const path of paths) outlet.serve(path, { status });
      await polling.clock.advance(90 * minuteMs);
      await polling.poller.pollDue();
      expect(outlet.requests).toHaveLength(6);
      await polling.clock.advance(59 * minuteMs);
      expect(await polling.poller.pollDue()).toEqual([]);
    },
  );

  test("at the end of a redirect holds for the host that said so", async () => {
    await using front = await startOutlet();
    await using behind = await startOutlet();
    front.serve("/feed", redirect(302, behind.url("/feed")));
    front.serve("/other", good);
    behind.serve("/feed", { status: 429, headers: { "retry-after": "7200" } });
    behind.serve("/own", good);
    await using polling = await startPolling({
      sources: [front.url("/feed"), behind.url("/own"), front.url("/other")],
    });
    await polling.pollNext();
    const paused = (await polling.store.feeds()).map((feed) => feed.polling.notBefore !== undefined);
    expect(paused).toEqual([true, true, false]);
  });
});

describe("a host in a pause is not asked", () => {
  const busy: Answer = { status: 429, headers: { "retry-after": "7200" } };
  const over = new Date(start.getTime() + 120 * minuteMs);

  test.each([
    ["through a redirect", 302],
    ["through a redirect that is called permanent, taken at once the next time", 301],
  ])("%s from another host", async (_, status) => {
    await using front = await startOutlet();
    await using behind = await startOutlet();
    front.serve("/feed", redirect(status, behind.url("/feed")));
    behind.serve("/feed", good);
    behind.serve("/own", good, busy, good);
    await using polling = await startPolling({ sources: [front.url("/feed"), behind.url("/own")] });
    await polling.pollNext();
    await polling.clock.advance(35 * minuteMs);
    await polling.poller.pollDue({ all: true }); // the order is not certain: either may come first
    const asked = behind.askedFor("/feed").length;
    await polling.clock.advance(35 * minuteMs);
    const url = front.url("/feed");
    const result = (await polling.poller.pollDue({ all: true })).find((each) => each.url === url);
    expect(result).toMatchObject({ outcome: "skipped", error: expect.stringContaining("Retry-After: 2 h") });
    expect(behind.askedFor("/feed")).toHaveLength(asked);
    expect(await polling.feed()).toMatchObject({ state: "ok", polling: { failures: 0 } });
    expect((await polling.feed()).polling).not.toHaveProperty("lastError");

    await polling.clock.advance(120 * minuteMs);
    const results = await polling.poller.pollDue();
    expect(results.map(({ outcome }) => outcome)).toEqual(["not-modified", "not-modified"]);
    expect(behind.askedFor("/feed").length).toBeGreaterThan(asked);
  });

  test("for a source that is added meanwhile, nor after a restart", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/1", busy);
    outlet.serve("/2", good);
    await using polling = await startPolling({ sources: [outlet.url("/1")] });
    await polling.pollNext();
    const urls = ["/1", "/2"].map((path) => ({ url: outlet.url(path) }));
    await polling.store.syncSources(urls, polling.clock.now());
    expect(await polling.poller.pollDue()).toMatchObject([{ url: urls[1]!.url, outcome: "skipped" }]);
    expect(outlet.askedFor("/2")).toEqual([]);
    expect((await polling.feed(1)).polling).toMatchObject({ nextPollAt: over, failures: 0 });
  });
});

describe("requests at once", () => {
  /** Counts how many are under way; a server's own slowness lets them meet. */
  function crowd() {
    let underWay = 0;
    let most = 0;
    const answer = (_: unknown, response: ServerResponse) => {
      most = Math.max(most, ++underWay);
      response.on("close", () => underWay--);
      setTimeout(() => response.end(rssOf("1")), 30);
    };
    return { answer, most: () => most };
  }

  test.each([1, 2, 3])("to one host are no more than perHost: %i", async (perHost) => {
    await using outlet = await startOutlet();
    const { answer, most } = crowd();
    const paths = Array.from({ length: 8 }, (_, i) => `/${i}`);
    for (const path of paths) outlet.serve(path, answer);
    await using polling = await startPolling({ sources: paths.map(outlet.url), settings: { perHost } });
    expect(await polling.pollNext()).toHaveLength(8);
    expect(most()).toBe(perHost);
  });

  test("to all hosts together are no more than concurrency", async () => {
    await using stack = new AsyncDisposableStack();
    const { answer, most } = crowd();
    const sources: string[] = [];
    for (let host = 0; host < 6; host++) {
      const outlet = stack.use(await startOutlet());
      outlet.serve("/feed", answer);
      sources.push(outlet.url("/feed"));
    }
    await using polling = await startPolling({ sources, settings: { concurrency: 3 } });
    expect(await polling.pollNext()).toHaveLength(6);
    expect(most()).toBe(3);
  });
});

describe("perHostGap", () => {
  const settings = { perHost: 4, perHostGapMs: 1000 };

  test("keeps the starts of requests to one host apart", async () => {
    await using outlet = await startOutlet();
    const clock = testClock();
    const startedMs: number[] = [];
    const answer = (_: unknown, response: ServerResponse) => {
      startedMs.push(clock.now().getTime() - start.getTime());
      response.end(rssOf("1"), () => void clock.advance(1000));
    };
    for (const path of ["/1", "/2", "/3"]) outlet.serve(path, answer);
    await using polling = await startPolling({
      sources: ["/1", "/2", "/3"].map(outlet.url),
      settings,
      clock,
    });
    expect(await polling.pollNext()).toHaveLength(3);
    expect(startedMs).toEqual([0, 1000, 2000]);
  });

  test("that only other hosts need keeps no request to a machine of the operator's own waiting", async () => {
    await using outlet = await startOutlet();
    for (const path of ["/1", "/2", "/3"]) outlet.serve(path, good);
    await using polling = await startPolling({
      sources: ["/1", "/2", "/3"].map(outlet.url),
      settings: { ...settings, ownHostGapMs: 0 },
    });
    expect(await polling.pollNext()).toHaveLength(3); // the clock stands still
  });

  test("keeps a redirect waiting too, where it leads to the same host", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(302, "/new"));
    outlet.serve("/new", good);
    const clock = testClock();
    const { promise: waits, resolve } = Promise.withResolvers<number>();
    const sleep: typeof clock.sleep = (ms, signal) => {
      if (ms < 10_000) resolve(ms); // not the poller's own, for its leases
      return clock.sleep(ms, signal);
    };
    await using polling = await startPolling({
      sources: [outlet.url("/old")],
      settings,
      clock: { ...clock, sleep },
    });
    const polled = polling.pollNext();
    expect(await Promise.race([waits, polled])).toBe(1000);
    expect(outlet.askedFor("/new")).toEqual([]);
    await clock.advance(1000);
    expect(await polled).toMatchObject([{ outcome: "ok" }]);
  });

  test("of one host with many feeds holds up no other host", async () => {
    await using large = await startOutlet();
    await using small = await startOutlet();
    const many = Array.from({ length: 50 }, (_, i) => `/${i}`);
    for (const path of many) large.serve(path, good);
    small.serve("/feed", good);
    await using polling = await startPolling({
      sources: [...many.map(large.url), small.url("/feed")],
      settings: { ...settings, concurrency: 2 },
    });
    const { promise: both, resolve } = Promise.withResolvers<void>();
    const told = new Set<string>();
    const onResult = ({ url }: { url: string }) => told.add(url).size === 2 && resolve();
    const polled = polling.poller.pollDue({ drain: true, onResult });
    await both; // the clock stands still: the large host has had one turn
    expect(told).toEqual(new Set([large.url("/0"), small.url("/feed")]));
    await polling.poller.stop();
    expect(await polled).toHaveLength(2);
    expect(large.requests).toHaveLength(1);
  });
});
