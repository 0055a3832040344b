import { describe, expect, test } from "vitest";
import { type ClusterScore, scoreClusters } from "../../support/clusters.ts";
import { readFixture } from "../../support/jsonl.ts";
import { type Headline, groupHeadlines } from "../../support/labelled-headlines.ts";

/** In per cent: what is reached, rounded down. A language of few articles moves by many points with one of them. */
type Floors = Readonly<Record<string, readonly [bcubed: number, pairwise: number]>>;

const floors: Readonly<Record<"seen" | "held-out", Floors>> = {
  seen: {
    all: [91, 78],
    ar: [100, 100],
    de: [88, 78],
    es: [93, 89],
    fr: [80, 45],
    it: [94, 87],
    ja: [93, 83],
    ko: [89, 79],
    ru: [84, 63],
    zh: [94, 83],
  },
  "held-out": {
    all: [88, 73],
    ar: [100, 100],
    de: [84, 62],
    es: [89, 74],
    fr: [87, 72],
    it: [99, 99],
    ja: [88, 77],
    ko: [89, 66],
    ru: [93, 83],
    zh: [77, 59],
  },
};

const names = ["seen", "held-out"] as const;
const sets = await Promise.all(
  names.map(async (name) => {
    const placed = await groupHeadlines(readFixture<Headline>(`stories/headlines.${name}.jsonl`));
    return { name, placed, byLanguage: Map.groupBy(placed, ({ language }) => language) };
  }),
);

const percent = ({ bcubed, pairwise }: ClusterScore) => [100 * bcubed, 100 * pairwise] as const;

describe.each(sets)(
  "headlines of the set “$name”, all languages in one stream",
  ({ name, placed, byLanguage }) => {
    test.each(Object.entries(floors[name]))(
      "%s: BCubed and pairwise F1 of at least %j",
      (language, floor) => {
        const [bcubed, pairwise] = percent(scoreClusters(byLanguage.get(language) ?? placed));
        expect(bcubed, "BCubed F1").toBeGreaterThanOrEqual(floor[0]);
        expect(pairwise, "pairwise F1").toBeGreaterThanOrEqual(floor[1]);
      },
    );

    test("no two languages meet in a story", () => {
      const stories = Map.groupBy(placed, ({ story }) => story);
      const mixed = [...stories.values()].filter((each) => new Set(each.map((one) => one.language)).size > 1);
      expect(mixed).toEqual([]);
    });

    test("every language of the set has a floor", () =>
      expect(["all", ...byLanguage.keys()].toSorted()).toEqual(Object.keys(floors[name]).toSorted()));
  },
);

test("the set has 300 headlines on some 150 events in nine languages, a third of the events in one headline alone", () => {
  const all = sets.flatMap(({ placed }) => placed);
  const events = [...Map.groupBy(all, ({ event }) => event).values()];
  expect(all).toHaveLength(300);
  expect(new Set(all.map(({ language }) => language)).size).toBe(9);
  expect(events.length).toBeGreaterThanOrEqual(150);
  expect(events.filter((each) => each.length === 1).length).toBeGreaterThanOrEqual(events.length / 3);
});
