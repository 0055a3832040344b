import { describe, expect, test } from "vitest";
import { createTermIndex } from "../../../src/story/term-index.ts";
import { createWindow } from "../../../src/story/window.ts";
import type { Article } from "../../../src/story/article.ts";
import { tunings } from "../../../src/story/tuning.ts";
import { article, hourMs } from "../../support/article.ts";
import { liveStories } from "../../support/live-stories.ts";

const passing = (given: Article, slot: number, copyGroup = given.id) => ({ ...given, slot, copyGroup });

/** A window of ten hours, and the titles of what has left it. */
function tenHours() {
  const left: string[] = [];
  const index = createTermIndex();
  const window = createWindow<ReturnType<typeof passing>>(10 * hourMs, index, ({ title }) =>
    left.push(title),
  );
  /** Brings an article of this hour, with its words; answers whether it was taken in. */
  const bring = (title: string, hour: number, { copyGroup }: { copyGroup?: number } = {}) => {
    const given = article(title, { hour });
    window.moveTo(given.at);
    const slot = index.takeSlot([window.lexicon("en").get(title), 1]);
    return window.admit(passing(given, slot, copyGroup));
  };
  const counted = (title: string) => index.documentsOf(window.lexicon("en").get(title));
  return { window, index, left, bring, counted };
}

test("an article leaves when another comes that is later by more than the window", () => {
  const { left, bring, window } = tenHours();
  bring("first", 0);
  bring("second", 4);
  bring("third", 10);
  expect(left).toEqual([]);
  bring("fourth", 11);
  expect(left).toEqual(["first"]);
  expect(window.size()).toBe(3);
});

test("what leaves together leaves in the order of its hours, over gaps of years too", () => {
  const { left, bring, window } = tenHours();
  bring("late", 3);
  bring("early", 1);
  bring("years after", 50_000);
  expect(left).toEqual(["early", "late"]);
  bring("years after that", 200_000);
  expect(left).toEqual(["early", "late", "years after"]);
  expect(window.size()).toBe(1);
});

test("an instant that lies back moves nothing, and what is too old on arrival is not taken in", () => {
  const { left, bring, window } = tenHours();
  expect(bring("now", 100)).toBe(true);
  expect(bring("a little late", 95)).toBe(true);
  expect(bring("far too late", 80)).toBe(false);
  expect(left).toEqual([]);
  expect(window.size()).toBe(2);
});

describe("words", () => {
  test("are counted once for all copies of a text", () => {
    const { bring, counted } = tenHours();
    bring("ferry", 0);
    bring("ferry", 1, { copyGroup: 1 });
    expect(counted("ferry")).toBe(1);
  });

  test("stay counted for a week when their articles have left, and are forgotten then", () => {
    const { bring, counted, index } = tenHours();
    bring("ferry", 0);
    bring("orchestra", 6 * 24);
    expect(counted("ferry")).toBe(1);
    bring("election", 30 * 24);
    expect(index.termCount()).toBe(1);
  });

  test("of each language are counted apart", () => {
    const { window } = tenHours();
    expect(window.lexicon("en")).not.toBe(window.lexicon("de"));
    expect(window.lexicon("en")).toBe(window.lexicon("en"));
  });

  test("of a late article are found again, also where its day is counted no longer", () => {
    const stories = liveStories(15 * 24 * hourMs);
    stories.tell(1, article("Orchestra accepts lower pay", { hour: 12 * 24 }));
    stories.tell(2, article("Ferry grounded", { hour: 48 }));
    const late = stories.ready(article("Ferry refloated", { hour: 50 }));
    const [found] = stories.findCandidates(late, tunings.event!);
    expect(found!.nearest.map(({ title }) => title)).toEqual(["Ferry grounded"]);
  });
});
