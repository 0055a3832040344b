import { durationParts } from "../../base/duration.ts";

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * Numbers, plurals, lists, dates and durations as one language writes them: by Intl, never by hand.
 *
 * `locale`: BCP 47, with the region whose dates are meant: "en-GB". `usesSymbols`: hours and minutes are "h" and "min",
 * as SI has them, and not what the language abbreviates them to ("hr").
 */
export function formatsOf(locale: string, { usesSymbols = false }: Readonly<{ usesSymbols?: boolean }> = {}) {
  const numbers = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const decimals = { 2: fixed(locale, 2), 3: fixed(locale, 3) };
  const plurals = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const choices = new Intl.ListFormat(locale, { type: "disjunction" });
  const relative = new Intl.RelativeTimeFormat(locale, { style: "short" });
  const languageNames = new Intl.DisplayNames(locale, { type: "language", fallback: "none" });
  const byteUnit = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "byte",
    unitDisplay: "long",
  });
  const number = (amount: number): string => numbers.format(amount);
  return {
    locale,
    number,
    /** "0.312": so many digits after the point. */
    decimal: (amount: number, digits: 2 | 3): string => decimals[digits].format(amount),
    /** "1 source", "1,204 sources": `forms` by the plural rules of the language, without the number. */
    count: (amount: number, forms: Forms): string =>
      `${number(amount)} ${forms[plurals.select(amount)] ?? forms.other}`,
    /** The form alone, where the number stands elsewhere: "has", "have". */
    form: (amount: number, forms: Forms): string => forms[plurals.select(amount)] ?? forms.other,
    /** "a", "a and b", "a, b and c". */
    list: (parts: readonly string[]): string => lists.format(parts),
    /** "a", "a or b", "a, b or c". */
    either: (parts: readonly string[]): string => choices.format(parts),
    /** "German" for "de"; undefined where the tag is none, or nobody has named that language. */
    languageName: (tag: string): string | undefined => {
      try {
        return languageNames.of(tag);
      } catch {
        return undefined; // RangeError: not well-formed
      }
    },
    /** "840 bytes", "2.4 kB", "1.2 MB". */
    bytes: (amount: number): string =>
      amount < 1000
        ? byteUnit.format(amount)
        : amount < 1e6
          ? `${tenths.format(amount / 1e3)} kB`
          : `${tenths.format(amount / 1e6)} MB`,
    /** "45 s", "12 min", "2 h 5 min", "3 d"; "2 Std. 5 Min.", "3 Tage". In at most two units. */
    duration: (ms: number): string =>
      durationParts(ms)
        .map(({ amount, unit }) =>
          usesSymbols ? `${amount} ${symbols[unit]}` : inUnit(locale, unit).format(amount),
        )
        .join(" "),
    /** From now: "3 h ago" for -3, "in 3 h" for 3. */
    relative: (amount: number, unit: "minute" | "hour" | "day"): string => {
      const text = relative.format(amount, unit);
      return usesSymbols ? text.replace(/(?<=\d )hr\.?/, "h") : text;
    },
    unbroken,
    ...datesOf(locale),
  } as const;
}

const fixed = (locale: string, digits: number) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** All in UTC: the script says them in the zone of the visitor. */
function datesOf(locale: string) {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (at: Date): string => format.format(at);
  };
  return {
    /** "Tuesday 24 November 2026 at 14:05". */
    dayAndTime: of({ dateStyle: "full", timeStyle: "short" }),
    /** "Tuesday 24 November 2026". */
    day: of({ dateStyle: "full" }),
    /** "Tue". */
    weekday: of({ weekday: "short" }),
    /** "12 Nov". */
    dayAndMonth: of({ day: "numeric", month: "short" }),
    /** "12 Nov 2025". */
    dayMonthYear: of({ day: "numeric", month: "short", year: "numeric" }),
    /** "14:05". */
    clockTime: of({ timeStyle: "short" }),
  };
}

const symbols = { millisecond: "ms", second: "s", minute: "min", hour: "h", day: "d" } as const;

/** Days are written out: "3 Tage"; "3 Tg." nobody says. */
const inUnit = (locale: string, unit: keyof typeof symbols) =>
  new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: unit === "day" ? "long" : "short",
  });

/** Keeps a number and its unit on one line: "every 4 s". */
const unbroken = (text: string): string =>
  text.replace(
    /(?<=\d) (?=(?:ms|s|min|h|d|%|[kM]B|bytes|Sek\.|Min\.|Std\.|Tage?n?|Byte)(?![\p{L}\p{N}]))/gu,
    "\u00a0",
  );
