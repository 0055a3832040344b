import { describe, expect, test } from "vitest";
import { guessLanguage, languageFor, primaryLanguage } from "../../../src/story/languages.ts";

test.each([
  ["en-GB", "en"],
  ["EN_us", "en"],
  [" fr ", "fr"],
  ["zh-Hant-TW", "zh"],
  ["nb-NO", "no"],
  ["nn", "no"],
  ["iw", "he"],
  ["cmn-Hans", "zh"],
  ["yue", "zh"],
  ["und", undefined],
  ["mul", undefined],
  ["zxx", undefined],
  ["english", undefined],
  ["", undefined],
  [undefined, undefined],
])("the language tag %s names %s", (tag, subtag) => expect(primaryLanguage(tag)).toBe(subtag));

describe("a text that does not say its language is guessed", () => {
  test.each([
    ["en", "The ferry ran aground and all of them were saved"],
    ["de", "Die Fähre ist auf Grund gelaufen, und alle sind gerettet"],
    ["fr", "Le ferry s'est échoué et tous les passagers sont à terre avec leurs bagages"],
    ["es", "El barco encalló y todos los pasajeros están a salvo en el puerto"],
    ["nl", "De veerboot is aan de grond gelopen en iedereen is gered door het leger"],
    ["ru", "Паром сел на мель, и все пассажиры были спасены"],
    ["ja", "フェリーが座礁し、全員が救助された"],
    ["ko", "여객선이 좌초했고 모두 구조되었다"],
    ["zh", "渡轮搁浅，所有人获救"],
    ["th", "เรือเฟอร์รี่เกยตื้น"],
    ["el", "Το πλοίο προσάραξε"],
    ["he", "המעבורת עלתה על שרטון"],
    ["hi", "नौका किनारे पर फँस गई"],
  ])("%s", (subtag, text) => expect(guessLanguage(text)).toBe(subtag));

  test.each(["", "2026", "Lorne Ansel Brandt"])("as und where nothing speaks for one: “%s”", (text) =>
    expect(guessLanguage(text)).toBe("und"),
  );
});

describe("what is known of a language", () => {
  test("one form of a word is another's stem", () => {
    expect(languageFor("en").stem("ferries")).toBe(languageFor("en").stem("ferry"));
    expect(languageFor("de").stem("fähren")).toBe(languageFor("de").stem("fähre"));
    expect(languageFor("ko").stem("서울에서")).toBe("서울");
    expect(languageFor("ko").stem("여의")).toBe("여의");
  });

  test("which words say nothing", () => {
    expect(languageFor("en").isStopWord("the")).toBe(true);
    expect(languageFor("de").isStopWord("the")).toBe(false);
  });

  test("which languages set no spaces", () =>
    expect(["zh", "ja", "th", "ko", "en"].filter((subtag) => languageFor(subtag).unspaced)).toEqual([
      "zh",
      "ja",
      "th",
    ]));

  test.each(["und", "xx", "constructor", "__proto__"])("%s keeps its words as they are", (subtag) => {
    expect(languageFor(subtag).stem("ferries")).toBe("ferries");
    expect(languageFor(subtag).isStopWord("the")).toBe(false);
  });
});
