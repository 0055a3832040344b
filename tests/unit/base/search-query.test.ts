import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { dayBegins, readDay } from "../../../src/base/search-days.ts";
import {
  type SearchClause,
  type SearchTerm,
  holdsPhrase,
  maxSearchTerms,
  phrasesIn,
  readSearch,
  textHoldsPhrase,
} from "../../../src/base/search-query.ts";
import { searchPhrase, searchText, searchWords } from "../../../src/base/search-words.ts";

/** "-title:[peace talks*]": a term as these tests write it. */
function written(term: SearchTerm): string {
  switch (term.kind) {
    case "words":
    case "source":
    case "category": {
      const { words, isBegun } = term.phrase;
      const name = term.kind === "words" ? term.field : term.kind;
      return `${name === undefined ? "" : `${name}:`}[${words.join(" ")}${isBegun ? "*" : ""}]`;
    }
    case "lang":
      return `lang:${term.language}`;
    case "after":
    case "before":
      return `${term.kind}:${term.day.kind === "on" ? term.day.at.toISOString().slice(0, 10) : term.day.days}`;
  }
}

const line = ({ anyOf, isUnwanted }: SearchClause) =>
  `${isUnwanted ? "-" : ""}${anyOf.map(written).join("|")}`;
const understood = (typed: string) => readSearch(typed).clauses.map(line).join(" ");
const noted = (typed: string) => readSearch(typed).notes.map(({ kind, text }) => `${kind} ${text}`);

describe("a search", () => {
  test.each([
    ["Geneva talks", "[geneva] [talks]"],
    ['"peace talks" elect*', "[peace talks] [elect*]"],
    ['geneva -ceasefire -"motor show"', "[geneva] -[ceasefire] -[motor show]"],
    ["“phone quotes” „deutsche“ «françaises» 「日本」", "[phone quotes] [deutsche] [francaises] [日本]"],
    ["x －full −minus", "[x] -[full] -[minus]"],
    ["body-text", "[body text]"],
    ["10:30 https://bbc.com/a", "[10 30] [https bbc com a]"],
    ['צה"ל', "[צהל]"],
    ["C++", "[cplusplus]"],
    ["a OR b c", "[a]|[b] [c]"],
    ["a | b AND c", "[a]|[b] [c]"],
    ["(a OR b) c", "[a]|[b] [c]"],
    ["love or war", "[love] [or] [war]"],
    ['source:"BBC World" source:guardian', "source:[bbc world]|source:[guardian]"],
    ["-source:bbc -source:guardian x", "-source:[bbc] -source:[guardian] [x]"],
    ["Category:World author:ada agency:AP", "category:[world] author:[ada] agency:[ap]"],
    ["title: election*", "title:[election*]"],
    ['title:"peace talk*"', "title:[peace talk*]"],
    ["lang:DE lang:pt-BR", "lang:de|lang:pt"],
    ["after:2026-11 before:2026-11-24", "after:2026-11-01 before:2026-11-24"],
    ["after:7d before:today", "after:7 before:0"],
    ["source：東京新聞", "source:[東京 京新 新聞]"],
    ["resource:x", "[resource x]"],
    ["", ""],
    ["- * …", ""],
  ])("%s", (typed, expected) => {
    expect(understood(typed)).toBe(expected);
  });

  test.each([
    ["site:bbc.com x", ["unknown-operator site:bbc.com"]],
    ['site:"bbc" x', ["unknown-operator site:"]],
    ["source: ", ["empty-operator source:"]],
    ["x after:soon", ["bad-day after:soon"]],
    ["x before:2026-02-30", ["bad-day before:2026-02-30"]],
    ["x lang:klingon", ["bad-language lang:klingon"]],
    ['x "open end', ['open-quote "open end']],
    ["$$$", ["no-word $$$"]],
    ["Peace – talks & more", []],
    ["x -a OR b", ["lone-or OR"]],
    ["-a -b", ["only-unwanted -a -b"]],
    ["https://bbc.com 10:30 Ukraine: talks", []],
  ])("%s says what was understood otherwise", (typed, notes) => {
    expect(noted(typed)).toEqual(notes);
  });

  test(`has ${maxSearchTerms} terms at most, and says where it ends`, () => {
    const { clauses, notes } = readSearch("x ".repeat(2000));
    expect(clauses).toHaveLength(maxSearchTerms);
    expect(notes.map(({ kind }) => kind)).toEqual(["too-many"]);
  });

  test("is read whatever it is", () => {
    const pieces = constantFrom(
      "-",
      '"',
      "*",
      " ",
      "OR",
      "source:",
      "after:",
      "7d",
      "a",
      "東",
      "“",
      ":",
      "\ud800",
    );
    assert(
      property(array(pieces), (typed) => {
        for (const { anyOf } of readSearch(typed.join("")).clauses) expect(anyOf.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a day", () => {
  const now = new Date("2026-11-24T00:30:00Z");
  test.each([
    ["2026-11-24", "2026-11-24"],
    ["2026-1-2", "2026-01-02"],
    ["2026-11", "2026-11-01"],
    ["2026", "2026-01-01"],
    ["today", "2026-11-24"],
    ["Yesterday", "2026-11-23"],
    ["7d", "2026-11-17"],
    ["2w", "2026-11-10"],
    ["0d", "2026-11-24"],
  ])("%s begins in UTC", (typed, begins) => {
    expect(dayBegins(readDay(typed)!, now).toISOString()).toBe(`${begins}T00:00:00.000Z`);
  });

  test.each(["", "2026-13", "2026-02-29", "2026-11-00", "soon", "24/11/2026", "7", "99999d"])(
    "%j is none",
    (typed) => {
      expect(readDay(typed)).toBeUndefined();
    },
  );
});

test("a phrase is held by words that stand together, its beginning by the longer word", () => {
  const words = searchWords("BBC World Service");
  const holds = (typed: string, isBegun = false) => holdsPhrase(words, searchPhrase(typed, { isBegun })!);
  expect([holds("world"), holds("bbc service"), holds("wor"), holds("bbc wor", true)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

test("a text holds the phrases that its words hold", () => {
  const pieces = constantFrom("peace", "talks", " ", "-", "a", "東", "京", "é", "'s");
  assert(
    property(array(pieces), array(pieces, { minLength: 1, maxLength: 3 }), (text, sought) => {
      const phrase = searchPhrase(sought.join(""), { isBegun: true });
      if (!phrase) return;
      const searched = searchText(text.join(""));
      expect(textHoldsPhrase(searched, phrase)).toBe(holdsPhrase(searchWords(text.join("")), phrase));
    }),
  );
});

test("a list of phrases leaves out what holds no word", () => {
  expect(phrasesIn(["Football", "…", "horo*"])).toEqual([
    { words: ["football"], isBegun: false },
    { words: ["horo"], isBegun: true },
  ]);
});
