import type { Words } from "./words/words.ts";

/** When a page is read, and in whose language. */
export type Reading = Readonly<{ now: Date; words: Words }>;
