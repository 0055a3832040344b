import { expect, test } from "vitest";
import { agencyOfByline, isPersonsName } from "../../../src/parse/byline.ts";

test.each([
  ["Reuters in Kyiv", "Reuters"],
  ["By AFP", "AFP"],
  ["dpa/AFP", "dpa"],
  ["Ada Hill for The Associated Press", "AP"],
  ["Reuters Staff", "Reuters"],
  ["Ada Hill | Reuters", "Reuters"],
  ["AFP with staff writers", "AFP"],
  ["Ada Reuterskiöld", undefined],
  ["Ada Hill", undefined],
])("the by-line “%s” names %s", (byline, name) => expect(agencyOfByline(byline)).toBe(name));

test.each([
  ["TT", "sv", "TT"],
  ["TT", "en", undefined],
  ["AA", "tr-TR", "Anadolu"],
  ["AA", undefined, undefined],
])("%s in %s names %s: elsewhere it may be initials", (byline, language, name) => {
  expect(agencyOfByline(byline, language)).toBe(name);
});

test.each([
  ["PA Reporter", "PA Media"],
  ["Ada Hill, PA", "PA Media"],
  ["Ada Hill, Scranton PA", undefined],
  ["ADA HILL The Associated Press", "AP"],
  ["Press Association of Lorne", undefined],
  ["La Gazette avec AFP", "AFP"],
  ["Mit Material von dpa", "dpa"],
  ["Ada Hill, formerly of Reuters", undefined],
])("the by-line “%s” names %s, though it says more", (byline, name) =>
  expect(agencyOfByline(byline)).toBe(name),
);

test("a person's name is told from an agency's and from a sign", () => {
  expect(["Ada Hill", "山田花子", "Reuters Staff", "ahi"].map(isPersonsName)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
