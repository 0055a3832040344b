import { array, assert, constantFrom, nat, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { holdsWord, searchPhrase, searchText, searchWords } from "../../../src/base/search-words.ts";

describe("the words of a text", () => {
  test.each([
    ["letter case and accents are folded", "Zürich ÉLYSÉE Łódź Đà Nẵng", "zurich elysee lodz da nang"],
    ["letters of their own in the north are too", "Straße Ærø København Þór", "strasse aero kobenhavn thor"],
    ["Turkish dots make no difference", "İSTANBUL ısı", "istanbul isi"],
    ["full and half width are one", "ＡＢＣ１２ ｶﾞﾗｽ", "abc12 ガラ ラス ス"],
    ["ligatures and small figures are letters", "ﬁne CO₂", "fine co2"],
    ["Greek has one sigma and no tonos", "ΑΘΉΝΑΣ αθήνας", "αθηνασ αθηνασ"],
    ["ё is е, й and ї are letters of their own", "ёлка Йод їжак", "елка йод їжак"],
    ["Cyrillic marks of stress are none", "за\u0301мок", "замок"],
    ["Arabic vowels, tatweel and forms of alef are folded", "مُحَمَّد مدرســة أحمد", "محمد مدرسه احمد"],
    [
      "Arabic articles are no part of the word",
      "العراق والعراق للعراق عراق الله",
      "عراق عراق عراق عراق الله",
    ],
    ["nor where the word itself begins like one", "الألعاب ألعاب العاب", "عاب عاب عاب"],
    ["Persian and Arabic letters are one", "کتاب كتاب", "كتاب كتاب"],
    ["a Persian half-space parts words", "می\u200cخواهم", "مي خواهم"],
    ["Hebrew points are none, an acronym is one word", 'שָׁלוֹם צה"ל צה״ל', "שלומ צהל צהל"],
    ["Indian vowel signs stay, digits are digits", "हिन्दी २०२६ ٢٠٢٦", "हिन्दी 2026 2026"],
    ["Chinese and Japanese stand as pairs", "東京都で", "東京 京都 都で で"],
    ["Korean too, each word for itself", "서울에서 물", "서울 울에 에서 서 물"],
    ["Thai stands as triples", "กรุงเทพ", "กรุ รุง ุงเ งเท เทพ ทพ พ"],
    ["scripts part words where no space does", "iPhone東京2026年", "iphone 東京 京 2026 年"],
    ["apostrophes part what was two words", "l’été O'Brien об'єкт", "l ete o brien об єкт"],
    ["of possessives the name is left", "Biden’s the 1990's James'", "biden the 1990 james"],
    ["negations are one word", "Don’t isn't can't", "dont isnt cant"],
    ["hyphens part words, and mean a phrase", "body-text e-mail", "body text e mail"],
    ["soft hyphens and joiners are none", "news\u00adpaper co\u200doperate", "newspaper cooperate"],
    [
      "numbers are one, whatever groups them",
      "1,000 1.000.000 1'000 1\u00a0000 1\u202f000",
      "1000 1000000 1000 1000 1000",
    ],
    ["other points and commas part them", "3.14 2,5 192.168.1.1 10:30", "3 14 2 5 192 168 1 1 10 30"],
    ["dotted abbreviations are one word", "U.S.-China U.N. e.g. т.е. z.B.", "us china un eg те zb"],
    ["addresses are their parts", "bbc.co.uk ada@example.org", "bbc co uk ada example org"],
    ["C++ and C# are words", "C++ C# F#, A-ha", "cplusplus csharp fsharp a ha"],
    ["of hashtags and names the sign is none", "#ClimateChange @ada", "climatechange ada"],
    ["pictures are words", "🎉win 👩🏽‍🚀 ❤️", "🎉 win 👩 🚀 ❤"],
    ["marks of trade are none", "Apple™ ©2026", "apple 2026"],
  ])("%s", (_rule, text, words) => {
    expect(searchWords(text).join(" ")).toBe(words);
  });

  test("are no more than 16,000", () => {
    expect(searchWords("a ".repeat(20_000))).toHaveLength(16_000);
    expect(searchWords("東".repeat(20_000))).toHaveLength(16_000);
  });

  test("are those of every engine: letters, digits and what is beyond ASCII, between anything else", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        const folded = searchText(text);
        expect(folded).not.toMatch(/\p{Z}(?<! )|[A-Z]/u);
        expect(searchWords(searchWords(folded).join("\n"))).toBeDefined();
      }),
    );
  });

  test("none is where there is no letter, digit or picture", () => {
    expect(["", " …?! — ", "'", "--", "$"].map(holdsWord)).toEqual([false, false, false, false, false]);
  });
});

describe("what is looked for", () => {
  test.each([
    ["東京", ["東京"], false],
    ["東京都", ["東京", "京都"], false],
    ["東", ["東"], true],
    ["東京 地震", ["東京", "京", "地震"], false],
    ["2026年", ["2026", "年"], true],
    ["กท", ["กท"], true],
    ["กทม", ["กทม"], false],
    ["서울에서", ["서울", "울에", "에서"], false],
    ["l'été", ["l", "ete"], false],
  ])("%s", (typed, words, isBegun) => {
    expect(searchPhrase(typed)).toEqual({ words, isBegun });
  });

  test("the beginning of an Arabic word may be all article", () => {
    expect(searchPhrase("الع", { isBegun: true })).toEqual({ words: ["ع"], isBegun: true });
  });

  test("nothing, where no word is", () => expect(searchPhrase("…")).toBeUndefined());

  test("whatever stands anywhere in a Chinese, Japanese, Korean or Thai text is found in it", () => {
    const letters = constantFrom(...Array.from("東京都地震のロスー서울물กทมุ่"));
    assert(
      property(array(letters, { minLength: 1, maxLength: 12 }), nat(), nat(), (characters, from, length) => {
        const text = characters.join("").normalize("NFKC");
        const start = from % text.length;
        const part = text.slice(start, start + 1 + (length % 5));
        const words = searchWords(text);
        const { words: wanted, isBegun } = searchPhrase(part)!;
        const found = words.some((_, at) =>
          wanted.every((word, place) =>
            isBegun && place === wanted.length - 1
              ? words[at + place]?.startsWith(word)
              : words[at + place] === word,
          ),
        );
        expect(found).toBe(true);
      }),
    );
  });
});
