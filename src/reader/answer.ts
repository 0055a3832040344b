import type { Frame } from "./frame.ts";
import type { Words } from "./words/words.ts";

/** A page to print: its view, what stands on it, and the frame around it. */
export type PageAnswer = Readonly<{
  kind: "page";
  status: number;
  /** A file of views/, without ".ejs". */
  view: string;
  frame: Frame;
  page: object;
}>;

/** What is not to be had: what was found, and what to do. */
export type Problem = Readonly<{
  kind: "problem";
  status: 400 | 403 | 404 | 405 | 409 | 500 | 503;
  heading: string;
  text: string;
  /** Of the text, BCP 47, where that is not the interface's: what the engine answers is English. */
  textLang?: string;
  /** What may have been meant instead, the likeliest first. */
  nearest?: readonly Readonly<{ href: string; label: string }>[];
  /** Stands before the usual ones. */
  link?: Readonly<{ href: string; label: string }>;
}>;

/** The same before it is known who asks. */
export type ProblemIn = (words: Words) => Problem;

/** What a handler answers; `moved` is for good. */
export type Answer = PageAnswer | Problem | Readonly<{ kind: "moved"; to: string }>;
