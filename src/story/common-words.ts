import { readFileSync } from "node:fs";
import { join } from "node:path";
import { languageFor } from "./languages.ts";

/** The languages that a list of words by frequency is shipped for (word-ranks/README.md says where they come from). */
const listed = new Set(["de", "en", "es", "fi", "fr", "id", "it", "nl", "pt"]);

/**
 * The word of rank r makes up about a tenth of 1/r of a text (Zipf's law), and what is read of an article holds some thirty
 * distinct words that are no stop words: it stands in about 3/r of the articles.
 */
const wordsOfArticle = 3;

const known = new Map<string, ReadonlyMap<string, number>>();

/**
 * In what share of the articles of a language (primary subtag) each stem is to be expected before any was read; empty
 * where nothing is known of the language. Rare words are left out: theirs is none.
 */
export function expectedShares(subtag: string): ReadonlyMap<string, number> {
  let shares = known.get(subtag);
  if (!shares) known.set(subtag, (shares = listed.has(subtag) ? readShares(subtag) : new Map()));
  return shares;
}

function readShares(subtag: string): ReadonlyMap<string, number> {
  const { stem, isStopWord } = languageFor(subtag);
  const words = readFileSync(join(import.meta.dirname, "word-ranks", `${subtag}.txt`), "utf8").split("\n");
  const shares = new Map<string, number>();
  for (const [index, word] of words.entries()) {
    if (word === "" || isStopWord(word)) continue;
    const key = stem(word);
    shares.set(key, (shares.get(key) ?? 0) + wordsOfArticle / (index + 1)); // a stem has all that its forms have
  }
  return shares;
}
