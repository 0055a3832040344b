import { describe, expect, test } from "vitest";
import {
  type Fingerprint,
  containment,
  fingerprintOf,
  sameMarks,
  sameNumbers,
  sketchOf,
} from "../../../src/story/fingerprint.ts";
import { createNumberLists } from "../../../src/story/number-lists.ts";

const wire =
  'The ferry "Aurora" ran aground off Lorne early on Friday with 214 people aboard, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned.';
const other =
  "Members of the orchestra voted by a wide margin to accept a shorter season and lower pay, which ends a quarrel that had kept the hall dark since the spring.";
const lists = createNumberLists(1);
let lastList = 0;
const printOf = (text: string | undefined, language = "en") =>
  fingerprintOf(text, language, lists, ++lastList);
const print = (text: string, language = "en") => printOf(text, language)!;
const hashesOf = ({ list }: Fingerprint) => {
  const start = lists.startOf(list);
  return Array.from(lists.numbers().subarray(start, start + lists.lengthOf(list)));
};

test("a text of fewer than ten words is a phrase, and has no fingerprint", () => {
  expect(printOf("One two three four five six seven eight nine")).toBeUndefined();
  expect(printOf("One two three four five six seven eight nine ten")).toBeDefined();
  expect(printOf(undefined)).toBeUndefined();
  expect(printOf("")).toBeUndefined();
});

describe("one text is known again", () => {
  test.each([
    ["with other quotation marks and dashes", wire.replaceAll('"', "”").replaceAll(", ", " – ")],
    ["in capitals", wire.toUpperCase()],
    ["cut off in the middle", wire.slice(0, 110)],
    ["in full-width letters", wire.replaceAll("214", "２１４")],
  ])("%s: it stands wholly in the other", (_, text) => {
    expect(containment(print(text), print(wire))).toBeGreaterThan(0.9);
    expect(containment(print(wire), print(text))).toBe(containment(print(text), print(wire)));
  });

  test("with a first line of the outlet's own", () => {
    const text = `Here is what our readers on the coast should know this morning. ${wire}`;
    expect(containment(print(text), print(wire))).toBe(1);
  });

  test("by the words of its beginning: what an outlet adds far below changes nothing", () => {
    const long = `${wire} ${wire.replaceAll("a", "e")} ${wire.replaceAll("e", "o")} ${wire.replaceAll("o", "u")}`;
    expect(hashesOf(print(`${long} And much that follows.`))).toEqual(hashesOf(print(long)));
  });

  test("by at least one of its smallest runs, which is how it is found", () => {
    const [mine, theirs] = [sketchOf(print(wire)), sketchOf(print(`First this. ${wire}`))];
    expect(mine).toHaveLength(8);
    expect(mine.some((hash) => theirs.includes(hash))).toBe(true);
  });

  test("where words are not spaced, by runs of characters", () => {
    const text = "港の灯台で働く人々は、金曜日の朝早くに座礁した船から全員を無事に救い出したと発表した。";
    expect(containment(print(text, "ja"), print(`速報：${text}`, "ja"))).toBe(1);
    expect(printOf(text)).toBeUndefined();
  });
});

test("texts that have nothing to do with one another share nothing", () => {
  expect(containment(print(wire), print(other))).toBe(0);
});

describe("names and numbers", () => {
  const form = (town: string, figure: string) =>
    `Average prices for houses in ${town} went up by ${figure} % over the last year, more than in most other places of the region.`;

  test("one template filled in twice agrees in its words, not in these", () => {
    const [mine, theirs] = [print(form("Lorne", "3.5")), print(form("Ansel", "7.25"))];
    expect(containment(mine, theirs)).toBeGreaterThan(0.6);
    expect(sameMarks(mine, theirs)).toBe(0);
  });

  test("the same text has the same ones", () => expect(sameMarks(print(wire), print(wire))).toBe(1));

  test("a text without any says nothing against a copy", () =>
    expect(sameMarks(print(other.toLowerCase()), print(wire))).toBe(1));

  test("the word that a sentence begins with is no name", () =>
    expect(print(`${other} Nobody was glad. "Everything is said."`).marks).toBe(0));

  const poll = (ruling: number, opposed: number) =>
    `The Union Party of Edgar Voll would win ${ruling} percent and the Alliance of Greta Lind ${opposed} percent, Civis found for the Courier.`;

  test("the next poll names the same people, and has other numbers", () => {
    const [mine, theirs] = [print(poll(33, 29)), print(poll(31, 32))];
    expect(sameMarks(mine, theirs)).toBeGreaterThan(0.6);
    expect(sameNumbers(mine, theirs)).toBe(0);
    expect(sameNumbers(mine, print(poll(33, 29)))).toBe(1);
  });

  test("one number alone says nothing: the other text may have lost it", () =>
    expect(sameNumbers(print(wire), print(poll(33, 29)))).toBe(1));
});
