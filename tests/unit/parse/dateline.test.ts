import { describe, expect, test } from "vitest";
import { readDateline } from "../../../src/parse/dateline.ts";

const real = "The ferry was freed at high tide.";

describe("a dateline ends where the first sentence begins", () => {
  test.each([
    ["LORNE, Nov 24 (Reuters) - ", "Reuters"],
    ["LORNE/OBAN, Nov 24 (Reuters) – ", "Reuters"],
    ["ST. ANDREW, Nova Scotia (AP) — ", "AP"],
    ["(Reuters) - ", "Reuters"],
    ["PARIS (AFP) - ", "AFP"],
    ["Berlin (dpa) - ", "dpa"],
    ["Berlin (dpa/AFP) – ", "dpa"],
    ["Madrid, 24 nov (EFE).- ", "EFE"],
    ["MADRID, 24 Nov. (EUROPA PRESS) - ", "Europa Press"],
    ["(ANSA) - ROMA, 24 NOV - ", "ANSA"],
    ["MOSCOW, November 24. /TASS/. ", "TASS"],
    ["Москва. 24 ноября. INTERFAX.RU - ", "Interfax"],
    ["BEIJING, Nov. 24 (Xinhua) -- ", "Xinhua"],
    ["New Delhi [India], November 24 (ANI): ", "ANI"],
    ["Kbh. /ritzau/ ", "Ritzau"],
    ["Reuters - ", "Reuters"],
  ])("%s", (dateline, agency) => {
    expect(readDateline(dateline + real)).toEqual({ length: dateline.length, agency });
  });

  test.each([
    ["新华社北京11月24日电（记者王一）", "渡轮在涨潮时脱困。", "Xinhua"],
    ["【ロンドン共同】", "フェリーは満潮時に離礁した。", "Kyodo"],
    ["(서울=연합뉴스) 홍길동 기자 = ", "여객선이 만조 때 구조됐다.", "Yonhap"],
  ])("%s", (dateline, text, agency) => {
    expect(readDateline(dateline + text)).toEqual({ length: dateline.length, agency });
  });

  test.each([
    ["МОСКВА, 3 мар - РИА Новости. ", "Паром пойдёт.", "RIA Novosti"],
    ["［オーバン ２４日 ロイター］ - ", "フェリーが運航を再開する。", "Reuters"],
    ["【3月3日 AFP】", "フェリーが運航を再開する。", "AFP"],
    ["القاهرة (رويترز) - ", "قال المالك.", "Reuters"],
    ["Bern (sda) ", real, "Keystone-SDA"],
    ["EXCLUSIVE: LORNE, Nov 24 (Reuters) - ", real, "Reuters"],
    ["MOSCOW. Nov 24 (Interfax) - ", real, "Interfax"],
    ["Patna (Bihar) [India], March 3 (ANI): ", real, "ANI"],
    ["Ciudad de México, 24 de noviembre (EFE).- ", real, "EFE"],
  ])("%s", (dateline, text, agency) => {
    expect(readDateline(dateline + text)).toEqual({ length: dateline.length, agency });
  });

  test.each([
    "LAKE ORRIN (Northwire) - ",
    "OBAN, Nov. 24, 2026 (GLOBE NEWSWIRE) -- ",
    "OBAN, Nov. 24, 2026 /PRNewswire/ -- ",
    "LINCOLN, Neb. (KLKN) - ",
    "ROMA, 24 NOV - ",
  ])("%s, of an agency that nobody knows", (dateline) => {
    expect(readDateline(dateline + real)).toEqual({ length: dateline.length });
  });

  test("that names a place and nobody", () => {
    expect(readDateline(`LORNE, Scotland — ${real}`)).toEqual({ length: 18 });
  });
});

test.each([
  ["a sentence", real],
  ["a sentence about an agency", "Reuters (the agency) is older than the telephone."],
  ["a bracket that names somebody else", "The port (Lorne) - the oldest of all - is closed."],
  ["a dash within a sentence", "It was - they said - the tide."],
  ["an agency in a later sentence", "The ferry is free. Nobody (AP) - or hardly anybody - believed it."],
  ["two names before a bracket", "Two rivals (Reuters and Bloomberg) - both sell terminals - share a ferry."],
  ["an agency's letters that stand for something else", "AFP - Association of Pilots - has called a strike."],
  ["a place and a hyphen without a day", "BERLIN - Die Fähre fährt."],
  ["a state", "Scranton (PA) - A museum of lamps lost its roof."],
  ["a country", "Scarborough (TT) - A museum of lamps lost its roof."],
  ["an institute", "The Institute (Oxford) - which pays - gave it."],
  ["nothing", ""],
])("no dateline: %s", (_, text) => expect(readDateline(text)).toBeUndefined());
