import { describe, expect, test } from "vitest";
import { findVoices } from "../../../src/story/coverage.ts";
import { at } from "../../support/store.ts";

/** What each outlet printed: [outlet, text, time]. */
const voices = (...reports: readonly (readonly [outlet: string, text: number, time?: string])[]) =>
  findVoices(
    reports.map(([outletKey, copyGroup, time = "10:00"]) => ({
      outletKey,
      shownAt: at(time),
      placement: { copyGroup },
    })),
  );

describe("the independent voices of a story", () => {
  test("a text in six outlets is one", () =>
    expect(voices(["a", 1], ["b", 1], ["c", 1], ["d", 1], ["e", 1], ["f", 1])).toHaveLength(1));

  test("an outlet's five reports are one", () =>
    expect(voices(["a", 1], ["a", 2], ["a", 3], ["a", 4], ["a", 5])).toHaveLength(1));

  test("own reports of three outlets are three", () =>
    expect(voices(["a", 1], ["b", 2], ["c", 3])).toHaveLength(3));

  test("an outlet with the copy and a report of its own leaves the copy to another outlet", () => {
    expect(voices(["a", 1], ["a", 2], ["b", 1])).toHaveLength(2);
    expect(voices(["b", 1], ["a", 1], ["a", 2])).toHaveLength(2);
  });

  test("texts are handed on along a whole chain of outlets", () =>
    expect(voices(["a", 1], ["a", 2], ["b", 1], ["b", 3], ["c", 2], ["c", 1], ["d", 1])).toHaveLength(3));

  test("nothing said is no voice", () => expect(voices()).toEqual([]));
});

test("each voice speaks from the instant at which its text was first printed, whoever printed it", () => {
  const said = voices(["b", 1, "11:00"], ["a", 1, "09:00"], ["c", 3, "10:00"]);
  expect(said.map((voice) => voice.at)).toEqual([at("09:00"), at("10:00")]);
});

test("a text weighs as much as the weightiest source that prints it", () => {
  const report = { shownAt: at("09:00"), placement: { copyGroup: 1 } };
  const said = findVoices([
    { ...report, outletKey: "a" },
    { ...report, outletKey: "b", sourceWeight: 2 },
    { ...report, outletKey: "c", sourceWeight: 0.5 },
  ]);
  expect(said).toEqual([{ at: at("09:00"), weight: 2 }]);
});

test("the order in which reports are given does not matter", () => {
  const reports = [
    ["a", 1, "09:00"],
    ["a", 2, "09:10"],
    ["b", 1, "09:20"],
    ["c", 2, "09:30"],
  ] as const;
  expect(voices(...reports.toReversed())).toEqual(voices(...reports));
});
