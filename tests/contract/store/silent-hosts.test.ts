import { describe, expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { at, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const [a, b, elsewhere] = ["https://a.example/1", "https://a.example/2", "https://z.example/1"] as const;
const urlsOf = (feeds: readonly { source: { url: string } }[]) => feeds.map((feed) => feed.source.url);
const claim = (store: Store, time: string) =>
  store.claimFeeds({ now: at(time), limit: 10, leaseMs: 60_000, standInSince: at("06:00") });

/** Polls that found the host silent: `a` was asked at 12:00, `b` at 12:05, a feed of another host at 12:10. */
async function afterSilence(store: Store) {
  await store.syncSources([source(a), source(b), source(elsewhere)], at("11:00"));
  for (const [url, time] of [
    [a, "12:00"],
    [b, "12:05"],
    [elsewhere, "12:10"],
  ] as const)
    await savePoll(store, url, [], { state: "failing", polling: polling({ lastPolledAt: at(time) }) });
  return store;
}
const polling = (given: Readonly<{ lastPolledAt: Date; hostFailures?: number }>) => ({
  validators: {},
  failures: 1,
  notes: [],
  hostFailures: 1,
  nextPollAt: at("13:00"),
  nextPollReason: "tried again after an error",
  ...given,
});

describe.each(engines)("feeds of silent hosts on $name", ({ open }) => {
  test("one of each host is claimed, which was not asked for longest; the others not while it is being asked", async () => {
    await using store = await open();
    await afterSilence(store);
    expect(urlsOf(await claim(store, "13:00")).sort()).toEqual([a, elsewhere]);
    expect(await claim(store, "13:00")).toEqual([]);
  });

  test("where the process that asks dies, the next one asks when its lease is over", async () => {
    await using store = await open();
    await afterSilence(store);
    await claim(store, "13:00");
    expect(urlsOf(await claim(store, "13:02")).sort()).toEqual([a, elsewhere]);
  });

  test("that the host answers ends it for all its feeds, and gives those that waited the time that polling decides", async () => {
    await using store = await open();
    await afterSilence(store);
    const again = { nextPollAt: at("13:02"), nextPollReason: "a.example answers again" };
    await savePoll(store, a, [], { host: { name: "a.example", answers: true, mates: () => again } });
    const [, other, third] = await store.feeds();
    expect(other!.polling).toMatchObject(again);
    expect(other!.polling).not.toHaveProperty("hostFailures");
    expect(third!.polling).toMatchObject({ hostFailures: 1, nextPollAt: at("13:00") });
  });

  test("that it is silent again is counted for all that are in it, and their time is that which polling decides", async () => {
    await using store = await open();
    await afterSilence(store);
    const wait = { nextPollAt: at("15:00"), nextPollReason: "a.example did not answer another either" };
    await savePoll(store, a, [], {
      polling: polling({ lastPolledAt: at("13:00"), hostFailures: 2 }),
      host: { name: "a.example", answers: false, mates: () => wait },
    });
    const [, other, third] = await store.feeds();
    expect(other!.polling).toMatchObject({ ...wait, hostFailures: 2, failures: 1 });
    expect(third!.polling.hostFailures).toBe(1);
  });

  test("a pause of the host is longer than what polling decides", async () => {
    await using store = await open();
    await afterSilence(store);
    await store.pauseHost({ host: "a.example", until: at("16:00"), reason: "the server asked for a pause" });
    const again = { nextPollAt: at("13:02"), nextPollReason: "a.example answers again" };
    await savePoll(store, a, [], { host: { name: "a.example", answers: true, mates: () => again } });
    expect((await store.feeds())[1]!.polling).toMatchObject({
      nextPollAt: at("16:00"),
      nextPollReason: "the server asked for a pause",
    });
  });

  test("one that is asked for by hand does not wait for another", async () => {
    await using store = await open();
    await afterSilence(store);
    const [, second] = await store.feeds();
    expect(await store.askSoon({ feedId: second!.id, now: at("12:30"), leastGapMs: 60_000 })).toBe(true);
    expect(urlsOf(await claim(store, "12:30"))).toEqual([b]);
  });

  test("nor does one that was last asked so long ago", async () => {
    await using store = await open();
    await afterSilence(store);
    const given = { now: at("13:00"), limit: 10, leaseMs: 60_000, standInSince: at("12:06") };
    expect(urlsOf(await store.claimFeeds(given)).sort()).toEqual([a, b, elsewhere]);
  });

  test("one that is taken out of the config keeps nobody waiting", async () => {
    await using store = await open();
    await afterSilence(store);
    await store.syncSources([source(b)], at("12:30"));
    expect(urlsOf(await claim(store, "13:00"))).toEqual([b]);
  });
});

describe.each(engines)("a pause that two feeds have to ask for, on $name", ({ open }) => {
  const pause = { host: "a.example", until: at("14:00"), reason: "busy" };
  const busy = (time: string) => ({
    state: "failing" as const,
    polling: { ...polling({ lastPolledAt: at(time) }), lastStatus: 503 },
  });
  const ask = async (store: Store) => {
    const [first] = await store.feeds();
    await store.pauseHost(pause, { status: 503, since: at("12:00"), notFeed: first!.id });
    return store.hostPause("a.example", at("13:00"));
  };

  test("begins with the second", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b)], at("11:00"));
    await savePoll(store, a, [], busy("12:30"));
    expect(await ask(store)).toBeUndefined();
    await savePoll(store, b, [], busy("12:20"));
    expect(await ask(store)).toEqual(pause);
  });

  test("does not begin by what was long ago, nor where the host answers others", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b), source("https://a.example/3")], at("11:00"));
    await savePoll(store, b, [], busy("11:50"));
    expect(await ask(store)).toBeUndefined();
    await savePoll(store, b, [], busy("12:20"));
    await savePoll(store, "https://a.example/3", [], {
      polling: { ...polling({ lastPolledAt: at("12:25") }), lastOkAt: at("12:25") },
    });
    expect(await ask(store)).toBeUndefined();
  });
});
