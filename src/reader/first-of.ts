import type { Words } from "./words/words.ts";

/** A list of a page shows no more: nobody reads a thousand copies of one text, and they would make a page of megabytes. */
export const mostShown = 100;

/** The first of a list, and how many are left out: "and 1,800 more". */
export function firstOf<T>(
  list: readonly T[],
  { andMore }: Words,
  limit = mostShown,
): Readonly<{ shown: readonly T[]; more?: string }> {
  const left = list.length - limit;
  return left <= 0 ? { shown: list } : { shown: list.slice(0, limit), more: andMore(left) };
}
