import { agencyNamed } from "./agencies.ts";

/** The beginning of a wire story that says from where, when and by whom it is told: `KYIV, Nov 26 (Reuters) - `. */
export type Dateline = Readonly<{
  /** Its length in characters, the dash and the space after it included. */
  length: number;
  agency?: string;
}>;

const dash = "\\s*(?:[-–—:=~]+|\\.?-+|>)\\s*";
/** No dateline is longer: beyond it stands a sentence. */
const reach = 130;

/** Forms that name an agency; the named group holds the words to look up. */
const agencyForms: readonly RegExp[] = [
  // (서울=연합뉴스) 홍길동 기자 =
  /^[([【［]\s*[\p{L}\s·]{1,20}[=＝]\s*(?<who>[\p{L}\s]{2,12})\s*[)\]】］](?:\s*[\p{L}\s·]{2,30}(?:기자|특파원)\s*=)?\s*/u,
  // KYIV, Nov 26 (Reuters) - · BERLIN (dpa/AFP) — · Madrid, 24 nov (EFE).- · New Delhi [India], November 24 (ANI): · (ANSA) - ROMA, 24 NOV -
  new RegExp(
    `^(?:[\\p{Lu}\\p{Lo}][^()（）.!?]{0,70}(?:\\.[^()（）.!?]{0,30}){0,3})?[(（](?<who>[^()（）]{2,40})[)）](?:${dash}|\\.\\s+(?=\\p{Lu})|\\s+(?=[\\p{Lu}\\p{Lo}]))`,
    "u",
  ),
  // MOSCOW, November 24. /TASS/. · Kbh. /ritzau/
  new RegExp(`^[\\p{Lu}\\p{Lo}][^/!?]{0,70}/(?<who>[^/]{2,30})/\\.?(?:${dash})?\\s*`, "u"),
  // Москва. 24 ноября. INTERFAX.RU -
  new RegExp(`^\\p{Lu}[\\p{L} -]{1,30}\\. \\d{1,2} \\p{L}{3,10}\\. (?<who>[\\p{L}.-]{4,25})${dash}`, "u"),
  // 【ワシントン共同】 【AFP=時事】
  /^[【［](?<who>[^】］]{2,20})[】］]\s*/u,
  // 新华社北京11月24日电（记者…）
  /^(?<who>新华社|新華社|中新社|中新网)[^。，]{0,25}?[电電](?:[（(][^）)]{0,30}[）)])?\s*/u,
  // Reuters - · AFP —
  new RegExp("^(?<who>\\p{L}[\\p{L} -]{1,24}\\p{L})\\s+[-–—|]+\\s+(?=\\p{Lu})", "u"),
];

/** KYIV, Ukraine — · WASHINGTON – */
const placeOnly =
  /^(?=.{3,60}?\s[—–]\s)\p{Lu}[\p{Lu}.'’ -]{2,30}(?:, [\p{L}. ]{2,30}){0,2}(?:,? \d{1,2})?\s+[—–]\s+(?=[\p{Lu}"“«])/u;

/** The dateline at the start of a paragraph, or undefined where it starts with its first sentence. */
export function readDateline(text: string): Dateline | undefined {
  const start = text.slice(0, reach);
  for (const form of agencyForms) {
    const match = form.exec(start);
    const agency = match?.groups?.["who"] === undefined ? undefined : agencyAmong(match.groups["who"]);
    if (match && agency !== undefined)
      return { length: match[0].length + restOfItalian(start.slice(match[0].length)), agency };
  }
  const place = placeOnly.exec(start);
  return place ? { length: place[0].length } : undefined;
}

/** "dpa/AFP", "Reuters, AP", "ワシントン共同": the first that is one. */
function agencyAmong(words: string): string | undefined {
  for (const word of words.split(/[/,;|·+=＝]|\s+and\s+|\s+-\s+/)) {
    const found = agencyNamed(word.replace(/^©\s*/, "")) ?? agencyAtEnd(word);
    if (found) return found;
  }
  return undefined;
}

/** Japanese agencies sign after the place, without a space. */
const agencyAtEnd = (word: string): string | undefined => {
  const match = /(共同|時事|新华社|連合|연합뉴스)$/u.exec(word.trim());
  return match?.[1] && agencyNamed(match[1]);
};

/** ANSA puts place and day after its name: "(ANSA) - ROMA, 24 NOV - ". */
const restOfItalian = (text: string): number =>
  /^\p{Lu}[\p{Lu} ']{2,25}, \d{1,2} \p{Lu}{3,4}\s*-\s*/u.exec(text)?.[0].length ?? 0;
