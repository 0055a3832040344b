import { describe, expect, test } from "vitest";
import type { Article } from "../../../src/story/article.ts";
import { firstReason, knownReason, mergeReason, storyReason } from "../../../src/story/reason.ts";
import { tunings } from "../../../src/story/tuning.ts";
import { article } from "../../support/article.ts";
import { liveStories } from "../../support/live-stories.ts";

const tuning = tunings.event!;
const title = "Ferry with 214 aboard runs aground off Lorne";

/** What is said of an article that is compared with one story of these. */
function compared(subject: Article, ...members: readonly Article[]) {
  const stories = liveStories();
  stories.tell(1, ...members);
  const read = stories.read(subject);
  const [evidence] = stories.findCandidates(read.live, tuning);
  return { index: stories.index, read, evidence: evidence!, text: stories.findText(read.live)! };
}
const known = (subject: Article, other: Article) => {
  const { read, text } = compared(subject, other);
  return knownReason(read.live, text);
};
const joined = (subject: Article, ...members: readonly Article[]) => {
  const { index, read, evidence } = compared(subject, ...members);
  return storyReason(index, read, evidence, tuning.joinAt);
};

describe("why an article is known", () => {
  const url = "https://herald.example/ferry-runs-aground";
  const summary = Array.from({ length: 40 }, (_, i) => `word${i}`).join(" ");

  test("by its address", () =>
    expect(known(article("Island rescue", { url, hour: 2 }), article(title, { id: 71, url }))).toEqual({
      text: `The same address as “${title}”, 2 h apart`,
      nearestEntryId: 71,
      hoursApart: 2,
    }));

  test("by its text, with how much of it", () =>
    expect(known(article("Rescue", { summary }), article(title, { id: 72, summary }))).toEqual({
      text: `Carries the same text as “${title}”: 100 % of its phrases, at the same time`,
      nearestEntryId: 72,
      score: 1,
      hoursApart: 0,
    }));

  test("by its headline, in another outlet or in its own", () => {
    expect(known(article(title, { hour: 1.5 }), article(title)).text).toBe(
      "Word for word the headline of another outlet, 1 h 30 min apart",
    );
    const outletKey = "herald.example";
    expect(known(article(title, { hour: 3, outletKey }), article(title, { outletKey })).text).toBe(
      "The same headline in the same outlet, printed again, 3 h apart",
    );
  });

  test("a long headline is cut", () => {
    const long = article(`${title} ${title} ${title}`, { url });
    expect(known(article("Rescue", { url }), long).text).toMatch(/^The same address as “.{1,80}…”, at/);
  });
});

describe("why an article joins", () => {
  test("names the rarest words that it shares, as it writes them, and says when and with what", () => {
    const reason = joined(
      article("Captain of ferry aground off Lorne questioned", { hour: 5 }),
      article(title, { id: 81 }),
    );
    expect(reason.text).toBe(`Shares “aground”, “Lorne” and “ferry” with “${title}”, 5 h apart`);
    expect(reason).toMatchObject({
      nearestEntryId: 81,
      threshold: tuning.joinAt,
      sharedTerms: ["aground", "Lorne", "ferry"],
      hoursApart: 5,
    });
    expect(reason.score).toBeGreaterThan(tuning.joinAt);
  });

  test("counts the reports of a story that has several", () =>
    expect(
      joined(article("Lorne ferry", { hour: 1 }), article(title), article("Lorne: ferry aground")).text,
    ).toBe("Shares “Lorne” and “ferry” with 2 reports, 1 h apart"));

  test("puts rare words first", () => {
    const stories = liveStories();
    for (let i = 0; i < 5; i++) stories.tell(10 + i, article(`Lorne council, meeting ${i}`));
    stories.tell(1, article(title));
    const read = stories.read(article("Lorne: ferry aground"));
    const evidence = stories.findCandidates(read.live, tuning).find(({ story }) => story.id === 1)!;
    expect(storyReason(stories.index, read, evidence, tuning.joinAt).sharedTerms).toEqual([
      "aground",
      "ferry",
      "Lorne",
    ]);
  });
});

describe("why an article opens a story", () => {
  test("nothing came near, or nothing near enough, which is named", () => {
    const { index, read, evidence } = compared(article("Ferry fares to rise"), article(title, { id: 91 }));
    expect(firstReason(index, read, undefined, tuning.joinAt)).toEqual({
      text: "Opened the story: no entry known by then in its language shares a telling word with it",
      threshold: tuning.joinAt,
    });
    expect(firstReason(index, read, evidence, tuning.joinAt)).toMatchObject({
      text: `Opened the story: the nearest known by then, “${title}”, is not near enough`,
      nearestEntryId: 91,
      sharedTerms: ["Ferry"],
      hoursApart: 0,
    });
  });

  test.each([
    ["Weather report for Lorne", "Weather forecast for Kesh and Lorne", "is a service page as well"],
    ["Tales from the harbour part 2", "Tales from the harbour part 1", "differs by a number alone"],
  ])("%s: where it was held apart, that is said", (subject, other, why) => {
    const { index, read, evidence } = compared(article(subject), article(other));
    expect(firstReason(index, read, evidence, tuning.joinAt).text).toContain(`“${other}”, ${why}`);
  });

  test("where only copies are folded nothing else was asked for", () => {
    const { index, read } = compared(article("Ferry fares to rise"), article(title));
    expect(firstReason(index, read, undefined, undefined)).toEqual({
      text: "No entry of the last days carries this text",
    });
  });
});

test("why two stories became one", () => {
  const stories = liveStories();
  const [from, into] = [stories.tell(2, article("a")), stories.tell(1, article("b"))];
  expect(mergeReason(stories.ready(article(title)), { from, into, votes: 3, voters: 4 })).toBe(
    `3 of its 4 reports that were compared belong to both; “${title}” brought them together`,
  );
});
