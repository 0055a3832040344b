import { dayMs } from "../base/duration.ts";
import { createRequire } from "node:module";

/** What the program knows of one language: how to find a word's stem, and which words say nothing. */
export type Language = Readonly<{
  /** Whether words stand without spaces between them, so that a dictionary has to find them. */
  unspaced: boolean;
  stem(word: string): string;
  isStopWord(word: string): boolean;
  /** Whether a word, lower case, is the name of a weekday. */
  isWeekday(word: string): boolean;
}>;

type StemmerFactory = Readonly<{ newStemmer(algorithm: string): { stem(word: string): string } }>;

// The stemmers take 90 ms to load and the stop words 200 kB: neither is paid for before a text has to be read.
const require = createRequire(import.meta.url);

/** The languages that Snowball has a stemmer for, by BCP 47 primary subtag. */
const stemmers: Readonly<Record<string, string>> = {
  ar: "arabic",
  ca: "catalan",
  cs: "czech",
  da: "danish",
  de: "german",
  en: "english",
  es: "spanish",
  eu: "basque",
  fi: "finnish",
  fr: "french",
  ga: "irish",
  hu: "hungarian",
  hy: "armenian",
  it: "italian",
  nl: "dutch",
  no: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sl: "slovene",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
};

const unspacedLanguages = new Set(["zh", "ja", "th", "km", "lo", "my"]);

let segmenter: Intl.Segmenter | undefined;

/** The words of a text that sets no spaces between them, by the dictionary: its script says which. */
export function segmentWords(text: string): string[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);
}

/** One language under several codes (RFC 5646 prefers the macro-language for two of these, feeds use all). */
const aliases: Readonly<Record<string, string>> = {
  nb: "no",
  nn: "no",
  iw: "he",
  in: "id",
  cmn: "zh",
  yue: "zh",
};

/** The primary subtag of a BCP 47 tag (`en-GB` → `en`, `nb` → `no`), or undefined where it names no language. */
export function primaryLanguage(tag: string | undefined): string | undefined {
  const subtag = /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag?.trim() ?? "")?.[1]?.toLowerCase();
  return subtag === undefined || subtag === "und" || subtag === "mul" || subtag === "zxx"
    ? undefined
    : (aliases[subtag] ?? subtag);
}

const known = new Map<string, Language>();

/** The language of a primary subtag; one that nothing is known of (or `und`) keeps its words as they are. */
export function languageFor(subtag: string): Language {
  let language = known.get(subtag);
  if (!language) known.set(subtag, (language = load(subtag)));
  return language;
}

function load(subtag: string): Language {
  const lists = require("stopwords-iso") as Readonly<Record<string, readonly string[]>>;
  const weekdays = weekdaysOf(subtag);
  const stopWords = new Set(Object.hasOwn(lists, subtag) ? lists[subtag] : []);
  return {
    unspaced: unspacedLanguages.has(subtag),
    stem: subtag === "ko" ? stripParticle : stemmerFor(subtag),
    isStopWord: (word) => stopWords.has(word),
    isWeekday: (word) => weekdays.has(word),
  };
}

/** The names of the seven weekdays, lower case; those of `und` are none. */
function weekdaysOf(subtag: string): ReadonlySet<string> {
  const isTag = /^[a-z]{2,3}$/.test(subtag) && subtag !== "und";
  if (!isTag || Intl.DateTimeFormat.supportedLocalesOf(subtag).length === 0) return new Set();
  const format = new Intl.DateTimeFormat(subtag, { weekday: "long", timeZone: "UTC" });
  return new Set(Array.from({ length: 7 }, (_, day) => format.format(day * dayMs).toLowerCase()));
}

function stemmerFor(subtag: string): (word: string) => string {
  const algorithm = Object.hasOwn(stemmers, subtag) ? stemmers[subtag] : undefined;
  if (algorithm === undefined) return (word) => word;
  const { newStemmer } = require("snowball-stemmers") as StemmerFactory;
  const stemmer = newStemmer(algorithm);
  return (word) => stemmer.stem(word);
}

/** Korean ties its particles to the noun; Snowball has no Korean. Two syllables at least are left standing. */
function stripParticle(word: string): string {
  return word.replace(/^(.{2,}?)(?:에서|에게|으로|까지|부터|은|는|이|가|을|를|의|에|로|와|과|도)$/u, "$1");
}

/** The languages that are told apart by their stop words where a feed does not say; those of one script each need no words. */
const guessed = [
  "en",
  "fr",
  "de",
  "es",
  "it",
  "pt",
  "nl",
  "sv",
  "da",
  "no",
  "fi",
  "pl",
  "cs",
  "ro",
  "hu",
  "tr",
  "ru",
  "uk",
  "ar",
  "fa",
];

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Han}/u, "zh"],
  [/\p{Script=Thai}/u, "th"],
  [/\p{Script=Greek}{3}/u, "el"],
  [/\p{Script=Hebrew}{2}/u, "he"],
  [/\p{Script=Devanagari}{2}/u, "hi"],
];

/**
 * The language of a text that does not say: by its script, else by the stop words in it. Answers a primary subtag, or
 * `und` where nothing speaks for one language more than for others; such texts meet one another only.
 */
export function guessLanguage(text: string): string {
  const byScript = scripts.find(([script]) => script.test(text));
  if (byScript) return byScript[1];
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}]+/gu));
  const counts = guessed
    .map((subtag) => ({
      subtag,
      hits: [...words].filter((word) => languageFor(subtag).isStopWord(word)).length,
    }))
    .sort((a, b) => b.hits - a.hits);
  const [best, second] = counts;
  return best && best.hits > (second?.hits ?? 0) ? best.subtag : "und";
}
