import { de } from "./de.ts";
import { type Words, en } from "./en.ts";

export type { Words } from "./en.ts";

/** The languages of the interface, the first where no other is asked for. */
export const languages: readonly Words[] = [en, de];

/** The words of a BCP 47 tag, by its primary subtag; undefined where the interface does not speak that language. */
export const wordsIn = (tag: string | undefined): Words | undefined =>
  languages.find((words) => words.tag === tag?.toLowerCase().split("-", 1)[0]);

/** The words for a request: what its browser asks for most (RFC 9110 12.5.4), else English. */
export const wordsFor = (accepts: (tags: string[]) => string | false): Words =>
  wordsIn(accepts(languages.map(({ tag }) => tag)) || undefined) ?? en;
