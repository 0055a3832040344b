import { describe, expect, test } from "vitest";
import { pollsKept } from "../../../src/model/past-poll.ts";
import type { FeedPolling } from "../../../src/model/source.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const a = "https://a.example/feed";
const b = "https://b.example/feed";
const polling = (given: Partial<FeedPolling> = {}): FeedPolling => ({
  validators: {},
  failures: 0,
  notes: [],
  nextPollAt: at("12:30"),
  nextPollReason: "every 30 min",
  ...given,
});
const pollsOf = async (store: Store, index = 0) => store.pollsOf((await store.feeds())[index]!.id);
const minute = (number: number) => new Date(at("12:00").getTime() + number * 60_000);

describe.each(engines)("polls on $name", ({ open }) => {
  test("a poll is remembered with what it brought, and when the feed was to be asked again and why", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b)], at("11:00"));
    expect(await pollsOf(store)).toEqual([]);
    await savePoll(store, a, [parsedEntry({ key: "1" }), parsedEntry({ key: "2" })], {
      polling: polling({ lastOutcome: "ok", lastStatus: 200 }),
    });
    expect(await pollsOf(store)).toEqual([
      {
        at: at("12:00"),
        outcome: "ok",
        status: 200,
        tookMs: 120,
        bytes: 2400,
        entries: 2,
        added: 2,
        changed: 0,
        nextPollAt: at("12:30"),
        nextPollReason: "every 30 min",
      },
    ]);
    expect(await pollsOf(store, 1)).toEqual([]);
  });

  test("an error is remembered with its sentence and with where it was asked, if not at the source's address", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const lastError = "Cannot fetch it: no answer within 20 s";
    await savePoll(store, a, [], {
      state: "failing",
      polling: polling({ lastOutcome: "error", lastError }),
      request: { url: b, tookMs: 20_000 },
    });
    const [poll] = await pollsOf(store);
    expect(poll).toMatchObject({ outcome: "error", error: lastError, askedUrl: b, tookMs: 20_000 });
    expect(poll).not.toHaveProperty("status");
    expect(poll).not.toHaveProperty("bytes");
  });

  test("of a feed that is gone no next time is remembered", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await savePoll(store, a, [], {
      state: "gone",
      polling: polling({ lastOutcome: "gone", lastStatus: 410 }),
    });
    expect((await pollsOf(store))[0]).not.toHaveProperty("nextPollAt");
  });

  test("a pause of the host is the next time that is remembered", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await store.pauseHost({ host: "a.example", until: at("16:00"), reason: "the server asked for a pause" });
    await savePoll(store, a, []);
    expect((await pollsOf(store))[0]).toMatchObject({
      nextPollAt: at("16:00"),
      nextPollReason: "the server asked for a pause",
    });
  });

  test("the newest come first, and of the older ones so many are kept, of each feed", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b)], at("11:00"));
    await savePoll(store, b, []);
    for (let number = 1; number <= pollsKept + 7; number++)
      await savePoll(store, a, [], { fetchedAt: minute(number) });
    const times = (await pollsOf(store)).map((poll) => poll.at);
    expect(times).toEqual(Array.from({ length: pollsKept }, (_, index) => minute(pollsKept + 7 - index)));
    expect(await pollsOf(store, 1)).toHaveLength(1);
  });

  test("a feed that a pause kept from being asked has that among its polls", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const [claim] = await store.claimFeeds({ now: at("12:00"), limit: 1, leaseMs: 60_000 });
    const pause = { host: "b.example", until: at("16:00"), reason: "it leads to b.example" };
    await store.putOff(claim!, pause, at("12:01"));
    expect(await pollsOf(store)).toEqual([
      {
        at: at("12:01"),
        outcome: "skipped",
        nextPollAt: at("16:00"),
        nextPollReason: "it leads to b.example",
      },
    ]);
  });

  test("what a worker brings that lost its lease is not remembered", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    const claim = async (now: string) =>
      (await store.claimFeeds({ now: at(now), limit: 1, leaseMs: 1000 }))[0]!;
    const frozen = await claim("12:00");
    await claim("12:01");
    await store.putOff(frozen, { host: "b.example", until: at("16:00"), reason: "paused" }, at("12:02"));
    expect(await pollsOf(store)).toEqual([]);
  });

  test("what a poll learns from the entries that were new is written with them, the next time too", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await savePoll(store, a, [parsedEntry({ key: "1" })]);
    const learnt: string[] = [];
    await savePoll(store, a, [parsedEntry({ key: "1" }), parsedEntry({ key: "2" })], {
      learn: (news) => {
        learnt.push(...news.map(({ title }) => title));
        return polling({ nextPollAt: at("15:00"), nextPollReason: "by its pace", failures: 7 });
      },
    });
    expect(learnt).toEqual(["Title of 2"]);
    const feed = (await store.feeds())[0]!;
    expect(feed.polling).toMatchObject({
      nextPollAt: at("15:00"),
      nextPollReason: "by its pace",
      failures: 7,
    });
    expect((await pollsOf(store))[0]).toMatchObject({ added: 1, nextPollAt: at("15:00") });
  });

  test("what a poll learns does not end a pause of the host", async () => {
    await using store = await open();
    await store.syncSources([source(a)], at("11:00"));
    await store.pauseHost({ host: "a.example", until: at("16:00"), reason: "the server asked for a pause" });
    const learn = () => polling({ nextPollAt: at("15:00"), nextPollReason: "by its pace" });
    await savePoll(store, a, [parsedEntry({ key: "1" })], { learn });
    expect((await store.feeds())[0]!.polling).toMatchObject({
      nextPollAt: at("16:00"),
      nextPollReason: "the server asked for a pause",
    });
  });

  test("the polls of several feeds come at once, each feed's newest first", async () => {
    await using store = await open();
    await store.syncSources([source(a), source(b), source("https://c.example/feed")], at("11:00"));
    await savePoll(store, a, [], { fetchedAt: at("12:00") });
    await savePoll(store, a, [parsedEntry({ key: "1" })], { fetchedAt: at("13:00") });
    await savePoll(store, b, [], { fetchedAt: at("12:30") });
    const ids = (await store.feeds()).map((feed) => feed.id);
    const polls = await store.pollsOfFeeds(ids);
    expect([...polls.keys()].toSorted()).toEqual(ids.slice(0, 2));
    expect(polls.get(ids[0]!)).toEqual(await store.pollsOf(ids[0]!));
    expect(polls.get(ids[0]!)?.map((poll) => poll.at)).toEqual([at("13:00"), at("12:00")]);
    expect(polls.get(ids[1]!)?.map((poll) => poll.at)).toEqual([at("12:30")]);
  });
});
