import { parse, validateDetailed } from "node-cron";
import { z } from "zod";
import { hourMs, parseDuration } from "../base/duration.ts";
import { holdsWord } from "../base/search-words.ts";
import type { Every } from "../model/source.ts";
import { expectedAddress, expectedEvery } from "./expectations.ts";

/*
 * Kinds of values that the config file holds, each with what was expected where something else stands.
 */

/** A text that stands for something else; `read` answers undefined where it does not. */
const textAs = <T>(
  expectation: string | ((given: unknown) => string),
  read: (text: string) => T | undefined,
  pattern?: RegExp,
) => {
  const expectedFor = (given: unknown) =>
    typeof expectation === "string" ? expectation : expectation(given);
  const expected = ({ input }: { input?: unknown }) => expectedFor(input);
  const text = z.string({ error: expected });
  return (pattern ? text.regex(pattern, { error: expected }) : text).transform((given, { issues }) => {
    const value = read(given);
    if (value !== undefined) return value;
    issues.push({ code: "custom", message: expectedFor(given), input: given });
    return z.NEVER;
  });
};

export const duration = (zero: "zero or more" | "above zero" = "above zero") =>
  textAs(
    `a duration${zero === "above zero" ? " above zero" : ""} such as "500ms", "30s", "15m", "24h" or "5d"`,
    (text) => {
      const ms = parseDuration(text);
      return ms === 0 && zero === "above zero" ? undefined : ms;
    },
    /^\s*\d+(?:\.\d+)?\s*(?:ms|s|m|h|d)\s*$/,
  );

/** Stands for a feed's own pace, where an interval may stand. */
export const byPace = "auto";

export const every = textAs(expectedEvery, (text): Every | undefined => {
  if (text.trim() === byPace) return { kind: "pace" };
  const ms = parseDuration(text);
  if (ms !== undefined) return ms > 0 ? { kind: "interval", ms } : undefined;
  return validateDetailed(text).valid ? { kind: "cron", expression: text.trim() } : undefined;
});

/** What a copy of the whole store is worth at most. */
const leastFixedMs = hourMs;
const expectedFixed = (given: unknown): string =>
  typeof given === "string" && parseDuration(given) === undefined && validateDetailed(given).valid
    ? 'times an hour or more apart, such as "0 4 * * *" or "0 */6 * * *"'
    : 'a duration of an hour or more such as "24h", or a cron expression such as "0 4 * * *"';

export const fixedEvery = textAs(expectedFixed, (text): Exclude<Every, { kind: "pace" }> | undefined => {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms >= leastFixedMs ? { kind: "interval", ms } : undefined;
  return validateDetailed(text).valid && isOnceAnHour(text)
    ? { kind: "cron", expression: text.trim() }
    : undefined;
});

/** At most: times of the same minute and second are never closer together. */
function isOnceAnHour(expression: string): boolean {
  const { minute, second } = parse(expression);
  return new Set(minute).size === 1 && new Set(second).size === 1;
}

const unitBytes = { B: 1, kB: 1000, KB: 1000, MB: 1_000_000, GB: 1_000_000_000 } as const;
export const bytes = textAs(
  'a size such as "10MB" or "500kB"',
  (text) => {
    const [, amount, unit] = /([\d.]+)\s*(\w+)/.exec(text) ?? [];
    return Math.round(Number(amount) * unitBytes[unit as keyof typeof unitBytes]) || undefined;
  },
  /^\s*\d+(?:\.\d+)?\s*(?:B|kB|KB|MB|GB)\s*$/,
);

export const words = (expected: string) => z.string({ error: expected }).trim().min(1, { error: expected });

/** A list that says something: an empty one would restrict to nothing. */
export const listOf = <T extends z.ZodType>(value: T, expected: string) =>
  z.array(value, { error: expected }).min(1, { error: `${expected}, at least one` });

const phraseExpected = 'a word or a phrase such as "football", "world cup" or "footb*"';
/** What is looked for in headlines. */
export const phrase = z.string({ error: phraseExpected }).trim().refine(holdsWord, { error: phraseExpected });

const languageExpected = 'a language such as "en" or "de", without region';
export const primaryLanguage = z
  .string({ error: languageExpected })
  .regex(/^[a-z]{2,3}$/i, { error: languageExpected })
  .transform((tag) => tag.toLowerCase());

export const count = (what: string, max: number) => {
  const error = `a whole number ${what} from 1 to ${max}`;
  return z.int({ error }).min(1, { error }).max(max, { error });
};

const weightRange = "a number from 0.1 to 10";
export const weight = z
  .number({ error: weightRange })
  .min(0.1, { error: weightRange })
  .max(10, { error: weightRange });

export const webAddress = z
  .string({ error: ({ input }) => expectedAddress(input) })
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: ({ input }) => expectedAddress(input),
    abort: true,
  });

export const publicAddress = webAddress.refine(
  (text) => new URL(text).username + new URL(text).password === "",
  {
    error: "an address without a user name or password in it",
  },
);

/** BCP 47, one tag. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
