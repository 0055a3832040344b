/** What stands between spaces, or quotation marks, of a search as a person types it. */
export type SearchTerm = Readonly<{
  /** As typed, without the signs around it; may hold no letter or digit at all. */
  text: string;
  /** `-word`: what is not to occur. */
  isUnwanted: boolean;
  /** `word*`: a word's beginning. */
  isBeginning: boolean;
}>;

/** The terms of a search: words, "a phrase", -word, word*. */
export const searchTerms = (typed: string): readonly SearchTerm[] =>
  Array.from(typed.matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g), ([, minus, phrase, word]) => ({
    text: phrase ?? word ?? "",
    isUnwanted: minus === "-",
    isBeginning: word !== undefined && isBeginning(word),
  }));

/** Whether a star ends it. */
export const isBeginning = (text: string): boolean => /[\p{L}\p{N}]\*$/u.test(text);

/** Whether there is a letter or digit in it: all else is passed over by the search. */
export const holdsWord = (text: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(text);
