import { monthIn, plainDigits, unaccented, yearInThai } from "./months.ts";

/** Offsets of zone names in minutes (RFC 822 5.1, and those that feeds use in spite of it). */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 60,
  bst: 60,
  ist: 330,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  jst: 540,
  kst: 540,
  hkt: 480,
  sgt: 480,
  pht: 480,
  wib: 420,
  aest: 600,
  aedt: 660,
  acst: 570,
  acdt: 630,
  awst: 480,
  nzst: 720,
  nzdt: 780,
  brt: -180,
  art: -180,
  sast: 120,
  et: -300,
  ct: -360,
  mt: -420,
  pt: -480,
};

/**
 * Reads a date as feeds write it: RFC 3339 and other ISO 8601 forms, RFC 822 with its many slips, asctime, month names
 * of some thirty languages, two-digit years, zone names, weeks, Unix time; a missing zone is UTC. Undefined for what is
 * no date, and for instants that no article has (before 1970-01-02 or after 9999).
 */
export function parseDate(text: string): Date | undefined {
  const plain = plainDigits(text.trim().slice(0, 100)).trim();
  if (plain === "") return undefined;
  const ms = readUnix(plain) ?? readParts(plain);
  return ms !== undefined && ms >= 86_400_000 && ms < 253_402_300_800_000 ? new Date(ms) : undefined;
}

/** The end of the years of which ten digits are taken for seconds, and thirteen for milliseconds. */
const lastUnix = Date.UTC(2100, 0, 1);

function readUnix(text: string): number | undefined {
  if (!/^(?:\d{10}|\d{13})$/.test(text)) return undefined;
  const ms = text.length === 10 ? Number(text) * 1000 : Number(text);
  return ms >= Date.UTC(1990, 0, 1) && ms < lastUnix ? ms : undefined;
}

function readParts(text: string): number | undefined {
  const parts = readIso(dayOfWeekDate(text)) ?? readWords(text) ?? readNumbers(text);
  return parts && toInstant({ ...parts, year: yearInThai(parts.year, text) });
}

type Parts = Readonly<{
  year: number;
  month: number;
  day: number;
  time?: Time | undefined;
  offset?: number | undefined;
}>;
type Time = Readonly<{ hour: number; minute: number; second: number; ms: number }>;

function toInstant({ year, month, day, time, offset = 0 }: Parts): number | undefined {
  const { hour, minute, second, ms } = time ?? { hour: 0, minute: 0, second: 0, ms: 0 };
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60)
    return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month) return undefined; // 31 February
  return date.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms;
}

/** 2026-11-24T10:11:12.5+01:00 and its shorter forms; "24:00"; ordinal dates (2026-328). */
function readIso(text: string): Parts | undefined {
  const match =
    /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:T|\s+|t)(\d{1,2}):?(\d{2})?(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(.*)$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, year = "", month, day, hour, minute, second, fraction, rest = ""] = match;
  const ordinal = /^(\d{4})-?(\d{3})(?!\d)/.exec(text);
  if (ordinal)
    return {
      year: Number(ordinal[1]),
      ...ordinalDay(Number(ordinal[1]), Number(ordinal[2])),
    };
  const zone = readZone(rest);
  // "2026 Nov 24 10:11 GMT" is told in words.
  if (month === undefined && rest !== "") return undefined;
  if (rest !== "" && zone === undefined && !/^[A-Za-z ()/_]*$/.test(rest)) return undefined;
  return {
    year: Number(year),
    month: month === undefined ? 0 : Number(month) - 1,
    day: day === undefined ? 1 : Number(day),
    time: hour === undefined ? undefined : timeOf(hour, minute, second, fraction),
    offset: zone,
  };
}

/** "2025-W48-3T10:11Z" as "2025-11-26T10:11Z"; a week without a day is its Monday. */
function dayOfWeekDate(text: string): string {
  const match = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?(?=T|\s|$)/.exec(text);
  if (!match) return text;
  const [year, week, day] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 1)];
  // The fourth of January is always in the first week, and a week is of the year that its Thursday is of.
  const firstMonday = 4 - ((new Date(Date.UTC(year, 0, 4)).getUTCDay() + 6) % 7);
  const dayIn = (nth: number) => new Date(Date.UTC(year, 0, firstMonday + (week - 1) * 7 + nth - 1));
  if (dayIn(4).getUTCFullYear() !== year) return text;
  return dayIn(day).toISOString().slice(0, 10) + text.slice(match[0].length);
}

