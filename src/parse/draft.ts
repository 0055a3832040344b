import type { Enclosure, EntryDetails, Origin, Person } from "../model/entry.ts";

/** A text as a document gives it, and what the format says of it: HTML, plain text, or nothing (RSS does not say). */
export type Markup = Readonly<{
  text: string;
  kind: "html" | "text" | "unknown";
  base?: string;
  language?: string;
}>;

/** One item as its format says it, addresses resolved and dates read; `normalise.ts` makes an entry of it. */
export type EntryDraft = Readonly<{
  guid?: string;
  url?: string;
  /** The article's own address where `url` leads there over a counter (feedburner:origLink). */
  originalUrl?: string;
  title?: Markup;
  /** The longest text that the item carries. */
  content?: Markup;
  /** A shorter one beside it. */
  summary?: Markup;
  /** What relative links of the texts are resolved against where the text itself does not say. */
  base?: string;
  authors: readonly Person[];
  categories: readonly string[];
  enclosures: readonly Enclosure[];
  imageUrl?: string;
  imageCredit?: string;
  commentsUrl?: string;
  origin?: Origin;
  details?: EntryDetails;
  language?: string;
  publishedAt?: Date;
  updatedAt?: Date;
}>;

/** The object without its keys that are undefined: an optional key is there or it is not. */
export function present<T extends object>(
  object: T,
): { [K in keyof T]: Exclude<T[K], undefined> } & Partial<T> {
  const kept: Record<string, unknown> = {};
  let key: Extract<keyof T, string>;
  for (key in object) if (object[key] !== undefined) kept[key] = object[key];
  return kept as never;
}
