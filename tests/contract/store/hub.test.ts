import { describe, expect, test } from "vitest";
import type { HubLimits, HubPace, HubWish, Store } from "../../../src/store/store.ts";
import { engines } from "./engines.ts";
import { at } from "../../support/store.ts";

const pace: HubPace = {
  domain: { gapMs: 1000, atOnce: 3 },
  all: { gapMs: 10, atOnce: 100 },
  longestGapMs: 60_000,
  longestMs: 10_000,
};
const limits: HubLimits = {
  subscriptions: 100,
  perDomain: 100,
  topics: 10,
  topicsPerDomain: 6,
  questions: 100,
  pace,
};
const topic = "https://wire.example.org/feed.rss";
const now = at("12:00");
const after = (ms: number) => new Date(now.getTime() + ms);
const leaseMs = 30_000;

const wish = (number: number, given: Partial<HubWish> = {}): HubWish => ({
  mode: "subscribe",
  topic,
  callback: `https://reader.example/${number}`,
  domain: "reader.example",
  leaseMs: 3_600_000,
  ...given,
});

/** Subscribes as the hub does where the callback confirms at once. */
async function subscribe(store: Store, given: HubWish, tag = "one", when = now): Promise<void> {
  const taken = await store.askHub(given, { ...limits, pace: { ...pace, longestMs: 1e9 } }, when);
  expect(taken).toEqual({ kind: "taken" });
  const late = new Date(when.getTime() + 1e9);
  for (const question of await store.claimHubQuestions({ now: late, limit: 100, leaseMs }))
    expect(await store.endHubQuestion(question, { kind: "confirmed", tag }, pace, when)).toBe(true);
}

const claim = (store: Store, when = now, given: object = {}) =>
  store.claimDeliveries({ now: when, limit: 100, leaseMs, perDomain: 8, perFailingDomain: 2, ...given });

