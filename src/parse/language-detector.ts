import { readFile } from "node:fs/promises";
import { type LanguageTables, readLanguageTables } from "./language-tables.ts";

export type LanguageDetector = Readonly<{
  detect(
    text: string,
  ): Readonly<{ language: string; getScores(): Record<string, number>; isReliable(): boolean }>;
}>;

/** What the package's own entries are made with. */
type DetectorModule = Readonly<{
  createEld(): Readonly<{ instance: LanguageDetector; loadData(tables: LanguageTables): unknown }>;
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
  const tables = readLanguageTables(await readFile(new URL("../ngrams/small.js", entry), "utf8"));
  const { createEld } = (await import(new URL("../languageDetector.js", entry).href)) as DetectorModule;
  const { instance, loadData } = createEld();
  loadData(tables);
  return instance;
}
