import type { HubLimits, HubPace, Store } from "../../src/store/store.ts";
import type { SafeHtml } from "../../src/model/entry.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "./store.ts";

const feeds = ["https://a.example/feed", "https://b.example/feed", "https://c.example/feed"] as const;
const hour = 3_600_000;
const pace: HubPace = {
  domain: { gapMs: 1000, atOnce: 3 },
  all: { gapMs: 10, atOnce: 100 },
  longestGapMs: 60_000,
  longestMs: 10_000,
};
const limits: HubLimits = {
  subscriptions: 9,
  perDomain: 9,
  topics: 9,
  topicsPerDomain: 9,
  questions: 9,
  pace,
};
const topic = "https://wire.example.org/feed.rss";

/** Puts something of every kind into a store: each of its tables has rows afterwards. */
export async function fillStore(store: Store): Promise<void> {
  await fillFeeds(store);
  await fillStories(store);
  await fillReaders(store);
  await fillHub(store);
  await fillPush(store);
  await store.noteGroupedUnder({ granularity: "event", windowMs: 120 * hour, engine: 1 });
}

async function fillFeeds(store: Store): Promise<void> {
  await store.syncSources(
    [
      source(feeds[0], { name: "Alpha “Ä” 日本", category: "World/Africa", weight: 1.25 }),
      source(feeds[1], { category: "World" }),
      source(feeds[2]),
    ],
    at("08:00"),
  );
  const texts = [
    "Ferry aground off Lorne",
    "Фер ри на мели",
    "東京で地震がありました",
    "علی دریا",
    "five",
    "six",
  ];
  const entries = texts.map((title, index) =>
    parsedEntry({
      key: `g-${index}`,
      title,
      guid: `guid-${index}`,
      summary: `Summary of "${title}" \\ with a back\\slash`,
      contentHtml: `<p>Text ${index} of ${title} \u{1F600}</p>` as SafeHtml,
      authors: [{ name: "Ana", email: "ana@a.example" }],
      categories: ["sea", "rescue"],
      enclosures: [{ url: "https://a.example/1.mp3", mediaType: "audio/mpeg", length: 12 }],
      imageUrl: "https://a.example/1.jpg",
      commentsUrl: "https://a.example/1#comments",
      origin: { title: "Wire service", url: "https://wire.example/" },
      agency: "Reuters",
      language: "en",
      publishedAt: at(`0${index + 1}:00`),
      updatedAt: at("09:00"),
    }),
  );
  await savePoll(store, feeds[0], entries, { fetchedAt: at("09:30"), title: "Feed A" });
  const edited = [
    { ...entries[0]!, title: "Ferry afloat again", contentHtml: "<p>It floats.</p>" as SafeHtml },
  ];
  await savePoll(store, feeds[0], edited, { fetchedAt: at("10:00"), title: "Feed A" });
  const bare = ["seven", "eight", "nine"].map((key) => parsedEntry({ key, title: key }));
  await savePoll(store, feeds[1], bare, { fetchedAt: at("10:30") });
  await store.pauseHost({ host: "c.example", until: at("15:00"), reason: "429" });
}

async function fillStories(store: Store): Promise<void> {
  const storyOf = (title: string) => ({ seven: 2, eight: 3, nine: 4, five: 5, six: 6 })[title] ?? 1;
  await groupBy(store, storyOf, { leadReason: "it came first" });
  const reason = { text: "alike", score: 0.3, threshold: 0.2, sharedTerms: ["Corvane"], hoursApart: 24 };
  const profile = { language: "en", title: "t", texts: 1, stems: ["corvan"], codes: [1, 2] };
  await store.saveGrouping({
    placements: [],
    merges: [{ from: 3, into: 2, reason: "one event", at: at("11:00") }],
    stories: [],
    topics: [
      { storyId: 1, profile },
      { storyId: 2, profile, earlier: { storyId: 1, reason } },
      { storyId: 4, profile, earlier: { storyId: 2, reason } },
    ],
  });
  await correct(store);
  await savePoll(store, feeds[2], [parsedEntry({ key: "late", title: "not grouped yet" })], {
    fetchedAt: at("11:30"),
  });
}

/** Sets one entry of the first story apart. */
async function correct(store: Store): Promise<void> {
  const [first, second] = (await store.entriesOfStories([1])).get(1) ?? [];
  if (!first || !second) throw new Error("The first story has two entries");
  const { storyId: _, ...before } = second.placement;
  await store.saveCorrection({
    decidedAfter: await store.lastPlacement(),
    at: at("12:00"),
    act: {
      kind: "apart",
      storyId: 7,
      title: second.title,
      otherTitle: first.title,
      these: [second.id],
      those: [first.id],
      before: new Map([[second.id, before]]),
      overrules: [],
    },
    moves: [
      {
        entryId: second.id,
        placement: {
          storyId: 7,
          copyGroup: second.id,
          layer: "hand",
          reason: { text: "by hand" },
        },
      },
    ],
    merges: [],
    ledOn: [],
    stories: [
      {
        id: 7,
        leadEntryId: second.id,
        language: "en",
        entryCount: 1,
        coverage: 1,
        firstReportAt: second.shownAt,
        lastReportAt: second.shownAt,
        updatedAt: at("12:00"),
        newsAt: at("12:00"),
        rank: 7.123456789,
      },
    ],
  });
}

