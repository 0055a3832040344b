import { describe, expect, test } from "vitest";
import { differInNumbers, sameTemplate } from "../../../src/story/template.ts";

describe("one form filled in twice", () => {
  test.each([
    ["Sales at Acme: the best offers", "Sales at Zenith: the best offers"],
    ["Obituary: Brandt", "Obituary: Maier"],
    ["House prices in Lorne", "House prices in Port Ansel"],
    ["SALES at Acme — the best offers", "Sales at Zenith: the best offers!"],
    ["東京の天気と気温", "大阪の天気と気温"],
    ["北京天气预报", "上海天气预报"],
    ["พยากรณ์อากาศกรุงเทพมหานครวันนี้", "พยากรณ์อากาศเชียงใหม่วันนี้"],
  ])("%s | %s", (a, b) => {
    expect(sameTemplate(a, b)).toBe(true);
    expect(sameTemplate(b, a)).toBe(true);
  });
});

describe("no form", () => {
  test.each([
    [
      "only a number changed: the same event goes on",
      "10 hurt in crash near Lorne",
      "12 hurt in crash near Lorne",
    ],
    ["the very same title", "Ferry runs aground", "Ferry runs aground"],
    ["one title goes on where the other ends", "Ferry runs aground", "Ferry runs aground off Lorne"],
    [
      "what differs is longer than a blank",
      "Lorne: ferry runs aground at dawn",
      "Lorne: orchestra accepts lower pay",
    ],
    [
      "one clause is shared, in a language without spaces",
      "能登で震度五弱、津波の心配なし",
      "茨城沖の深さ四十キロで地震、津波の心配なし",
    ],
    ["nothing is shared", "Ferry runs aground", "Orchestra plays again"],
    ["too little is shared", "Lorne mourns Ida Brandt", "Lorne elects new mayor"],
    ["there are no words", "…", "?"],
  ])("%s", (_, a, b) => expect(sameTemplate(a, b)).toBe(false));
});

test.each([
  ["part 1", "part 2", true],
  ["1 200 hurt in crash", "12 hurt in crash", true],
  ["第1期 開講", "第12期 開講", true],
  ["part 1", "part 1", false],
  ["part 1", "chapter 1", false],
])("“%s” and “%s” differ in numbers alone: %s", (a, b, expected) => {
  expect(differInNumbers(a, b)).toBe(expected);
});
