import { agencyNamed, agencyNamedPlainly, looksSwedish } from "./agencies.ts";
import { isPlaceAndDate, saysDate } from "./place.ts";

/** The beginning of a wire story that says from where, when and by whom it is told: `KYIV, Nov 26 (Reuters) - `. */
export type Dateline = Readonly<{
  /** Its length in characters, the dash and the space after it included. */
  length: number;
  agency?: string;
}>;

/** No dateline is longer: beyond it stands a sentence. */
const reach = 160;

type Form = Readonly<{
  pattern: RegExp;
  /** Whether the words before the name have to be a place and a day; the named group `place` holds them. */
  placed?: true;
  /** Whether it is a dateline also where nobody knows the name in it. */
  whoever?: true;
}>;

const dash = "\\s*(?:[-–—:=~]{1,4}|\\.\\s?[-–—]{1,3}|>)\\s*";

/** What datelines look like; the group `who` holds the words to look up. */
const forms: readonly Form[] = [
  // (서울=연합뉴스) 홍길동 기자 =
  {
    pattern:
      /^[([【［]\s*[\p{L}\s·]{1,20}[=＝]\s*(?<who>[\p{L}\s]{2,12})\s*[)\]】］](?:\s*[\p{L}\s·]{2,30}(?:기자|특파원)\s*=)?\s*/u,
  },
  // KYIV, Nov 26 (Reuters) - · BERLIN (dpa/AFP) — · Madrid, 24 nov (EFE).- · New Delhi [India], November 24 (ANI): · (ANSA) - ROMA, 24 NOV -
  {
    pattern: new RegExp(
      `^(?<place>[^()（）!?]{0,80}(?:\\([^()]{2,25}\\)[^()（）!?]{1,60})?)[(（](?<who>[^()（）]{2,40})[)）]${dash}`,
      "u",
    ),
    placed: true,
    whoever: true,
  },
  // Bern (sda) Das … · Bhopal, Mar 3 (PTI) Two …
  {
    pattern: /^(?<place>[^()（）!?]{2,80})[(（](?<who>[^()（）]{2,40})[)）]\.?\s+(?=[\p{Lu}\p{Lo}])/u,
    placed: true,
  },
  // MOSCOW, November 24. /TASS/. · Kbh. /ritzau/
  {
    pattern: new RegExp(`^(?<place>[^/()!?]{2,80})/(?<who>[^/]{2,30})/\\.?(?:${dash}|\\s*)`, "u"),
    placed: true,
    whoever: true,
  },
  // Москва. 24 ноября. INTERFAX.RU - · МОСКВА, 24 ноя - РИА Новости.
  {
    pattern: new RegExp(
      `^(?<place>\\p{Lu}[^()/!?]{2,60}?)(?:\\. |\\s[-–—]\\s)(?<who>[\\p{L}.-]{3,25}(?: \\p{L}{3,15})?)(?:${dash}|\\.\\s+)(?=[\\p{Lu}"“«])`,
      "u",
    ),
    placed: true,
  },
  // 【ワシントン共同】 【3月3日 AFP】 ［オーバン ２４日 ロイター］ -
  { pattern: /^[【［](?<who>[^】］]{2,30})[】］](?:\s*[-–—]+)?\s*/u },
  // 新华社北京11月24日电（记者…） · 路透伦敦11月24日 -
  {
    pattern:
      /^(?<who>新华社|新華社|中新社|中新网|路透社?|法新社|美联社)[^。，、]{0,25}?日(?:[电電](?:[（(][^）)]{0,30}[）)])?|\s*[-–—]+)\s*/u,
  },
  // （中央社記者王小明台北24日電）
  { pattern: /^[（(](?<who>中央社)[^）)]{0,30}[电電][）)]\s*/u },
  // Reuters - · AFP —
  {
    pattern:
      /^(?<who>\p{L}[\p{L} -]{1,24}\p{L})\s+[-–—|]{1,3}\s+(?=[\p{Lu}\p{Lo}])(?![^.!?]{1,60}\s[-–—]\s+\p{Ll})/u,
  },
];

