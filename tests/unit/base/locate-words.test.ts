import { array, assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { findPlainly, locatePhrases } from "../../../src/base/locate-words.ts";
import { searchPhrase } from "../../../src/base/search-words.ts";

/** The text with what was found in brackets. */
function marked(text: string, sought: readonly string[]): string {
  const phrases = sought.map((typed) =>
    searchPhrase(typed.replace(/\*$/, ""), { isBegun: typed.endsWith("*") })!,
  );
  const stretches = locatePhrases(text, phrases);
  return stretches.reduceRight(
    (all, { from, to }) => `${all.slice(0, from)}[${all.slice(from, to)}]${all.slice(to)}`,
    text,
  );
}

const pieces = constantFrom(
  "a",
  "b",
  " ",
  "東",
  "京",
  "ก",
  "-",
  ".",
  "'",
  "1",
  ",000",
  "𠮷",
  "é",
  "ﷺ",
  "ｶﾞ",
  "🎉",
  "\u0301",
  "C++",
  "U.S.",
);

describe("where a phrase stands", () => {
  test.each([
    ["Talks in Geneva.", ["geneva"], "Talks in [Geneva]."],
    ["“Zürich”: ZURICH!", ["zürich"], "“[Zürich]”: [ZURICH]!"],
    ["peace, talks; peace talks", ["peace talks"], "[peace, talks]; [peace talks]"],
    ["a body-text here", ["body"], "a [body]-text here"],
    ["election elects", ["elect*"], "[election] [elects]"],
    ["The U.S. and Biden’s don't", ["us", "biden", "dont"], "The [U.S]. and [Biden’s] [don't]"],
    ["1,000 people", ["1000"], "[1,000] people"],
    ["東京都で地震", ["東京"], "[東京]都で地震"],
    ["東京都で地震", ["地"], "東京都で[地]震"],
    ["iPhone東京2026年", ["2026年"], "iPhone東京[2026年]"],
    ["서울에서 물", ["서울", "물"], "[서울]에서 [물]"],
    ["กรุงเทพมหานคร", ["เทพ"], "กรุง[เทพ]มหานคร"],
    ["l’été à l'Élysée", ["ete", "elysee"], "l’[été] à l'[Élysée]"],
    ["🎉 party", ["🎉"], "[🎉] party"],
    ["one two two three", ["one two", "two three"], "[one two] [two three]"],
    ["nothing here", ["else"], "nothing here"],
    ["", ["a"], ""],
  ])("in %j", (text, sought, expected) => {
    expect(marked(text, sought)).toBe(expected);
  });

  test("is within the text, in order, and never twice", () => {
    assert(
      property(array(pieces), array(pieces, { minLength: 1 }), (text, sought) => {
        const phrase = searchPhrase(sought.join(""), { isBegun: true });
        const whole = text.join("");
        let end = 0;
        for (const { from, to } of phrase ? locatePhrases(whole, [phrase]) : []) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(whole.length);
      }),
    );
  });

  test("is looked for in a part of the text, and may go on after it", () => {
    const phrase = searchPhrase("two three")!;
    const text = "two three, one two three, two three";
    expect(locatePhrases(text, [phrase], { from: 11, to: 18 })).toEqual([{ from: 15, to: 24 }]);
    expect(locatePhrases(text, [phrase], { from: 11, to: 14 })).toEqual([]);
  });

  test.each([
    ["because the U.S. told us", "us", [22, 24]],
    ["Because of the US", "us", [15, 17]],
    ["the U.S. alone", "us", undefined],
    ["日本で日本語", "日本語", [3, 6]],
    ["peace is not peace talks", "peace talks", [13, 24]],
    ["", "us", undefined],
  ])("is found plainly in %j", (text, sought, expected) => {
    const place = findPlainly(text, searchPhrase(sought)!);
    expect(place && [place.from, place.to]).toEqual(expected);
  });

  test("plainly is among all places where it stands", () => {
    assert(
      property(array(pieces), array(pieces, { minLength: 1 }), (text, sought) => {
        const phrase = searchPhrase(sought.join(""), { isBegun: true });
        const plain = phrase && findPlainly(text.join(""), phrase);
        if (!plain) return;
        const all = locatePhrases(text.join(""), [phrase]);
        expect(all.some(({ from, to }) => from <= plain.from && plain.to <= to)).toBe(true);
      }),
    );
  });
});
