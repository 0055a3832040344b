import { describe, expect, test } from "vitest";
import type { StoryTopic } from "../../../src/model/story.ts";
import type { Article } from "../../../src/story/article.ts";
import type { Decision } from "../../../src/story/engine.ts";
import { type Topics, createTopics } from "../../../src/story/topics.ts";
import { article } from "../../support/article.ts";

const dayHours = 24;
const recall = () => article("Corvane recalls C4 batteries after fires in Osterby", { hour: 0 });
const fine = (hour = 10 * dayHours) => article("Corvane fined over C4 battery fires in Osterby", { hour });

const placed = (storyId: number, copyGroup: number, merges: Decision["merges"] = []): Decision => ({
  storyId,
  copyGroup,
  layer: "first",
  reason: { text: "by the test" },
  merges,
});
/** What an article's story is linked to where it is put into this story, its text its own. */
const put = (topics: Topics, told: Article, storyId: number, merges: Decision["merges"] = []) =>
  topics.follow(told, placed(storyId, told.id, merges))?.storyId;

const restored = (topic: StoryTopic, at: number): Topics => {
  const topics = createTopics();
  topics.restore(topic.storyId, { firstReportAt: new Date(at), lastReportAt: new Date(at) }, topic.profile);
  return topics;
};

describe("the earlier story of a saga", () => {
  test("the next stage of an event leads to it, with the reason", () => {
    const topics = createTopics();
    put(topics, recall(), 1);
    const told = fine();
    expect(topics.follow(told, placed(2, told.id))).toEqual({
      storyId: 1,
      reason: {
        text: expect.stringContaining(
          "Follows on “Corvane recalls C4 batteries after fires in Osterby”, 10 d after",
        ),
        score: expect.closeTo(0.4, 0),
        threshold: 0.2,
        sharedTerms: expect.arrayContaining(["Corvane", "C4", "Osterby"]),
        hoursApart: 240,
      },
    });
  });

  test("once a story has had its third text, further reports do not look again", () => {
    const topics = createTopics();
    put(topics, fine(9 * dayHours), 2);
    for (const hour of [219, 220]) put(topics, fine(hour), 2);
    put(topics, recall(), 1); // found late: by then it is settled what the other one follows on
    expect(put(topics, fine(221), 2)).toBeUndefined();
  });

  test.each([
    ["one name alone", "Osterby opens a new library", "Osterby mourns its last lighthouse keeper"],
    [
      "a form",
      "Earthquake of magnitude 5.8 shakes Marlow Bay",
      "Earthquake of magnitude 6.1 shakes Upper Tarn",
    ],
    [
      "a service page",
      "Weather forecast for Osterby and Kesh",
      "Weather forecast for Kesh and Osterby: rain",
    ],
    ["other news", "Corvane recalls C4 batteries", "Redwick Rovers sign goalkeeper Amadi Kone"],
  ])("%s in common links nothing", (_, earlier, later) => {
    const topics = createTopics();
    put(topics, article(earlier), 1);
    expect(put(topics, article(later, { hour: 200 }), 2)).toBeUndefined();
  });

  test("after a month's silence nothing is remembered", () => {
    const topics = createTopics();
    put(topics, recall(), 1);
    expect(put(topics, fine(32 * dayHours), 2)).toBeUndefined();
    expect(topics.size()).toBe(1);
  });

  test("of several the one that is most alike", () => {
    const topics = createTopics();
    put(topics, recall(), 1);
    put(topics, article("Corvane opens a showroom in Osterby", { hour: 100 }), 2);
    expect(put(topics, fine(), 3)).toBe(1);
  });

  test("stories that a person set apart are not linked, nor what took them in", () => {
    const topics = createTopics();
    put(topics, recall(), 1);
    topics.keepApart([[1, 3]]);
    put(topics, article("Harbour closes"), 2);
    expect(put(topics, fine(), 3)).toBeUndefined();
    expect(put(topics, fine(), 2, [{ from: 3, into: 2, reason: "" }])).toBeUndefined();
  });

  test("a story opened later by arrival leads to none that began after it", () => {
    const topics = createTopics();
    put(topics, fine(), 1);
    expect(put(topics, recall(), 2)).toBeUndefined();
  });

  test("languages do not meet", () => {
    const topics = createTopics();
    put(topics, { ...recall(), language: "de" }, 1);
    expect(put(topics, fine(), 2)).toBeUndefined();
  });

  test("it is looked for again with the third text, and not with copies", () => {
    const topics = createTopics();
    put(topics, recall(), 1);
    const told = (title: string, hour: number) => put(topics, article(title, { hour }), 2);
    expect(told("E-bike maker must pay 30 million", 240)).toBeUndefined();
    const copy = fine(241);
    expect(topics.follow(copy, placed(2, copy.id - 1))).toBeUndefined();
    expect(told("Corvane must pay for C4 fires in Osterby, board says", 242)).toBeUndefined();
    expect(told("Osterby: Corvane and its C4 batteries, a fine and its reasons", 243)).toBe(1);
  });
});

describe("what is stored of it", () => {
  test("each changed story once, with the link that was found", () => {
    const topics = createTopics();
    put(topics, recall(), 1);
    put(topics, fine(), 2);
    const [first, second, ...rest] = topics.takeChanged();
    expect([first?.storyId, second?.storyId, second?.earlier?.storyId, rest.length]).toEqual([1, 2, 1, 0]);
    expect(first).not.toHaveProperty("earlier");
    expect(first?.profile.stems).toContain("corvan");
    expect(topics.takeChanged()).toEqual([]);
  });

  test("a story that went into another is not stored, and its words are the other's", () => {
    const topics = createTopics();
    put(topics, recall(), 1);
    put(topics, article("E-bike batteries burn"), 2);
    put(topics, article("Fires in Osterby"), 1, [{ from: 2, into: 1, reason: "" }]);
    const stored = topics.takeChanged();
    expect(stored.map(({ storyId }) => storyId)).toEqual([1]);
    expect(stored[0]?.profile.stems).toEqual(expect.arrayContaining(["corvan", "burn"]));
  });

  test("restored, it finds what it would have found", () => {
    const topics = createTopics();
    const first = recall();
    put(topics, first, 1);
    const again = restored(topics.takeChanged()[0]!, first.at);
    const told = fine();
    expect(again.follow(told, placed(2, told.id))).toEqual(topics.follow(told, placed(2, told.id)));
    expect(again.takeChanged()).toEqual(topics.takeChanged());
  });

  test("made anew from its reports, it is what it was, and is linked", () => {
    const [first, second] = [recall(), fine()];
    const topics = createTopics();
    put(topics, first, 1);
    put(topics, second, 2);
    const again = createTopics();
    for (const [id, told] of [
      [1, first],
      [2, second],
    ] as const)
      again.rebuild(id, { firstReportAt: new Date(told.at), lastReportAt: new Date(told.at) }, [told]);
    expect(again.takeChanged()).toEqual(topics.takeChanged());
  });
});
