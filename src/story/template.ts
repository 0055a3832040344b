import { segmentWords } from "./languages.ts";

/** A slot of more words than this is a sentence of its own, not a blank that was filled in; a dictionary cuts words shorter. */
const longestSlot = { spaced: 3, unspaced: 5 };

/**
 * Whether two titles are one form filled in twice: the same words before and after one short stretch, which holds other
 * words in each ("Sales at Acme: the best offers", "Sales at Zenith: the best offers"). Another number alone is no new
 * filling: "10 hurt in crash" and "12 hurt in crash" tell one event.
 */
export function sameTemplate(a: string, b: string): boolean {
  const [left, right] = [a, b].map(wordsWithoutNumbers) as [string[], string[]];
  const shorter = Math.min(left.length, right.length);
  let before = 0;
  while (before < shorter && left[before] === right[before]) before++;
  let after = 0;
  while (after < shorter - before && left.at(-1 - after) === right.at(-1 - after)) after++;
  const slots = [left, right].map((words) => words.slice(before, words.length - after));
  const frame = before + after;
  const longest = longestSlot[unspaced.test(a) ? "unspaced" : "spaced"];
  return (
    frame >= 1 && frame >= shorter / 2 && slots.every((slot) => slot.length > 0 && slot.length <= longest)
  );
}

/**
 * How much of the shorter of two titles the other has in the same order, small words counted too, numbers not: 0 to 1. Where
 * words are not spaced, of its clauses: any two sentences of Japanese share a few particles in their order.
 */
export function frameShare(a: string, b: string): number {
  const [left, right] = [a, b].map((title) => spacedWords(title).filter(isNoNumber)) as [string[], string[]];
  let above = Array.from({ length: right.length + 1 }, () => 0); // the longest common subsequence, row by row
  for (const word of left) {
    const row = [0];
    for (const [i, other] of right.entries())
      row.push(word === other ? above[i]! + 1 : Math.max(above[i + 1]!, row[i]!));
    above = row;
  }
  return above.at(-1)! / Math.max(1, Math.min(left.length, right.length));
}

/** Whether two titles, as titles are compared, are one but for the numbers in them: "part 1", "part 2". */
export const differInNumbers = (a: string, b: string): boolean =>
  a !== b && withoutNumbers(a) === withoutNumbers(b);

/** "1,200" is "1 200" in a title as it is compared. */
const withoutNumbers = (folded: string): string => folded.replace(/\p{N}+(?: \p{N}+)*/gu, "#");

const isNoNumber = (word: string) => !/^\p{N}/u.test(word);

const spacedWords = (title: string): readonly string[] =>
  title
    .normalize("NFKC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

function wordsWithoutNumbers(title: string): string[] {
  const words = unspaced.test(title)
    ? segmentWords(title.normalize("NFKC").toLowerCase())
    : spacedWords(title);
  return words.filter(isNoNumber);
}

/** Scripts that set no spaces between words: a form's blank is seen only once these are told apart. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;
