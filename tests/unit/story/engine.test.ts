import { describe, expect, test } from "vitest";
import type { Granularity, StorySettings } from "../../../src/model/settings.ts";
import type { Article } from "../../../src/story/article.ts";
import { type Decision, createEngine, reachBack } from "../../../src/story/engine.ts";
import { article, hourMs } from "../../support/article.ts";
import { madeUpReports } from "../../support/made-up-reports.ts";

const settings = (granularity: Granularity = "event", windowMs = 120 * hourMs): StorySettings => ({
  granularity,
  windowMs,
});
const wire =
  "A ferry with 214 people aboard ran aground off the island of Lorne early on Friday, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned. Captain Ida Brandt told investigators that the steering had failed twice since Tuesday.";
const aground = (given: Parameters<typeof article>[1] = {}) =>
  article("Passenger ferry runs aground off Lorne, 214 aboard", given);
const rescued = (given: Parameters<typeof article>[1] = {}) =>
  article("All 214 rescued from ferry aground off Lorne", { hour: 2, ...given });
const orchestra = (hour = 3) => article("Orchestra accepts lower pay after long quarrel", { hour });

/** The decisions on articles, in their order. */
const place = (articles: readonly Article[], given = settings(), lastStoryId = 0): Decision[] => {
  const engine = createEngine(given, lastStoryId);
  return articles.map((each) => engine.place(each));
};
const stories = (decisions: readonly Decision[]) => decisions.map(({ storyId }) => storyId);

describe("three layers are asked in turn", () => {
  const url = "https://herald.example/world/ferry-runs-aground";

  test("the first report opens a story, its text is its own", () =>
    expect(place([aground({ id: 50 })], settings(), 7)).toMatchObject([
      { storyId: 8, copyGroup: 50, layer: "first", merges: [] },
    ]));

  test("the same article, a copy, an own report and another event", () => {
    const decisions = place([
      aground({ id: 51, url, summary: wire }),
      article("Island rescue", { id: 52, url, hour: 1 }),
      article("Everyone ashore", { id: 53, summary: `Good news. ${wire}`, hour: 1 }),
      rescued({ id: 54 }),
      orchestra(),
    ]);
    expect(stories(decisions)).toEqual([1, 1, 1, 1, 2]);
    expect(decisions.map(({ layer }) => layer)).toEqual(["first", "identity", "copy", "story", "first"]);
    expect(decisions.slice(0, 4).map(({ copyGroup }) => copyGroup)).toEqual([51, 51, 51, 54]);
  });

  test("a copy of a copy carries the first one's text", () => {
    const copies = [1, 2, 3].map((n) => article(`Headline ${n}`, { id: 60 + n, summary: wire, hour: n }));
    expect(place(copies).map(({ copyGroup }) => copyGroup)).toEqual([61, 61, 61]);
  });
});

describe("granularity", () => {
  const saga = [
    aground({ summary: wire }),
    article("Everyone ashore", { summary: wire, hour: 1 }),
    rescued(),
    article("Captain of ferry aground off Lorne questioned in court", { hour: 100 }),
    orchestra(101),
  ];

  test("copy folds the same text alone, event and topic the event", () => {
    expect(stories(place(saga, settings("copy")))).toEqual([1, 1, 2, 3, 4]);
    expect(stories(place(saga, settings("event")))).toEqual([1, 1, 1, 2, 3]);
    expect(stories(place(saga, settings("topic")))).toEqual([1, 1, 1, 2, 3]);
  });
});

describe("the window", () => {
  test("a story takes in reports as long as its latest one is in it", () => {
    const chain = [0, 60, 120, 180].map((hour) => aground({ hour }));
    expect(stories(place(chain))).toEqual([1, 1, 1, 1]);
    expect(stories(place([chain[0]!, chain[3]!]))).toEqual([1, 2]);
  });

  test("bounds what is held", () => {
    const engine = createEngine(settings(), 0);
    for (let day = 0; day < 60; day++)
      engine.place(article(`Report ${day} of number ${day * 7}`, { hour: day * 24 }));
    expect(engine.size()).toMatchObject({ articles: 6, stories: 6 });
    expect(engine.size().terms).toBeLessThan(60);
  });

  test("an article that comes far too late has a story of its own, and draws nothing to it", () => {
    expect(stories(place([orchestra(500), aground(), rescued()]))).toEqual([1, 2, 3]);
  });
});

test("articles of different languages do not meet", () => {
  const title = "Fähre Aurora vor Lorne auf Grund";
  const decisions = place([
    article(title, { language: "de" }),
    article(title, { language: "nl" }),
    article(title, { language: "de" }),
  ]);
  expect(stories(decisions)).toEqual([1, 2, 1]);
});