async function fillReaders(store: Store): Promise<void> {
  await store.secret();
  const { id } = await store.addReader(at("12:00"));
  await store.addReader(at("12:01"));
  await store.saveLook(id, { theme: "dark", density: "compact" });
  await store.mark({ readerId: id, storyIds: [1, 2], act: "read", at: at("12:10") });
  await store.mark({ readerId: id, storyIds: [1], act: "star", at: at("12:11") });
  await store.mark({ readerId: id, storyIds: [2], act: "unread", at: at("12:12") });
  await store.markAllRead({ readerId: id, asOf: at("12:13"), at: at("12:13") });
}

async function fillHub(store: Store): Promise<void> {
  const now = at("13:00");
  const claim = { now, limit: 9, leaseMs: 60_000 };
  const wish = (number: number) => ({
    mode: "subscribe" as const,
    topic,
    callback: `https://reader.example/${number}`,
    domain: "reader.example",
    leaseMs: hour,
    secret: "s",
  });
  await store.askHub(wish(1), limits, now);
  await store.askHub(wish(2), limits, now);
  for (const question of await store.claimHubQuestions(claim))
    await store.endHubQuestion(question, { kind: "confirmed", tag: "one" }, pace, now);
  await store.saveHubTopic(topic, "two", now);
  const [delivery] = await store.claimDeliveries({ ...claim, perDomain: 1, perFailingDomain: 1 });
  const again = new Date(now.getTime() + hour / 2);
  await store.endDelivery(delivery!, { kind: "failed", error: "it is down", again }, now);
  await store.askHub(wish(3), limits, now);
}

async function fillPush(store: Store): Promise<void> {
  const feed = (await store.feeds())[1]!;
  const hub = { url: "https://hub.example/", topic: feeds[1] };
  await savePoll(store, feeds[1], [], { fetchedAt: at("13:30"), polling: { ...feed.polling, hub } });
  const wish = await store.claimPushWish({
    now: at("14:00"),
    latest: at("23:00"),
    leaseMs: 60_000,
    base: "https://wire.example.org/push/",
  });
  await store.endPushWish(wish!, { kind: "failed", againAt: at("15:00"), error: "no", ofHub: false });
}

const searches = [
  "ferry",
  '"text 2"',
  "地震",
  "мели",
  "دریا",
  "source:alpha",
  "agency:reuters",
  "-ferry sea",
  "seven",
];

/** What a store answers to whoever asks all that pages, feeds and the other roles ask, in a form that can be compared. */
export async function answersOf(store: Store): Promise<unknown> {
  const stories = await store.stories({ order: "latest", limit: 100, text: "all" });
  const ids = [1, 2, 3, 4, 5, 6, 7, 8, 99];
  const feedIds = (await store.feeds()).map(({ id }) => id);
  const each = <K, T>(keys: readonly K[], ask: (key: K) => Promise<T>) => Promise.all(keys.map(ask));
  return {
    name: await store.name(),
    revision: await store.revision(),
    secret: await store.secret(),
    feeds: await store.feeds(),
    byId: await store.feedsById(feedIds),
    counts: await store.feedCounts(),
    urgency: await store.feedsByUrgency({ limit: 9 }),
    names: await store.sourceNames(),
    polls: await store.pollsOfFeeds(feedIds),
    pause: await store.hostPause("c.example", at("14:00")),
    stories,
    top: await store.stories({ order: "top", limit: 2 }),
    next: await store.stories({ order: "top", limit: 9, sagaOnce: true }),
    looked: await each(ids, (id) => store.story(id)),
    merged: await each(ids, (id) => store.mergedInto(id, { limit: 9 })),
    sagas: await store.sagas(ids, { named: 9 }),
    categories: await store.categories(),
    lists: [
      await store.storyIds({ from: "lowest", limit: 99 }),
      await store.entryIds({ from: "highest", limit: 99 }),
      await store.endedStories({ above: 0, limit: 99 }),
    ],
    latest: await store.latestEntries({ limit: 99 }),
    ungrouped: await store.ungroupedEntries(99),
    placed: await store.entriesPlacedAfter({ after: 0, limit: 99 }),
    places: await store.placesNow({ after: 0, limit: 99 }),
    counters: [await store.lastStoryId(), await store.lastPlacement()],
    remembered: await store.storiesToRemember({ since: at("00:00"), after: 0, limit: 99 }),
    versions: await store.earlierVersions({ entryIds: ids, limit: 9 }),
    ofFeeds: await each(feedIds, (feedId) => store.entriesOfFeed({ feedId, limit: 99 })),
    searches: await each(searches, async (search) => [
      search,
      (await store.stories({ order: "latest", limit: 99, search })).items.map(({ story }) => story.id),
      (await store.latestEntries({ limit: 99, search })).items.map(({ id }) => id),
    ]),
    corrections: [
      await store.correctionsInForce(),
      await store.correctionsOf({ storyIds: ids, limit: 9 }),
      await store.storiesApart(),
    ],
    groupedUnder: await store.groupedUnder(),
    readers: await each([1, 2, 3], async (id) => [
      await store.reader(id, at("12:30")),
      await store.readerRevision(id),
      await store.marksOf(id, ids),
      await store.countUnread({ readerId: id, atMost: 99 }),
      (await store.stories({ order: "latest", limit: 99, starredBy: id })).items.map(({ story }) => story.id),
    ]),
    hub: [await store.hubTopics(), await store.hubStatus()],
    push: await each(feedIds, (id) => store.pushOf(id)),
  };
}
