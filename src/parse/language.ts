import { openDetector } from "./language-detector.ts";

/** Fewer letters than this decide nothing. */
const leastLetters = 40;

/**
 * A language as a document writes it, as BCP 47 in its usual letter case: "EN_us" is "en-US". Undefined for what is
 * none, "English" among it: no language has a tag of more than three letters.
 */
export function languageTag(text: string | undefined): string | undefined {
  const tag = text?.trim().replaceAll("_", "-") ?? "";
  if (!/^[a-z]{2,3}(?:-[a-z\d]{1,8}){0,4}$/i.test(tag) || /^(?:und|zxx|mul)$/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\u3040-\u30FF]/g, "ja"],
  [/[\uAC00-\uD7AF]/g, "ko"],
  [/[\u4E00-\u9FFF]/g, "zh"],
  [/[\u0E00-\u0E7F]/g, "th"],
  [/[\u0590-\u05FF]/g, "he"],
  [/[\u0370-\u03FF]/g, "el"],
  [/[\u10A0-\u10FF]/g, "ka"],
  [/[\u0530-\u058F]/g, "hy"],
];

const anyScript = new RegExp(scripts.map(([{ source }]) => source).join("|"));

/** A longer sample costs more and decides no better: of 9,000 captured entries one in 2,000 differs from 1,000 letters. */
const sampleLength = 240;

let detector: ReturnType<typeof openDetector> | undefined;

/** Opened once, and only where a document does not say its language, or in a thread of its own. */
export const loadDetector = () => (detector ??= openDetector());

const letter = /\p{L}/u;

function countLetters(text: string): number {
  let count = 0;
  for (const character of text)
    if (character < "\u0080" ? isLatinLetter(character) : letter.test(character)) count++;
  return count;
}

const isLatinLetter = (character: string): boolean =>
  (character >= "a" && character <= "z") || (character >= "A" && character <= "Z");

/** Detects the language of a text: a BCP 47 primary subtag, or undefined where the text is short or decides nothing. */
export async function detectLanguage(text: string): Promise<string | undefined> {
  const sample = text.slice(0, sampleLength);
  const letters = countLetters(sample);
  if (letters < 8) return undefined;
  if (anyScript.test(sample))
    for (const [script, language] of scripts)
      if ((sample.match(script)?.length ?? 0) > letters * 0.25) return language;
  if (letters < leastLetters) return undefined;
  const result = (await loadDetector()).detect(sample);
  return result.language !== "" && result.isReliable() ? result.language : undefined;
}

/** Scripts that a language is never written in: a template's "en" on a page in Russian is no declaration. */
const scriptOf: readonly (readonly [languages: RegExp, letters: RegExp])[] = [
  [/^(?:ru|uk|be|bg|mk|sr|kk|ky|mn|tg)\b/, /\p{sc=Cyrillic}/gu],
  [/^(?:ar|fa|ur|ps|ckb|ug|sd)\b/, /\p{sc=Arabic}/gu],
  [/^(?:zh|ja|ko|yue)\b/, /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu],
  [/^(?:el)\b/, /\p{sc=Greek}/gu],
  [/^(?:he|yi)\b/, /\p{sc=Hebrew}/gu],
  [/^(?:hi|mr|ne)\b/, /\p{sc=Devanagari}/gu],
  [/^(?:th)\b/, /\p{sc=Thai}/gu],
];

/** Whether a text can be in the language that it is declared to be in, as far as its letters tell. */
export function canBe(language: string, text: string): boolean {
  const sample = text.slice(0, 400);
  // None of those scripts has letters elsewhere: below are Latin's, between them quotation marks, dashes and currencies.
  if (!/[\u0370-\u1FFF\u2100-\uFFFF]/.test(sample)) return true;
  const letters = countLetters(sample);
  if (letters < leastLetters) return true;
  return !scriptOf.some(
    ([languages, script]) => !languages.test(language) && (sample.match(script)?.length ?? 0) > letters * 0.7,
  );
}
