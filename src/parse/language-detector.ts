import { readFile } from "node:fs/promises";
import { scoreText, type TextRules } from "./language-scores.ts";
import { readLanguageTables } from "./language-tables.ts";

export type DetectedLanguage = Readonly<{
  language: string;
  getScores(): Record<string, number>;
  isReliable(): boolean;
}>;
export type LanguageDetector = Readonly<{ detect(text: string): DetectedLanguage }>;

/** What the package makes of scores: which languages come first, and whether that is plain. */
type ResultModule = Readonly<{
  LanguageResult: new (
    language: string,
    scores: readonly number[],
    runs: number,
    languages: readonly string[],
  ) => DetectedLanguage;
}>;

/** The detector with the package's small tables: as they are read here where they can be, else as the package loads them. */
export async function openDetector(quickly = openQuickly): Promise<LanguageDetector> {
  try {
    return await quickly();
  } catch {
    // Another version of the package, laid out in another way: the same answers, a second later.
    return (await import("eld/small")).eld;
  }
}

/** Throws where the package is not laid out as this expects. */
export async function openQuickly(): Promise<LanguageDetector> {
  const entry = import.meta.resolve("eld/small");
  const part = async <Module>(file: string) => (await import(new URL(`../${file}`, entry).href)) as Module;
  const tables = readLanguageTables(await readFile(new URL("../ngrams/small.js", entry), "utf8"));
  const { separators } = await part<Pick<TextRules, "separators">>("regexPatterns.js");
  const { dictionary } = await part<Pick<TextRules, "dictionary">>("dictionary.js");
  const { LanguageResult } = await part<ResultModule>("LanguageResult.js");
  const { languages } = tables;
  return {
    detect: (text) => {
      const { scores, runs } = scoreText(text, tables, { separators, dictionary });
      const best = scores.indexOf(Math.max(...scores));
      return (scores[best] ?? 0) > 0
        ? new LanguageResult(languages[best] ?? "", scores, runs, languages)
        : new LanguageResult("", [], 0, []);
    },
  };
}
