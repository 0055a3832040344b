import { describe, expect, test } from "vitest";
import { readFixture } from "../../support/jsonl.ts";
import type { Headline } from "../../support/labelled-headlines.ts";
import { type SagaPair, linkSagas } from "../../support/labelled-sagas.ts";

/** Of the pairs that are linked, how many are found at least; and how many links lead astray at most. */
const figures = {
  seen: { linked: 21, found: 14, wrong: 1 },
  "held-out": { linked: 18, found: 10, wrong: 1 },
} as const;

describe.each(["seen", "held-out"] as const)("pairs of events of the set “%s”", (name) => {
  const pairs = readFixture<SagaPair>(`stories/sagas.${name}.jsonl`);
  const headlines = readFixture<Headline>(`stories/headlines.${name}.jsonl`);

  test("the next stage of an event leads to it, other events of its kind do not", () => {
    const score = linkSagas(pairs, headlines);
    expect(score.linked).toBe(figures[name].linked);
    expect(score.found).toBeGreaterThanOrEqual(figures[name].found);
    expect(score.wrong).toBeLessThanOrEqual(figures[name].wrong);
  });
});

test("the set has 68 pairs in five languages, 29 of them not of one saga", () => {
  const all = (["seen", "held-out"] as const).flatMap((name) =>
    readFixture<SagaPair>(`stories/sagas.${name}.jsonl`),
  );
  expect(all).toHaveLength(68);
  expect(new Set(all.map(({ language }) => language)).size).toBe(5);
  expect(all.filter(({ linked }) => !linked).length).toBe(29);
});