/** KYIV, Ukraine — · WASHINGTON – */
const placeOnly =
  /^(?<place>\p{Lu}[\p{Lu}.'’ -]{2,30}(?:,[^()!?—–]{2,40})?)(?<dash>\s+[—–-]{1,2}\s+)(?=[\p{Lu}"“«])/u;

/** The dateline at the start of a paragraph, or undefined where it starts with its first sentence. */
export function readDateline(text: string): Dateline | undefined {
  const flagged =
    /^(?:EXCLUSIVE|UPDATE ?\d*|CORRECTED|BREAKING|URGENT|WRAPUP ?\d*)\s?[:-]\s?/.exec(text)?.[0].length ?? 0;
  const start = text.slice(flagged, flagged + reach);
  for (const form of forms) {
    const match = form.pattern.exec(start);
    const found = match && read(form, match, start);
    if (found) return { ...found, length: flagged + found.length };
  }
  const place = placeOnly.exec(start);
  const { place: words = "", dash: sign = "" } = place?.groups ?? {};
  // A hyphen may as well part a heading from its text: it has to stand behind a day.
  return place && isPlaceAndDate(words) && (/[—–]/.test(sign) || saysDate(words))
    ? { length: flagged + place[0].length }
    : undefined;
}

function read({ placed, whoever }: Form, match: RegExpExecArray, start: string): Dateline | undefined {
  const { place = "", who = "" } = match.groups ?? {};
  const rest = start.slice(match[0].length);
  const formal = saysDate(place) || inCapitals(place);
  if (placed && place !== "" && !isPlaceAndDate(place)) return undefined;
  // "Nobody (AP) - or hardly anybody -": a first sentence begins with a capital, wherever letters have them.
  if (placed && !formal && /^\p{Ll}/u.test(rest)) return undefined;
  const agency = agencyAmong(who, rest);
  const length = match[0].length + restOfItalian(rest);
  if (agency !== undefined) return { length, agency };
  return whoever && formal && isName(who) && /^[\p{Lu}\p{Lo}"“«]/u.test(rest) && !/[:=]\s*$/.test(match[0])
    ? { length }
    : undefined;
}

/** The place is written in capitals, as wires do: "LAKE ORRIN". */
const inCapitals = (place: string): boolean => /^\p{Lu}[\p{Lu}.'’/ -]{2,}(?:,|\s*$)/u.test(place);

/** A name of one to four words, no clause: "Northwire", "GLOBE NEWSWIRE". */
const isName = (who: string): boolean =>
  /^\p{Lu}[\p{L}\p{N}.&'’-]+(?: \p{Lu}[\p{L}\p{N}.&'’-]*){0,3}$/u.test(who.trim());

/** Pennsylvania, as in "Scranton (PA) - ", whose namesake writes no datelines; Trinidad and Tobago, but in Swedish. */
const isCountry = (word: string, rest: string): boolean =>
  word === "PA" || (word === "TT" && !looksSwedish(rest));

/** "dpa/AFP", "Reuters, AP", "ワシントン共同": the first that is one. */
function agencyAmong(words: string, rest: string): string | undefined {
  for (const part of words.split(/[/,;|·+=＝]|\s+and\s+|\s+-\s+/)) {
    const word = part.replace(/^\s*©\s*/, "").trim();
    if (isCountry(word, rest)) continue;
    const found = agencyNamed(word) ?? agencyAtEnd(word);
    if (found) return found;
  }
  return undefined;
}

/** Japanese agencies sign after the place, without a space. */
const agencyAtEnd = (word: string): string | undefined => {
  const name =
    /(?:^|[^\p{L}]|[\p{Script=Han}\p{Script=Katakana}ー])(AFP時事|AFP|AP|共同|時事|新华社|ロイター|연합뉴스)$/u.exec(
      word,
    )?.[1];
  return name && agencyNamedPlainly(name);
};

/** ANSA puts place and day after its name: "(ANSA) - ROMA, 24 NOV - ". */
const restOfItalian = (text: string): number =>
  /^\p{Lu}[\p{Lu} ']{2,25}, \d{1,2} \p{Lu}{3,4}\s*-\s*/u.exec(text)?.[0].length ?? 0;
