import { describe, expect, test } from "vitest";
import { createEngine } from "../../../src/story/engine.ts";
import { article, hourMs } from "../../support/article.ts";

const quake = [
  "Magnitude 6.8 earthquake strikes off coast of Chile near Valparaiso",
  "Strong earthquake shakes Valparaiso in Chile, tsunami warning issued",
] as const;
const farms = [
  "Senate passes farm subsidy bill after overnight debate",
  "Farm subsidy bill passed by Senate in overnight session",
] as const;

/** The story of each title, an hour apart. */
function storiesOf(...titles: readonly string[]) {
  const engine = createEngine({ windowMs: 120 * hourMs, granularity: "event" }, 0);
  const decisions = titles.map((title, hour) => engine.place(article(title, { hour })));
  return {
    stories: decisions.map(({ storyId }) => storyId),
    merges: decisions.flatMap(({ merges }) => merges),
  };
}

describe("an article that speaks of two events", () => {
  test("makes no one story of them, whether it comes after their reports or between them", () => {
    const both = `${quake[0]}; ${farms[0]}`;
    expect(storiesOf(quake[0], farms[0], quake[1], farms[1], both).merges).toEqual([]);
    const between = storiesOf(quake[0], farms[0], both, quake[1], farms[1]);
    expect(between.merges).toEqual([]);
    const [one, other, , oneAgain, otherAgain] = between.stories;
    expect([oneAgain, otherAgain]).toEqual([one, other]);
  });
});
