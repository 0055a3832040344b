import { describe, expect, test } from "vitest";
import {
  cleanInstant,
  cleanLanguage,
  cleanLine,
  cleanMediaType,
  cleanText,
  cleanUrl,
  withoutDoubles,
} from "../../../src/publish/clean.ts";

describe("text", () => {
  test("keeps every character that XML can hold", () => {
    const text = "Tab\t, line\r\n, “quotes”, \u00A0, 世界, 😀, \uFFFD, \u{10FFFD}, \u202Ertl\u202C";
    expect(cleanText(text)).toBe(text);
  });

  test("loses control characters, non-characters and halves of characters", () => {
    expect(cleanText("a\u0000b\u0008c\u000Bd\u001Fe\u007Ff\u0085g\uFFFEh\uFFFFi")).toBe("abcdefghi");
    expect(cleanText("a\uD83Db\uDE00c\uDE00\uD83Dd")).toBe("abcd");
  });

  test("that becomes a half character only by losing what was in between keeps neither half", () => {
    expect(cleanText("a\uD83D\u0000\uDE00b")).toBe("a😀b");
    expect(cleanText("a\uD83D\u0000").isWellFormed()).toBe(true);
  });

  test("on one line loses its line breaks, not the spaces that belong to the spelling", () => {
    expect(cleanLine(" One\r\n\ttwo \u2028 three ")).toBe("One two three");
    expect(cleanLine("Ça va\u202F?")).toBe("Ça va\u202F?");
  });
});

describe("an address", () => {
  test.each([
    ["https://outlet.example/a?b=1&c=2#d", "https://outlet.example/a?b=1&c=2#d"],
    ["HTTP://Outlet.Example", "http://outlet.example/"],
    ["https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"],
    ['https://outlet.example/"><script>', "https://outlet.example/%22%3E%3Cscript%3E"],
    [
      "https://outlet.example/{a|b}?c[]=^&d=100%#e#f",
      "https://outlet.example/%7Ba%7Cb%7D?c%5B%5D=%5E&d=100%25#e%23f",
    ],
    ["http://[2001:db8::1]:8080/a?b[c]", "http://[2001:db8::1]:8080/a?b%5Bc%5D"],
    ["https://ann:secret@outlet.example/a", "https://outlet.example/a"],
    ["https://outlet.example/a\u0000b", "https://outlet.example/ab"],
  ])("%j is shown as %s", (address, shown) => {
    expect(cleanUrl(address)).toBe(shown);
  });

  test.each([
    undefined,
    "",
    "/relative",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "ftp://outlet.example/",
    "https://",
    "mailto:ann@outlet.example",
  ])("%j is shown to nobody", (address) => {
    expect(cleanUrl(address)).toBeUndefined();
  });
});

describe("an instant", () => {
  const seen = new Date("2026-11-20T11:00:00Z");

  test("is the first that has four digits of year", () => {
    expect(cleanInstant(new Date("2001-02-03"), seen)).toEqual(new Date("2001-02-03"));
    expect(cleanInstant(undefined, new Date(Number.NaN), seen)).toEqual(seen);
    expect(cleanInstant(new Date("+010000-01-01T00:00:00Z"), seen)).toEqual(seen);
    expect(cleanInstant(new Date("-000001-01-01T00:00:00Z"), new Date("1969-12-31"), seen)).toEqual(seen);
  });

  test("is 1970 where none has", () => {
    expect(cleanInstant(undefined, new Date(Number.NaN))).toEqual(new Date(0));
  });
});

test.each([
  ["en", "en"],
  ["zh-Hant-TW", "zh-Hant-TW"],
  ["und", undefined],
  ["english", undefined],
  ["en_GB", undefined],
  ['en" onload="', undefined],
  ["", undefined],
  [undefined, undefined],
])("the language %j is said as %j", (language, said) => {
  expect(cleanLanguage(language)).toBe(said);
});

test.each([
  ["audio/mpeg", "audio/mpeg"],
  ["Image/SVG+XML", "image/svg+xml"],
  ["mp3", undefined],
  ["audio/mpeg; codecs=x", undefined],
  ['audio/mpeg"', undefined],
  [undefined, undefined],
])("the media type %j is said as %j", (type, said) => {
  expect(cleanMediaType(type)).toBe(said);
});

test("of words that differ only in case the first stays, of empty ones none", () => {
  expect(withoutDoubles(["World", "world ", " ", "Quakes", "WORLD", "\u0000"])).toEqual(["World", "Quakes"]);
});
