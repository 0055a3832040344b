export const contentRules = ["full", "summary", "title"] as const;
/** How much of an article is given out: its whole text; its beginning and its picture; its headline alone. */
export type ContentRule = (typeof contentRules)[number];

/** The rule for every source, and those of single ones, by their url. */
export type ContentRules = Readonly<{
  usual: ContentRule;
  own?: Readonly<Record<string, ContentRule>>;
}>;
