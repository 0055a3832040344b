import { describe, expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { at, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const later = (from: Date, seconds: number) => new Date(from.getTime() + seconds * 1000);
const now = at("12:00");
const holdFor = (holder: string, from = now) => ({ holder, until: later(from, 31) });

/** Addresses of the feeds that a process gets. */
async function claimAs(store: Store, holder: string, { from = now, limit = 10 } = {}) {
  const hold = holdFor(holder, from);
  const claims = await store.claimFeeds({ now: from, limit, leaseMs: 30_000, latest: at("23:00"), hold });
  return { claims, urls: claims.map(({ source: { url } }) => url) };
}

const feeds = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://b.example/2"];

describe.each(engines)("$name: what several processes agree on", ({ open }) => {
  test("a role is one process's until its beat stands still", async () => {
    await using store = await open();
    const first = await store.holdRole({ role: "group", holder: "one" });
    expect(first.isHeld).toBe(true);
    const seen = await store.holdRole({ role: "group", holder: "two" });
    expect(seen).toEqual({ isHeld: false, beat: first.beat, by: "one" });
    const again = await store.holdRole({ role: "group", holder: "one" });
    expect(again).toEqual({ isHeld: true, beat: first.beat + 1, by: "one" });
    // It has moved on since.
    expect(await store.holdRole({ role: "group", holder: "two", silentBeat: seen.beat })).toEqual({
      isHeld: false,
      beat: again.beat,
      by: "one",
    });
    expect(await store.holdRole({ role: "group", holder: "two", silentBeat: again.beat })).toMatchObject({
      isHeld: true,
    });
    expect(await store.holdRole({ role: "group", holder: "one" })).toMatchObject({ isHeld: false });
  });

  test("of two who saw a role's beat stand still one takes it", async () => {
    await using store = await open();
    const { beat } = await store.holdRole({ role: "group", holder: "dead" });
    const taken = await Promise.all(
      ["one", "two", "three"].map((holder) => store.holdRole({ role: "group", holder, silentBeat: beat })),
    );
    expect(taken.filter(({ isHeld }) => isHeld)).toHaveLength(1);
  });

  test("roles are apart, and who leaves one leaves it to the next who asks", async () => {
    await using store = await open();
    await store.holdRole({ role: "group", holder: "one" });
    expect(await store.holdRole({ role: "upkeep", holder: "two" })).toMatchObject({ isHeld: true });
    await store.leaveRole({ role: "group", holder: "two" });
    expect(await store.holdRole({ role: "group", holder: "two" })).toMatchObject({ isHeld: false });
    await store.leaveRole({ role: "group", holder: "one" });
    expect(await store.holdRole({ role: "group", holder: "two" })).toMatchObject({ isHeld: true });
  });

  test("who has lost the role of grouping writes nothing, though nobody has placed anything since", async () => {
    await using store = await open();
    await store.syncSources([source(feeds[0]!)], now);
    await savePoll(store, feeds[0]!, [parsedEntry({ key: "a" })]);
    const [entry] = await store.ungroupedEntries(1);
    const shownAt = entry!.shownAt;
    const grouping = {
      decidedAfter: await store.lastPlacement(),
      placements: [
        {
          entryId: entry!.id,
          placement: { storyId: 1, copyGroup: entry!.id, layer: "first" as const, reason: { text: "" } },
        },
      ],
      merges: [],
      stories: [
        {
          id: 1,
          leadEntryId: entry!.id,
          language: "en",
          entryCount: 1,
          coverage: 1,
          firstReportAt: shownAt,
          lastReportAt: shownAt,
          updatedAt: shownAt,
          newsAt: shownAt,
          rank: 1,
        },
      ],
    };
    const { beat } = await store.holdRole({ role: "group", holder: "frozen" });
    await store.holdRole({ role: "group", holder: "successor", silentBeat: beat });
    expect(
      await store.saveGrouping({ ...grouping, as: { role: "group", holder: "frozen" } }),
    ).toBeUndefined();
    expect(await store.ungroupedEntries(1)).toHaveLength(1);
    expect(await store.saveGrouping({ ...grouping, as: { role: "group", holder: "successor" } })).toBe(1);
  });

  test("feeds of one host are claimed by one process, until its hold is over", async () => {
    await using store = await open();
    await store.syncSources(
      feeds.map((url) => source(url)),
      now,
    );
    const one = await claimAs(store, "one", { limit: 1 });
    expect(one.urls).toEqual([feeds[0]]);
    expect((await claimAs(store, "two")).urls).toEqual(feeds.slice(2));
    expect((await claimAs(store, "one")).urls).toEqual([feeds[1]]);
    await store.releaseFeeds(one.claims);
    expect((await claimAs(store, "two")).urls).toEqual([]);
    expect((await claimAs(store, "two", { from: later(now, 31) })).urls).toEqual(feeds);
  });

  test("who claims without a hold, as a test does, heeds none and takes none", async () => {
    await using store = await open();
    await store.syncSources([source(feeds[0]!)], now);
    await store.holdHosts({ hosts: ["a.example"], now, hold: holdFor("one") });
    expect(await store.claimFeeds({ now, limit: 9, leaseMs: 30_000 })).toHaveLength(1);
  });

  test("a hold lasts as long as it is renewed, and is left to others from an instant on", async () => {
    await using store = await open();
    const hosts = ["a.example", "b.example"];
    const ask = async (holder: string, from: Date) =>
      [...(await store.holdHosts({ hosts, now: from, hold: holdFor(holder, from) }))].sort();
    expect(await ask("one", now)).toEqual(hosts);
    expect(await ask("one", later(now, 20))).toEqual(hosts);
    expect(await ask("two", later(now, 40))).toEqual([]);
    await store.leaveHosts({ hosts: ["a.example"], holder: "one", until: later(now, 42) });
    await store.leaveHosts({ hosts: ["b.example"], holder: "three", until: later(now, 42) });
    expect(await ask("two", later(now, 41))).toEqual([]);
    expect(await ask("two", later(now, 42))).toEqual(["a.example"]);
  });

  test("a host that another process wants gets free: nobody claims its feeds meanwhile", async () => {
    await using store = await open();
    await store.syncSources(
      feeds.slice(0, 2).map((url) => source(url)),
      now,
    );
    await claimAs(store, "one", { limit: 1 });
    const hosts = ["a.example"];
    const wantedUntil = later(now, 80);
    expect(await store.holdHosts({ hosts, now, hold: holdFor("two"), wantedUntil })).toEqual([]);
    expect((await claimAs(store, "one", { from: later(now, 10) })).urls).toEqual([]);
    // What it has claimed it goes on to ask.
    const renewed = { hosts, now: later(now, 10), hold: holdFor("one", later(now, 10)) };
    expect(await store.holdHosts(renewed)).toEqual(hosts);
    expect((await claimAs(store, "three", { from: later(now, 45) })).urls).toEqual([]);
    const taken = { hosts, now: later(now, 45), hold: holdFor("two", later(now, 45)) };
    expect(await store.holdHosts({ ...taken, wantedUntil })).toEqual(hosts);
    expect((await claimAs(store, "two", { from: later(now, 46) })).urls).toEqual(feeds.slice(0, 2));
  });

  test("a wish is over by itself, and so is a hold of a clock that was wrong", async () => {
    await using store = await open();
    await store.syncSources([source(feeds[0]!)], now);
    const hosts = ["a.example"];
    await store.holdHosts({ hosts, now, hold: { holder: "one", until: at("15:00") } });
    await store.holdHosts({ hosts, now, hold: holdFor("two"), wantedUntil: at("15:00") });
    expect((await claimAs(store, "two")).urls).toEqual([feeds[0]]);
  });

  test("processes are known by when they were seen last, and what they hold", async () => {
    await using store = await open();
    const config = { sources: "a", stories: "b", retention: "c", changedAt: at("10:00") };
    const note = (name: string, seenAt: Date) =>
      store.noteProcess({
        name,
        roles: ["poll", "group"],
        config,
        since: at("11:00"),
        seenAt,
        forgetBefore: later(seenAt, -600),
      });
    await note("two", at("12:00"));
    await note("one", at("12:05"));
    await store.holdRole({ role: "group", holder: "one" });
    await note("two", at("12:06"));
    const common = { roles: ["poll", "group"], config, since: at("11:00") };
    expect(await store.processes()).toEqual([
      { name: "one", ...common, holds: ["group"], seenAt: at("12:05") },
      { name: "two", ...common, holds: [], seenAt: at("12:06") },
    ]);
    await note("one", at("12:17"));
    expect((await store.processes()).map(({ name }) => name)).toEqual(["one"]);
    await store.forgetProcess("one");
    expect(await store.processes()).toEqual([]);
  });
});
