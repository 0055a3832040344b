import type { PlacedText } from "../model/story.ts";
import { guessLanguage, primaryLanguage } from "./languages.ts";

/** What grouping reads of an entry. `at` in ms. */
export type Article = Readonly<{
  id: number;
  at: number;
  title: string;
  summary?: string;
  url?: string;
  outletKey: string;
  agency?: string;
  /** BCP 47 primary subtag: the entry's own, or guessed, or `und`. */
  language: string;
}>;

/** An entry as grouping reads it. */
export function articleOf(entry: Omit<PlacedText, "placement">): Article {
  const { id, title, summary, url, outletKey, agency } = entry;
  return {
    id,
    at: entry.shownAt.getTime(),
    title,
    ...(summary !== undefined && { summary }),
    ...(url !== undefined && { url }),
    outletKey,
    ...(agency !== undefined && { agency }),
    language: languageOf(entry),
  };
}

/** The primary subtag of a text's language: as it says, else guessed, else `und`. */
export const languageOf = (text: Pick<PlacedText, "title" | "summary" | "language">): string =>
  primaryLanguage(text.language) ?? guessLanguage(`${text.title} ${text.summary ?? ""}`);
