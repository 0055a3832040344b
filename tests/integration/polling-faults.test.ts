import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { nameServer } from "../support/fetching.ts";
import { type Answer, redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";

const good: Answer = { headers: { etag: '"good"' }, body: rssOf("1", "2") };
const page = (title: string): Answer => ({
  headers: { etag: '"page"', "content-type": "text/html" },
  body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

describe("a page instead of a feed", () => {
  test("overwrites nothing, and the feed is asked again as if the page had not been", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", good, page("We will be back soon"), { status: 304 });
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    for (let time = 0; time < 2; time++) await polling.pollNext();
    const { clock, feed } = polling;
    expect(await feed()).toMatchObject({
      state: "failing",
      title: "Outlet",
      entryCount: 2,
      polling: {
        validators: { etag: '"good"' },
        failures: 1,
        failingSince: clock.now(),
        lastStatus: 200,
        lastOutcome: "error",
        lastError: expect.stringMatching(/^Cannot parse http:.*\/feed: .*HTML/),
        nextPollReason: "tried again after an error",
      },
    });
    expect(await polling.titles()).toEqual(["Title of 1", "Title of 2"]);

    await polling.pollNext();
    expect(outlet.requests[2]?.headers["if-none-match"]).toBe('"good"');
    const recovered = await feed();
    expect(recovered).toMatchObject({ state: "ok", entryCount: 2, polling: { failures: 0 } });
    expect(recovered.polling).not.toHaveProperty("lastError");
    expect(recovered.polling).not.toHaveProperty("failingSince");
  });

  test("that is a bot challenge is named as such", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", page("Just a moment..."));
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    await polling.pollNext();
    expect((await polling.feed()).polling.lastError).toBe(
      `Cannot read ${outlet.url("/feed")}: a bot challenge by Cloudflare stands before the feed`,
    );
  });
});

describe("an answer that is an error leaves the articles and says what was tried and when it is tried next:", () => {
  test.each<[status: number, found: string, leastMinutes: number, mostMinutes: number]>([
    [404, "404 Not Found", 30, 60],
    [500, "500 Internal Server Error", 30, 60],
    [
      401,
      "401 Unauthorized. It wants a login: the source's url (https://user:password@…) or headers in the config can give one",
      60,
      120,
    ],
    [403, "403 Forbidden", 60, 120],
    [451, "451 Unavailable For Legal Reasons", 60, 120],
    [429, "429 Too Many Requests", 60, 120],
    [503, "503 Service Unavailable", 60, 120],
  ])("%i", async (status, found, leastMinutes, mostMinutes) => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", good, { status });
    const url = outlet.url("/feed");
    await using polling = await startPolling({ sources: [url] });
    await polling.pollNext();
    const error = `Cannot fetch ${url}: the server answered ${found}`;
    expect(await polling.pollNext()).toEqual([{ url, outcome: "error", entries: 0, new: 0, status, error }]);
    const feed = await polling.feed();
    expect(feed).toMatchObject({
      state: "failing",
      entryCount: 2,
      polling: { lastError: error, lastStatus: status },
    });
    const waitMinutes = (feed.polling.nextPollAt.getTime() - polling.clock.now().getTime()) / minuteMs;
    expect(waitMinutes).toBeGreaterThanOrEqual(leastMinutes);
    expect(waitMinutes).toBeLessThanOrEqual(mostMinutes);
  });

  test("many times in a row, ever more seldom, a day apart at most", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { status: 500 });
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    const waits: number[] = [];
    for (let time = 0; time < 9; time++) {
      await polling.pollNext();
      waits.push((await polling.feed()).polling.nextPollAt.getTime() - polling.clock.now().getTime());
    }
    expect(waits.every((ms, i) => ms >= Math.min(30 * 2 ** i, 12 * 60) * minuteMs)).toBe(true);
    expect(Math.max(...waits)).toBeLessThanOrEqual(24 * 60 * minuteMs);
    expect((await polling.feed()).polling.nextPollReason).toBe("back-off after 9 errors in a row");
  });
});

