import type { Words } from "./words/words.ts";

/** A text in the language of the page; `lang` where it stands in another, as the store keeps it. */
export type Told = Readonly<{ text: string; lang?: "en" }>;

/** What a pattern found, in words; undefined where a part of it is not known. */
export type Say = (found: readonly string[], words: Words) => string | undefined;

/** Texts that the store keeps in English, each kind by its pattern: what it says, in any language. */
export type KnownTexts = readonly (readonly [pattern: RegExp, say: Say])[];

/** A stored text in the words of the page; undefined for one of no known kind. */
export function sayKnown(known: KnownTexts, text: string, words: Words): string | undefined {
  for (const [pattern, say] of known) {
    const found = pattern.exec(text);
    const said = found && say(found.slice(1), words);
    if (typeof said === "string") return said;
  }
  return undefined;
}

/** The same, or the text as it is stored, marked as English where the page is not. */
export function told(known: KnownTexts, stored: string, words: Words): Told {
  const text = sayKnown(known, stored, words);
  if (text !== undefined) return { text: words.formats.unbroken(text) };
  return { text: words.formats.unbroken(stored), ...(words.tag !== "en" && { lang: "en" }) };
}

const unitMs = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Where a pattern has a duration as `formatDuration` writes it: "2 h 5 min". */
export const durationPattern = String.raw`(\d+(?:\.\d+)? (?:ms|s|min|h|d)(?: \d+ (?:h|min))?)`;

/** The same duration in the words of the page. */
export const durationIn = (text: string, { formats }: Words): string =>
  formats.duration(
    [...text.matchAll(/([\d.]+) (ms|s|min|h|d)\b/g)].reduce(
      (ms, [, amount, unit]) => ms + Number(amount) * unitMs[unit as keyof typeof unitMs],
      0,
    ),
  );