function ordinalDay(year: number, ordinal: number): { month: number; day: number } {
  const date = new Date(Date.UTC(year, 0, ordinal));
  return { month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** Anything with a month by name: "Mon, 06 Sep 21 10:00:00 PST", "lun., 6 sept. 2021", "Sep 6, 2021 10:00 AM". */
function readWords(text: string): Parts | undefined {
  const plain = unaccented(text);
  const named = monthIn(plain);
  if (named === undefined) return readEastAsian(text) ?? readVietnamese(plain);
  const { month, at } = named;
  const time = readTime(plain);
  const rest = time
    ? `${plain.slice(0, time.start)} ${" ".repeat(time.length)}${plain.slice(time.end)}`
    : plain;
  const offset = readZone(
    time ? plain.slice(time.end) : (/\s([+-]\d{2}:?\d{2}|[A-Z]{2,5})\s*$/.exec(plain)?.[1] ?? ""),
  );
  const numbers = [...rest.replace(/(?<=\s)[+-]\d{4}\b/g, " ").matchAll(/\d+/g)].map((match) => ({
    value: match[0],
    at: match.index,
  }));
  const before = numbers.findLast((number) => number.at < at);
  const after = numbers.filter((number) => number.at > at);
  const yearFirst = before && before.value.length === 4;
  const day = yearFirst ? after[0] : (before ?? after[0]);
  const year = yearFirst ? before : before ? after[0] : after[1];
  if (!day || !year) return undefined;
  return { year: fullYear(year.value), month, day: Number(day.value), time: time?.value, offset };
}

/** 2004년 05월 28일 오후 02:31:56, 2026年11月24日 10:11. */
function readEastAsian(text: string): Parts | undefined {
  const match = /(\d{4})\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]?\s*(.*)$/.exec(text);
  if (!match) return undefined;
  const rest = (match[4] ?? "").replace(/오후|下午|午後/, "PM").replace(/오전|上午|午前/, "AM");
  const time = readTime(rest.replace(/(AM|PM)\s*(.*)$/, "$2 $1"));
  // Written without a zone, and only where it is nine hours ahead.
  const offset = /[년월]/.test(text) ? 540 : readZone(rest.replace(/^[^+-]*/, ""));
  return {
    year: Number(match[1]),
    month: Number(match[2]) - 1,
    day: Number(match[3]),
    time: time?.value,
    offset,
  };
}

/** 26 tháng 11, 2025 · Thứ Tư, ngày 26 tháng 11 năm 2025 10:11, without its accents. */
function readVietnamese(text: string): Parts | undefined {
  const match = /(\d{1,2})\s+(?:thang|thg)\.?\s+(\d{1,2})(?:,?\s+nam\s+|[,/]?\s*)(\d{4})\b/i.exec(text);
  if (!match) return undefined;
  const around = text.slice(0, match.index) + " " + text.slice(match.index + match[0].length);
  const time = readTime(around);
  const offset = readZone(time ? around.slice(time.end) : "");
  return {
    year: Number(match[3]),
    month: Number(match[2]) - 1,
    day: Number(match[1]),
    time: time?.value,
    offset,
  };
}

/** 24.11.2026 10:11 (day first), 11/24/2026 10:11 AM (month first, unless that cannot be). */
function readNumbers(text: string): Parts | undefined {
  const match = /^(?:\p{L}+[.,]*\s+)?(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\b,?\s*(.*)$/u.exec(text);
  if (!match) return undefined;
  const [, first = "", separator, second = "", third = "", rest = ""] = match;
  const time = readTime(rest);
  const offset = readZone(time ? rest.slice(time.end) : rest);
  const shared = { time: time?.value, offset };
  if (first.length === 4)
    return { year: Number(first), month: Number(second) - 1, day: Number(third), ...shared };
  const monthFirst = separator === "/" && Number(first) <= 12;
  const [day, month] = monthFirst ? [second, first] : [first, second];
  return { year: fullYear(third), month: Number(month) - 1, day: Number(day), ...shared };
}

function readTime(text: string): { value: Time; start: number; end: number; length: number } | undefined {
  const match = /(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?(?:\s*([ap])\.?\s?m\b\.?)?/i.exec(text);
  if (!match) return undefined;
  const time = timeOf(match[1] ?? "0", match[2], match[3], match[4]);
  const half = match[5]?.toLowerCase();
  const hour =
    half === "p" && time.hour < 12 ? time.hour + 12 : half === "a" && time.hour === 12 ? 0 : time.hour;
  return {
    value: { ...time, hour },
    start: match.index,
    end: match.index + match[0].length,
    length: match[0].length,
  };
}

const timeOf = (hour: string, minute = "0", second = "0", fraction = ""): Time => ({
  hour: Number(hour),
  minute: Number(minute),
  second: Number(second),
  ms: fraction === "" ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
});

/** Offset in minutes: "+0100", "-05:30", "GMT+2", "Z", "EST", "America/New_York" is left to UTC. */
function readZone(text: string): number | undefined {
  const match = /(?:^|[\s(])(?:(?:gmt|utc)\s*)?([+-])(\d{1,2}):?(\d{2})?\b/i.exec(text);
  if (match) {
    const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
    return minutes > 14 * 60 + 59 ? undefined : match[1] === "-" ? -minutes : minutes;
  }
  for (const [word] of text.matchAll(/[A-Za-z]+/g)) {
    const offset = Object.hasOwn(zones, word.toLowerCase()) ? zones[word.toLowerCase()] : undefined;
    if (offset !== undefined) return offset;
  }
  return undefined;
}

/** RFC 2822 4.3: two digits below 50 are of this century; three digits count from 1900. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length >= 4) return year;
  if (text.length === 3) return 1900 + year;
  return year < 50 ? 2000 + year : 1900 + year;
}