describe("two stories become one", () => {
  const ferry = (end: string, hour: number) => article(`Ferry aground off Lorne: ${end}`, { hour });

  test("when a report belongs to both: the later one goes into the older, where the report is too", () => {
    const engine = createEngine(settings(), 0);
    engine.restore(ferry("boats sent", 0), { storyId: 4, copyGroup: 1001 });
    engine.restore(ferry("passengers saved", 1), { storyId: 9, copyGroup: 1002 });
    const decision = engine.place(ferry("boats save passengers", 2));
    expect(decision).toMatchObject({ storyId: 4, layer: "story" });
    expect(decision.merges).toEqual([
      { from: 9, into: 4, reason: expect.stringMatching(/^Its one report belongs to both; /) },
    ]);
    expect(engine.place(ferry("all passengers saved", 3)).storyId).toBe(4);
    expect(engine.place(orchestra()).storyId).toBe(10);
  });
});

describe("an engine that is filled again", () => {
  const many = manyArticles(240);

  test.each(["copy", "event", "topic"] as const)("decides as if it had never stopped (%s)", (granularity) => {
    const given = settings(granularity, 36 * hourMs);
    const straight = place(many, given);
    for (const stop of [1, 80, 160, 239]) expect(restarted(given, stop)).toEqual(straight.slice(stop));
  });

  /** What is decided on the articles from `stop` on by an engine that was filled with those before. */
  function restarted(given: StorySettings, stop: number): Decision[] {
    const before = place(many.slice(0, stop), given);
    const mergedInto = new Map(
      before.flatMap(({ merges }) => merges.map(({ from, into }) => [from, into] as const)),
    );
    const final = (id: number): number => (mergedInto.has(id) ? final(mergedInto.get(id)!) : id);
    const last = Math.max(...stories(before), ...mergedInto.keys());
    const engine = createEngine(given, last);
    const since = Math.max(...many.slice(0, stop).map(({ at }) => at)) - reachBack(given);
    before.forEach(({ storyId, copyGroup }, i) => {
      if (many[i]!.at >= since) engine.restore(many[i]!, { storyId: final(storyId), copyGroup });
    });
    return many.slice(stop).map((each) => engine.place(each));
  }
});

test("the same articles in the same order give the same stories", () => {
  const many = manyArticles(240);
  const decisions = place(many);
  expect(place(many)).toEqual(decisions);
  // Else the tests above would hold for articles on which nothing is decided.
  expect(new Set(decisions.map(({ layer }) => layer))).toEqual(new Set(["first", "copy", "story"]));
  expect(decisions.flatMap(({ merges }) => merges).length).toBeGreaterThan(0);
});

function manyArticles(count: number): Article[] {
  return madeUpReports(count).map(({ title, outlet, ...given }, i) =>
    article(title, { id: 5000 + i, outletKey: `outlet${outlet}.example`, ...given }),
  );
}

describe("what people decided about an article", () => {
  const heard = (holds: Parameters<ReturnType<typeof createEngine>["place"]>[1][]) => {
    const engine = createEngine(settings(), 0);
    const articles = [
      aground({ id: 71, summary: wire }),
      article("Everyone ashore", { id: 72, summary: wire, hour: 1 }),
      article("Island drama", { id: 73, summary: wire, hour: 2 }),
    ];
    return articles.map((each, i) => engine.place(each, holds[i]));
  };

  test("one that opens a story opens it, whatever it resembles", () =>
    expect(heard([undefined, { opens: true }])).toMatchObject([
      { storyId: 1 },
      { storyId: 2, copyGroup: 72, layer: "first" },
      { storyId: 1, copyGroup: 71, layer: "copy" },
    ]));

  test("one that is barred from a story goes where else it belongs, and carries the text that is told there", () =>
    expect(heard([undefined, { opens: true }, { barred: new Set([1]) }])).toMatchObject([
      { storyId: 1 },
      { storyId: 2 },
      { storyId: 2, copyGroup: 72, layer: "copy" },
    ]));

  test("barred from all that it resembles, it opens a story", () =>
    expect(heard([undefined, { barred: new Set([1]) }])[1]).toMatchObject({ storyId: 2, layer: "first" }));

  test("one that goes into a story goes there, in the copy group that its text has there", () => {
    const engine = createEngine(settings(), 0);
    engine.place(aground({ id: 81, summary: wire }));
    engine.place(orchestra());
    const held = [
      article("Everyone ashore", { id: 83, summary: wire, hour: 4 }),
      article("Rain", { id: 84, hour: 5 }),
    ];
    expect(held.map((each) => engine.place(each, { into: 1 }))).toMatchObject([
      { storyId: 1, copyGroup: 81, layer: "hand" },
      { storyId: 1, copyGroup: 84, layer: "hand" },
    ]);
    expect(engine.place(article("More rain", { id: 85, summary: wire, hour: 6 }), { into: 2 })).toMatchObject(
      {
        storyId: 2,
        copyGroup: 85,
      },
    );
  });
});