describe("404", () => {
  test("for a month, at thirty polls, ends a feed: it is shown with its articles, and asked no more", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", good, { status: 404 });
    const url = outlet.url("/feed");
    await using polling = await startPolling({ sources: [url] });
    await polling.pollNext();
    await polling.pollNext();
    const since = polling.clock.now();
    const dayMs = 24 * 60 * minuteMs;
    while ((await polling.feed()).state === "failing") await polling.pollNext();
    expect(polling.clock.now().getTime() - since.getTime()).toBeGreaterThanOrEqual(30 * dayMs);
    expect(outlet.requests.length).toBeGreaterThanOrEqual(31);
    expect(outlet.requests.length).toBeLessThan(45); // a few at first, then one a day
    expect(await polling.feed()).toMatchObject({
      state: "gone",
      entryCount: 2,
      polling: {
        lastError: `Cannot fetch ${url}: the server answered 404 Not Found`,
        nextPollReason: "404 since 2026-11-20: not asked again",
      },
    });
    expect(await polling.nextDueAt()).toBeUndefined();
  });

  test("in between other errors does not", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", ...Array.from({ length: 34 }, () => ({ status: 500 })), { status: 404 });
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    for (let time = 0; time < 36; time++) await polling.pollNext();
    expect((await polling.feed()).state).toBe("failing");
  });
});

describe("410", () => {
  test("ends a feed: its articles stay, and not even --all asks it again", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", good, { status: 410 });
    const url = outlet.url("/feed");
    await using polling = await startPolling({ sources: [url] });
    for (let time = 0; time < 2; time++) await polling.pollNext();
    const error = `Cannot fetch ${url}: the server answered 410 Gone`;
    expect(await polling.feed()).toMatchObject({
      state: "gone",
      entryCount: 2,
      polling: { lastError: error, lastOutcome: "gone", nextPollReason: "gone: not asked again" },
    });
    expect(await polling.nextDueAt()).toBeUndefined();
    await polling.clock.advance(365 * 24 * 60 * minuteMs);
    expect(await polling.poller.pollDue()).toEqual([]);
    expect(await polling.poller.pollDue({ all: true })).toEqual([
      { url, outcome: "gone", entries: 0, new: 0, error: expect.stringContaining(error) },
    ]);
    expect(outlet.requests).toHaveLength(2);
  });

  test("says how to have it asked again: out of the config, and back", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { status: 410 }, good);
    const url = outlet.url("/feed");
    await using polling = await startPolling({ sources: [url] });
    await polling.pollNext();
    const [told] = await polling.poller.pollDue({ all: true });
    expect(told?.error).toMatch(/take it out of the config, .* and put it back/);
    await polling.store.syncSources([], polling.clock.now());
    await polling.store.syncSources([{ url }], polling.clock.now());
    expect(await polling.poller.pollDue()).toMatchObject([{ url, outcome: "ok", new: 2 }]);
  });

  test("at the end of a redirect is an error that may pass", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(302, "/new"));
    outlet.serve("/new", { status: 410 });
    await using polling = await startPolling({ sources: [outlet.url("/old")] });
    await polling.pollNext();
    expect((await polling.feed()).state).toBe("failing");
  });
});

describe("a request that comes to no answer is told in the feed's own words:", () => {
  test.each<[what: string, at: (port: number) => string, words: RegExp]>([
    [
      "a name that is none",
      () => "http://nowhere.example/feed",
      /: the host name nowhere\.example does not resolve: /,
    ],
    [
      "a private address",
      (port) => `http://127.0.0.2:${port}/feed`,
      /: 127\.0\.0\.2 is a loopback address, and network\.allow/,
    ],
    ["no TLS", (port) => `https://127.0.0.1:${port}/feed`, /: 127\.0\.0\.1 does not speak TLS on this port/],
    [
      "a server that hangs up",
      (port) => `http://127.0.0.1:${port}/hang-up`,
      /: 127\.0\.0\.1 closed the connection before it answered$/,
    ],
    [
      "a bomb",
      (port) => `http://127.0.0.1:${port}/bomb`,
      /: its body is larger than 100 kB once its gzip is undone$/,
    ],
  ])("%s", async (_, at, words) => {
    await using outlet = await startOutlet();
    outlet.serve("/hang-up", (request) => request.socket.destroy());
    outlet.serve("/bomb", {
      headers: { "content-encoding": "gzip" },
      body: gzipSync("<rss>".repeat(1_000_000)),
    });
    outlet.serve("/good", good);
    const url = at(outlet.port);
    await using polling = await startPolling({
      sources: [url, outlet.url("/good")],
      fetch: { resolve: nameServer({}) },
    });
    const results = await polling.pollNext();
    expect(results.map(({ outcome }) => outcome)).toEqual(["error", "ok"]); // the others go on
    const { state, polling: known } = await polling.feed();
    expect(state).toBe("failing");
    expect(known.lastError).toMatch(new RegExp(`^Cannot fetch ${url}`));
    expect(known.lastError).toMatch(words);
    expect(known).toMatchObject({ nextPollReason: "tried again after an error", failures: 1 });
    expect(known).not.toHaveProperty("lastStatus");
  });
});
