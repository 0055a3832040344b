import { languageFor, segmentWords, type Language } from "./languages.ts";
import { wordForms } from "./word-forms.ts";

/** One distinct word of a text: what it is known by, how it was written, how often it stands where. */
export type Word = Readonly<{
  /** Lower case, stemmed. */
  stem: string;
  /** As the text first has it: what people are shown. */
  surface: string;
  inTitle: number;
  inSummary: number;
  isNumber: boolean;
  isWeekday: boolean;
}>;

/** What grouping reads of an entry: its distinct words, weekdays last, and the pairs of neighbours in its title. */
export type Terms = Readonly<{ words: readonly Word[]; titlePairs: readonly string[] }>;

/** The lead says what the story is; full text costs 5 to 15 times as much and gives hardly more. */
export const summaryLength = 200;
/** The longest title of the labelled sets has 193 characters: what goes on beyond these is a text, whoever calls it a title. */
const titleLength = 400;

/** What is read of a title, however long it is. */
export const readTitle = (title: string): string => title.slice(0, titleLength);

/**
 * The words of a title (of its first 400 characters) and of the first 200 characters of a summary, in a language (primary
 * subtag or `und`), without its stop words. Words of one character are kept only where the script makes words of one (Han).
 */
export function readTerms(text: Readonly<{ title: string; summary?: string }>, subtag: string): Terms {
  const language = languageFor(subtag);
  const formOf = wordForms(subtag);
  const words = new Map<string, { -readonly [K in keyof Word]: Word[K] }>();
  const titleStems: string[] = [];

  const take = (part: string, where: "inTitle" | "inSummary") => {
    for (const surface of splitWords(part, language)) {
      const { stem, isNumber, isWeekday } = formOf(surface);
      if (stem === undefined) continue;
      if (where === "inTitle") titleStems.push(stem);
      let word = words.get(stem);
      if (!word) words.set(stem, (word = { stem, surface, inTitle: 0, inSummary: 0, isNumber, isWeekday }));
      word[where] += 1;
    }
  };
  take(readTitle(text.title), "inTitle");
  if (text.summary) take(text.summary.slice(0, summaryLength), "inSummary");

  const titlePairs = new Set<string>();
  for (let i = 1; i < titleStems.length; i++) titlePairs.add(`${titleStems[i - 1]} ${titleStems[i]}`);
  const inOrder = [...words.values()];
  if (inOrder.some(({ isWeekday }) => isWeekday))
    inOrder.sort((a, b) => Number(a.isWeekday) - Number(b.isWeekday));
  return { words: inOrder, titlePairs: [...titlePairs] };
}

/** The words of a text as they are written: by spaces and punctuation, or by the dictionary where a language sets none. */
export function splitWords(text: string, language: Language): string[] {
  const clean = text.normalize("NFKC").replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, ""); // U.S. → US.
  return language.unspaced ? segmentWords(clean) : (clean.match(wordPattern) ?? []);
}

const wordPattern = /[\p{L}\p{M}][\p{L}\p{M}\p{N}]*|\p{N}+(?:[.,:]\p{N}+)*\p{L}*/gu;