describe.each(engines)("the hub's subscriptions on $name", ({ open }) => {
  test("a question comes back as it was asked, one process at a time", async () => {
    await using store = await open();
    await store.askHub(wish(1, { secret: "s" }), limits, now);
    const [question, ...more] = await store.claimHubQuestions({ now, limit: 10, leaseMs });
    expect(more).toEqual([]);
    expect(question).toEqual({
      ...wish(1, { secret: "s" }),
      id: expect.any(Number),
      lease: 1,
      leasedUntil: after(leaseMs),
      attempts: 1,
    });
    expect(await store.claimHubQuestions({ now, limit: 10, leaseMs })).toEqual([]);
    expect(await store.claimHubQuestions({ now: after(leaseMs), limit: 10, leaseMs })).toHaveLength(1);
    expect(await store.endHubQuestion(question!, { kind: "confirmed", tag: "x" }, pace, now)).toBe(false);
    expect((await store.hubStatus()).subscriptions).toBe(0);
  });

  test("a wish in another's place leaves the answer to the first one without effect", async () => {
    await using store = await open();
    await store.askHub(wish(1), limits, now);
    const [question] = await store.claimHubQuestions({ now, limit: 10, leaseMs });
    await store.askHub(wish(1, { leaseMs: 7_200_000 }), limits, now);
    expect(await store.endHubQuestion(question!, { kind: "confirmed", tag: "x" }, pace, now)).toBe(false);
    const [again] = await store.claimHubQuestions({ now, limit: 10, leaseMs });
    expect(again?.leaseMs).toBe(7_200_000);
  });

  test("a question nobody put is due as it was; one that had no answer comes later", async () => {
    await using store = await open();
    await store.askHub(wish(1), limits, now);
    const ask = async (when: Date) => (await store.claimHubQuestions({ now: when, limit: 1, leaseMs }))[0];
    await store.endHubQuestion((await ask(now))!, { kind: "unused" }, pace, now);
    const second = await ask(now);
    expect(second?.attempts).toBe(1);
    await store.endHubQuestion(second!, { kind: "again", at: after(5000) }, pace, now);
    expect(await ask(after(4999))).toBeUndefined();
    expect((await ask(after(5000)))?.attempts).toBe(2);
  });

  test("a domain is asked at once three times, then with gaps, and no further ahead than is allowed", async () => {
    await using store = await open();
    for (let number = 0; number < 13; number++)
      expect(await store.askHub(wish(number), limits, now)).toEqual({ kind: "taken" });
    expect(await store.askHub(wish(13), limits, now)).toEqual({ kind: "too-often", retryAfterMs: 11_000 });
    expect(await store.askHub(wish(13, { domain: "other.example" }), limits, now)).toEqual({ kind: "taken" });
    const due = async (ms: number) =>
      (await store.claimHubQuestions({ now: after(ms), limit: 100, leaseMs: 1e6 })).length;
    expect(await due(0)).toBe(4);
    expect(await due(999)).toBe(0);
    expect(await due(1000)).toBe(1);
    expect(await due(10_000)).toBe(9);
  });

  test("a clock that was ahead holds up no domain", async () => {
    await using store = await open();
    await store.askHub(wish(1), limits, new Date("2031-01-01"));
    expect(await store.askHub(wish(2), limits, now)).toEqual({ kind: "taken" });
    expect(await store.claimHubQuestions({ now, limit: 10, leaseMs })).toHaveLength(1);
  });

  test("one domain leaves places of topics to others, however many it makes up", async () => {
    await using store = await open();
    const taken: string[] = [];
    for (let number = 0; number < 12; number++) {
      const search = { topic: `https://wire.example.org/search.rss?q=${number}` };
      const answer = await store.askHub(wish(number, search), limits, after(number * 2000));
      taken.push("what" in answer ? answer.what : answer.kind);
    }
    expect(taken).toEqual([...Array<string>(6).fill("taken"), ...Array<string>(6).fill("topicsPerDomain")]);
    const other = { domain: "other.example", callback: "https://other.example/" };
    expect(await store.askHub(wish(0, other), limits, after(30_000))).toEqual({ kind: "taken" });
  });

  test("what a clock that was ahead put off is due as soon after it was set back", async () => {
    await using store = await open();
    const ahead = new Date("2027-11-20T12:00:00Z");
    const look = (when: Date) => store.claimFeeds({ now: when, limit: 1, leaseMs });
    await look(ahead);
    await subscribe(store, wish(1), "one", ahead);
    await store.saveHubTopic(topic, "two", ahead);
    const [failed] = await claim(store, ahead);
    const again = new Date(ahead.getTime() + 60_000);
    await store.endDelivery(failed!, { kind: "failed", error: "no answer", again }, ahead);
    await store.askHub(wish(2), limits, ahead);
    await look(now);
    expect(await store.claimHubQuestions({ now, limit: 10, leaseMs })).toHaveLength(1);
    expect(await claim(store, after(59_999))).toEqual([]);
    const [delivery] = await claim(store, after(60_000));
    expect(delivery?.expiresAt).toEqual(after(3_600_000));
  });

  test("who has other bytes than the topic is due, once, and has them after being told", async () => {
    await using store = await open();
    await subscribe(store, wish(1));
    await subscribe(store, wish(2, { topic: `${topic}?min=2` }));
    expect(await claim(store)).toEqual([]);
    expect(await store.saveHubTopic(topic, "one", now)).toBe(0);
    expect(await store.saveHubTopic(topic, "two", now)).toBe(1);
    const [delivery, ...more] = await claim(store);
    expect(more).toEqual([]);
    expect(delivery).toMatchObject({ topic, deliveredTag: "one", topicTag: "two", failures: 0 });
    expect(await claim(store)).toEqual([]);
    await store.endDelivery(delivery!, { kind: "delivered", tag: "two" }, now);
    expect(await claim(store, after(1e6))).toEqual([]);
  });

  test("what changes while it is told is told next", async () => {
    await using store = await open();
    await subscribe(store, wish(1));
    await store.saveHubTopic(topic, "two", now);
    const [delivery] = await claim(store);
    await store.saveHubTopic(topic, "three", now);
    await store.endDelivery(delivery!, { kind: "delivered", tag: "two" }, now);
    expect(await claim(store)).toMatchObject([{ deliveredTag: "two", topicTag: "three" }]);
  });

  test("a failure is counted and told again at its time, whatever changes; the next success forgets it", async () => {
    await using store = await open();
    await subscribe(store, wish(1));
    await store.saveHubTopic(topic, "two", now);
    const [first] = await claim(store);
    await store.endDelivery(first!, { kind: "failed", error: "it is down", again: after(10_000) }, now);
    await store.saveHubTopic(topic, "three", after(1000));
    expect(await claim(store, after(9999))).toEqual([]);
    const [second] = await claim(store, after(10_000));
    expect(second?.failures).toBe(1);
    expect((await store.hubStatus()).failures).toEqual([
      {
        topic,
        domain: "reader.example",
        failures: 1,
        failingSince: now,
        error: "it is down",
        againAt: after(10_000),
        expiresAt: after(3_600_000),
      },
    ]);
    await store.endDelivery(second!, { kind: "delivered", tag: "three" }, after(10_000));
    expect(await store.hubStatus()).toMatchObject({ failing: 0, failures: [], due: 0 });
  });

  test("a process whose claim went to another ends nothing", async () => {
    await using store = await open();
    await subscribe(store, wish(1));
    await store.saveHubTopic(topic, "two", now);
    const [frozen] = await claim(store);
    const [other] = await claim(store, after(leaseMs));
    await store.endDelivery(frozen!, { kind: "gone" }, after(leaseMs));
    expect((await store.hubStatus()).subscriptions).toBe(1);
    await store.endDelivery(other!, { kind: "gone" }, after(leaseMs));
    expect((await store.hubStatus()).subscriptions).toBe(0);
  });

  test("a domain has no more than its places, in all processes, and fewer where it fails; others have theirs", async () => {
    await using store = await open();
    for (let number = 0; number < 6; number++) await subscribe(store, wish(number));
    await subscribe(store, wish(7, { domain: "other.example" }));
    await store.saveHubTopic(topic, "two", now);
    const places = { perDomain: 3, perFailingDomain: 1 };
    const first = await claim(store, now, places);
    expect(first.map(({ domain }) => domain).sort()).toEqual([
      "other.example",
      "reader.example",
      "reader.example",
      "reader.example",
    ]);
    expect(await claim(store, now, places)).toEqual([]);
    const [failing, told, third] = first.filter(({ domain }) => domain === "reader.example");
    await store.endDelivery(told!, { kind: "delivered", tag: "two" }, now);
    expect(await claim(store, now, places)).toHaveLength(1);
    await store.endDelivery(failing!, { kind: "failed", error: "no", again: now }, now);
    await store.endDelivery(third!, { kind: "delivered", tag: "two" }, now);
    // One of its own is still being told.
    expect(await claim(store, now, places)).toEqual([]);
  });

  test("several that claim at once fill no domain's places twice, and tell nobody twice", async () => {
    await using store = await open();
    for (let number = 0; number < 9; number++) await subscribe(store, wish(number));
    await store.saveHubTopic(topic, "two", now);
    const places = { perDomain: 5, perFailingDomain: 1 };
    const claimed = (await Promise.all([1, 2, 3, 4].map(() => claim(store, now, places)))).flat();
    expect(new Set(claimed.map(({ callback }) => callback)).size).toBe(5);
    expect(claimed).toHaveLength(5);
  });

  test("of wishes that come at once no more are taken than are allowed", async () => {
    await using store = await open();
    const few = { ...limits, questions: 3 };
    const taken = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => store.askHub(wish(n), few, now)));
    expect(taken.filter(({ kind }) => kind === "taken")).toHaveLength(3);
  });

  test("no change of a topic is lost that comes while all of its subscribers end being told", async () => {
    await using store = await open();
    for (let number = 0; number < 8; number++) await subscribe(store, wish(number));
    await store.saveHubTopic(topic, "two", now);
    const deliveries = await claim(store);
    await Promise.all([
      ...deliveries.map((each) => store.endDelivery(each, { kind: "delivered", tag: "two" }, now)),
      store.saveHubTopic(topic, "three", now),
    ]);
    expect(await claim(store)).toHaveLength(8);
  });

  test("those that never failed come first", async () => {
    await using store = await open();
    for (let number = 0; number < 3; number++) await subscribe(store, wish(number, { domain: `d${number}` }));
    await store.saveHubTopic(topic, "two", now);
    const [failing] = await claim(store, now, { limit: 1 });
    await store.endDelivery(failing!, { kind: "failed", error: "no", again: now }, now);
    expect((await claim(store)).map(({ domain }) => domain)).toContain("d2");
    await store.saveHubTopic(topic, "three", now);
    const [first] = await claim(store, after(leaseMs), { limit: 1 });
    expect(first?.failures).toBe(0);
  });

  test("a lease that is over ends a subscription, a renewal prolongs it, and both know what was delivered", async () => {
    await using store = await open();
    await subscribe(store, wish(1));
    await subscribe(store, wish(2));
    await subscribe(store, wish(1), "one", after(1_800_000));
    expect(await store.endExpiredSubscriptions(after(3_600_000))).toBe(1);
    expect(await store.hubTopics()).toEqual([{ topic, tag: "one" }]);
    await store.saveHubTopic(topic, "two", after(5_400_000));
    expect(await claim(store, after(5_400_000))).toEqual([]);
    expect(await store.endExpiredSubscriptions(after(5_400_000))).toBe(1);
    expect(await store.hubTopics()).toEqual([]);
  });

  test("the topic that was subscribed to first is looked at first", async () => {
    await using store = await open();
    for (const min of [3, 1, 2]) await subscribe(store, wish(min, { topic: `${topic}?min=${min}` }));
    await subscribe(store, wish(4, { topic: `${topic}?min=1` }));
    const topics = (await store.hubTopics()).map((each) => each.topic);
    expect(topics).toEqual([3, 1, 2].map((min) => `${topic}?min=${min}`));
  });

  test("a topic that is missing keeps its first instant, and coming back none", async () => {
    await using store = await open();
    await subscribe(store, wish(1));
    await store.missHubTopic(topic, now);
    await store.missHubTopic(topic, after(1000));
    expect(await store.hubTopics()).toEqual([{ topic, tag: "one", missingSince: now }]);
    await store.saveHubTopic(topic, "one", after(2000));
    expect(await store.hubTopics()).toEqual([{ topic, tag: "one" }]);
  });

  test("a topic that is denied ends its subscriptions, whose callbacks are told one after the other", async () => {
    await using store = await open();
    for (let number = 0; number < 3; number++) await subscribe(store, wish(number));
    await store.askHub(
      wish(1, { mode: "unsubscribe" }),
      { ...limits, pace: { ...pace, longestMs: 1e9 } },
      now,
    );
    expect(await store.denyHubTopic(topic, "It is gone.", pace, now)).toBe(3);
    expect(await store.hubStatus()).toMatchObject({ subscriptions: 0, questions: 3, topics: [] });
    const asked = await store.claimHubQuestions({ now, limit: 10, leaseMs });
    expect(asked).toMatchObject([{ mode: "denied", reason: "It is gone." }]);
    expect(await store.claimHubQuestions({ now: after(2000), limit: 10, leaseMs })).toHaveLength(2);
  });

  test("counts tell topics and who fails", async () => {
    await using store = await open();
    await subscribe(store, wish(1));
    await subscribe(store, wish(2));
    await subscribe(store, wish(3, { topic: `${topic}?min=2` }));
    await store.askHub(wish(4), { ...limits, pace: { ...pace, longestMs: 1e9 } }, now);
    await store.saveHubTopic(topic, "two", now);
    expect(await store.hubStatus()).toEqual({
      subscriptions: 3,
      due: 2,
      failing: 0,
      questions: 1,
      topics: [
        { topic, subscriptions: 2, failing: 0 },
        { topic: `${topic}?min=2`, subscriptions: 1, failing: 0 },
      ],
      failures: [],
    });
  });

  test("nothing of this is a change of stories", async () => {
    await using store = await open();
    const before = await store.revision();
    await subscribe(store, wish(1));
    await store.saveHubTopic(topic, "two", now);
    await claim(store);
    expect(await store.revision()).toBe(before);
  });

  test.each([
    ["subscriptions", { subscriptions: 3 }, (n: number) => wish(n, { domain: `d${n}` })],
    ["perDomain", { perDomain: 3 }, (n: number) => wish(n)],
    ["topics", { topics: 3 }, (n: number) => wish(n, { topic: `${topic}?min=${n}` })],
    ["questions", { questions: 3 }, (n: number) => wish(n)],
  ] as const)("no more are taken than are allowed: %s", async (what, limit, wishFor) => {
    await using store = await open();
    for (let number = 0; number < 3; number++)
      expect(await store.askHub(wishFor(number), { ...limits, ...limit }, now)).toEqual({ kind: "taken" });
    expect(await store.askHub(wishFor(3), { ...limits, ...limit }, now)).toEqual({ kind: "full", what });
    // Who is there already may come again.
    expect(await store.askHub(wishFor(0), { ...limits, ...limit }, now)).toEqual({ kind: "taken" });
  });
});
