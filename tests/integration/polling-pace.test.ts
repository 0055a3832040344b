import { describe, expect, test } from "vitest";
import type { FetchSettings, PollingSettings } from "../../src/model/settings.ts";
import type { Feed } from "../../src/model/source.ts";
import { followSources } from "../../src/polling/follow-sources.ts";
import type { Store } from "../../src/store/store.ts";
import { pollingSettings } from "../support/feed.ts";
import { startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { testClock } from "../support/test-clock.ts";

const hourMs = 60 * minuteMs;
const noon = Date.parse("2026-11-20T12:00:00Z");
const headers = { etag: '"1"' };
const fetch: FetchSettings = { timeoutMs: 5000, maxBodyBytes: 1_000_000, allow: [] };
const auto = { settings: { every: { kind: "pace" } } } as const;

/** An RSS document with an article at each of these instants. */
const rssAt = (...times: readonly number[]): string => {
  const item = (ms: number) =>
    `<item><guid>${ms}</guid><title>At ${ms}</title><pubDate>${new Date(ms).toUTCString()}</pubDate></item>`;
  return `<rss version="2.0"><channel><title>Outlet</title>${times.map(item).join("")}</channel></rss>`;
};
const everyHour = (count: number, before = noon) =>
  Array.from({ length: count }, (_, i) => before - (i + 1) * hourMs);
/** For how long it is left alone, in minutes, and why. */
const wait = ({ polling: { lastPolledAt, nextPollAt, nextPollReason } }: Feed) => ({
  minutes: (nextPollAt.getTime() - lastPolledAt!.getTime()) / minuteMs,
  reason: nextPollReason,
});

describe("a source without an interval", () => {
  test("is asked by the dates of its first document, and then by what each answer brings", async () => {
    await using outlet = await startOutlet();
    const published = everyHour(20);
    outlet.serve(
      "/feed",
      { body: rssAt(...published), headers },
      { body: rssAt(...published, ...everyHour(12, noon + minuteMs).map((ms) => ms + 13 * hourMs)), headers },
      { status: 304, headers },
    );
    await using polling = await startPolling({ sources: [outlet.url("/feed")], ...auto });
    await polling.poller.pollDue();
    const first = wait(await polling.feed());
    expect(first.reason).toMatch(/^about 1 article an hour, asked again after \d\d min$/);
    expect(first.minutes).toBeLessThan(45);

    polling.clock.set(new Date(noon + 13 * hourMs));
    expect(await polling.poller.pollDue()).toMatchObject([{ new: 12 }]);
    const { pace } = (await polling.feed()).polling;
    expect(pace).toMatchObject({ begunMs: noon, size: 32 });
    expect(pace?.articles.reduce((sum, count) => sum + count, 0)).toBeCloseTo(31, 0);

    await polling.pollNext();
    const after = (await polling.feed()).polling;
    expect(after.lastOutcome).toBe("not-modified");
    expect(after.pace?.watched).not.toEqual(pace?.watched);
    expect(after.pace?.recent.articles).toBeLessThan(pace!.recent.articles);
  });

  test("learns from what is new alone, not from what stays in the document", async () => {
    await using outlet = await startOutlet();
    const old = everyHour(10);
    outlet.serve("/feed", { body: rssAt(...old) }, { body: `${rssAt(...old)}<!-- as before -->` });
    await using polling = await startPolling({ sources: [outlet.url("/feed")], ...auto });
    await polling.poller.pollDue();
    const counted = async () =>
      (await polling.feed()).polling.pace!.articles.reduce((sum, count) => sum + count, 0);
    const before = await counted();
    expect(await polling.pollNext()).toMatchObject([{ outcome: "ok", entries: 10, new: 0 }]);
    expect(await counted()).toBe(before);
  });

  test("that the store knows from before, without a pace, gets one of its articles when nothing has changed", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssAt(...everyHour(20)), headers }, { status: 304, headers });
    await using polling = await startPolling({
      sources: [outlet.url("/feed")],
      ...auto,
      wrap: withoutFirstPace,
    });
    await polling.poller.pollDue();
    expect((await polling.feed()).polling).not.toHaveProperty("pace");
    await polling.pollNext();
    const feed = await polling.feed();
    expect(feed.polling).toMatchObject({ lastOutcome: "not-modified", pace: { size: 20 } });
    expect(wait(feed).reason).toMatch(/^about 1 article an hour, asked again after \d\d min$/);
  });

  test("that dates what it brings days late is asked as often as it publishes", async () => {
    await using outlet = await startOutlet();
    const clock = testClock(new Date(noon));
    outlet.serve("/feed", (_, response) => {
      const latest = Math.floor(clock.now().getTime() / hourMs) * hourMs;
      response.end(rssAt(...everyHour(6, latest - 10 * 24 * hourMs)));
    });
    await using polling = await startPolling({ sources: [outlet.url("/feed")], ...auto, clock });
    while (clock.now().getTime() < noon + 48 * hourMs) await polling.pollNext();
    expect((await polling.feed()).entryCount).toBeGreaterThanOrEqual(6 + 48 - 1);
    expect(wait(await polling.feed()).minutes).toBeLessThan(60);
  });

  test("that fails learns nothing meanwhile, and goes on from its last good answer", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssAt(...everyHour(20)), headers }, { status: 500 });
    await using polling = await startPolling({ sources: [outlet.url("/feed")], ...auto });
    await polling.poller.pollDue();
    const { pace } = (await polling.feed()).polling;
    await polling.pollNext();
    expect((await polling.feed()).polling).toMatchObject({ failures: 1, pace });
  });

  test("that had one is asked by its pace as soon as the settings say so, and by the interval again", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: rssAt(...everyHour(20)), headers });
    const source = { url: outlet.url("/feed") };
    await using polling = await startPolling({
      sources: [{ ...source, every: { kind: "interval", ms: 6 * hourMs } }],
    });
    await polling.poller.pollDue();
    expect(wait(await polling.feed()).reason).toBe("every 6 h");
    const follow = (settings: PollingSettings) =>
      followSources(polling.store, { sources: [source], polling: settings, fetch }, polling.clock.now());
    await follow(pollingSettings(auto.settings));
    expect(wait(await polling.feed()).reason).toMatch(/^about 1 article an hour/);
    await follow(pollingSettings());
    expect(wait(await polling.feed()).reason).toBe("every 30 min");
  });
});

/** A store as an earlier version left it: the first poll says nothing of the pace. */
function withoutFirstPace(store: Store): Store {
  let isFirst = true;
  return {
    ...store,
    savePoll: ({ learn, ...poll }) => {
      if (!isFirst) return store.savePoll({ ...poll, ...(learn && { learn }) });
      isFirst = false;
      const { pace: _, ...polling } = poll.polling;
      return store.savePoll({ ...poll, polling });
    },
  };
}
