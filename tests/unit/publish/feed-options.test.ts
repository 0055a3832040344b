import { describe, expect, test } from "vitest";
import { readFeedOptions } from "../../../src/publish/feed-options.ts";

const options = (query: Readonly<Record<string, unknown>>) => {
  const reading = readFeedOptions(query);
  return reading.kind === "options" ? reading.options : reading.problem;
};

test("what is absent is left to its default", () => {
  expect(options({})).toEqual({});
});

test("every parameter is read", () => {
  expect(options({ fold: "copy", min: "3", limit: "50", lang: "de", category: "A & B" })).toEqual({
    fold: "copy",
    min: 3,
    limit: 50,
    lang: "de",
    category: "A & B",
  });
  expect(options({ after: "0", upto: "73" })).toEqual({ after: 0, upto: 73 });
});

test("a number and a language have one spelling, whatever is typed", () => {
  expect(options({ limit: "007", lang: "DE" })).toEqual({ limit: 7, lang: "de" });
});

test("parameters of others are left alone", () => {
  expect(options({ q: "harbour", utm_source: "x", __proto__x: "1", constructor: "y", FOLD: "copy" })).toEqual(
    {},
  );
});

describe("what is wrong is said in one sentence", () => {
  test.each([
    [
      { fold: "all" },
      'fold is "all"; it must be story (one item a story), copy (each text once) or none (every entry).',
    ],
    [{ fold: "" }, /^fold is ""; it must be story/],
    [{ category: "" }, /^category is ""; it must be the name of a category/],
    [{ category: "\ud800" }, /^category is "�"/],
    [{ category: "a".repeat(201) }, /^category is "a{40}"/],
    [{ after: "-1" }, /^after is "-1"; it must be a whole number, as the links of a feed give it\.$/],
    [{ upto: "5" }, "upto is of archives: it needs after beside it."],
    [{ after: "5", upto: "5" }, "upto must be a higher number than after."],
    [{ after: "5", limit: "5" }, "An archive holds what it holds: after and limit cannot both be given."],
    [{ min: "0" }, 'min is "0"; it must be a whole number from 1 to 1000.'],
    [{ min: "1001" }, /^min is "1001"/],
    [{ limit: "501" }, 'limit is "501"; it must be a whole number from 1 to 500.'],
    [{ limit: "-1" }, /^limit is "-1"/],
    [{ limit: "1e2" }, /^limit is "1e2"/],
    [{ limit: "5.5" }, /^limit is "5.5"/],
    [{ limit: " 5" }, /^limit is " 5"/],
    [{ limit: "9".repeat(400) }, new RegExp(`^limit is "9{40}"; it must be`)],
    [{ lang: "english" }, 'lang is "english"; it must be a language such as "en" or "de".'],
    [{ lang: "en-GB" }, /^lang is "en-GB"/],
    [{ limit: ["5", "6"] }, "limit is given more than once."],
    [{ limit: { a: "5" } }, "limit is given more than once."],
    [{ limit: "5", fold: "x" }, /^fold is "x"/],
  ])("%j", (query, problem) => {
    expect(options(query)).toMatch(problem);
  });

  test("in whole characters, also where it cuts what was typed", () => {
    const said = options({ lang: `${"x".repeat(39)}😀` });
    expect(typeof said === "string" && said.isWellFormed()).toBe(true);
  });
});
