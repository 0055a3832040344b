import { expect, test } from "vitest";
import { rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";

const etag = '"a1"';

test("a poll that is forced before its time is conditional all the same", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { headers: { etag }, body: rssOf("1") }, { status: 304 });
  await using polling = await startPolling({ sources: [outlet.url("/feed")] });
  await polling.pollNext();
  await polling.clock.advance(minuteMs);
  expect(await polling.poller.pollDue()).toEqual([]);
  expect(await polling.poller.pollDue({ all: true })).toMatchObject([{ outcome: "not-modified" }]);
  expect(outlet.requests[1]?.headers["if-none-match"]).toBe(etag);
  expect(outlet.requests[1]?.headers).not.toHaveProperty("cache-control");
});

test("a 304 that brings new validators has those sent the next time, and keeps the others", async () => {
  await using outlet = await startOutlet();
  const lastModified = "20 Nov 2026, noon";
  outlet.serve(
    "/feed",
    { headers: { etag, "last-modified": lastModified }, body: rssOf("1") },
    { status: 304, headers: { etag: 'W/"b2"' } },
    { status: 304 },
  );
  await using polling = await startPolling({ sources: [outlet.url("/feed")] });
  for (let time = 0; time < 4; time++) await polling.pollNext();
  expect(outlet.requests.map(({ headers }) => headers["if-none-match"])).toEqual([
    undefined,
    etag,
    'W/"b2"',
    'W/"b2"',
  ]);
  for (const { headers } of outlet.requests.slice(1)) expect(headers["if-modified-since"]).toBe(lastModified);
});

test("a source that gets another address is another feed: asked at first for the whole of it", async () => {
  await using outlet = await startOutlet();
  for (const path of ["/old", "/new"]) outlet.serve(path, { headers: { etag }, body: rssOf("1") });
  await using polling = await startPolling({ sources: [outlet.url("/old")] });
  await polling.pollNext();
  await polling.store.syncSources([{ url: outlet.url("/new") }], polling.clock.now());
  expect(await polling.poller.pollDue()).toMatchObject([{ url: outlet.url("/new"), new: 1 }]);
  expect(outlet.askedFor("/new")[0]?.headers).not.toHaveProperty("if-none-match");
});

test("a feed without validators that stays the same is asked ever more seldom, daily in the end", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { body: rssOf("1") });
  await using polling = await startPolling({ sources: [outlet.url("/feed")] });
  for (let time = 0; time < 10; time++) await polling.pollNext();
  const { nextPollAt, nextPollReason } = (await polling.feed()).polling;
  const hours = (nextPollAt.getTime() - polling.clock.now().getTime()) / (60 * minuteMs);
  expect(hours).toBeGreaterThanOrEqual(24);
  expect(hours).toBeLessThan(25);
  expect(nextPollReason).toMatch(/^at least every 24 h \(maxEvery\), though the same for .* nothing to ask/);
});
