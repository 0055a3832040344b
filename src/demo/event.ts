/** The agency of the demo. It does not exist, as nothing here does. */
export const agencyName = "Northwire";

/**
 * One text in one outlet. `at` is in seconds from the start of the demo; below zero it is older than that. In every text
 * `{day}` is the weekday of the event's first report, `{day+1}` the one after it, in the outlet's language.
 */
export type Report = Readonly<{
  /** Slug of the outlet. */
  outlet: string;
  at: number;
  title: string;
  /** The headline that the outlet puts in its place later. */
  retitled?: Readonly<{ at: number; title: string }>;
  /** Paragraphs of the outlet's own report; absent where it prints the event's wire copy. */
  own?: readonly string[];
  author?: string;
  /** A line that the outlet puts before the wire copy, and one after it. */
  intro?: string;
  outro?: string;
  /** How many paragraphs of the wire copy it prints; by default all. */
  keeps?: number;
}>;

export type DemoEvent = Readonly<{
  slug: string;
  picture?: Picture;
  /** The agency's text, with its dateline. */
  wire?: readonly string[];
  /** In any order. */
  reports: readonly Report[];
}>;

export const motifs = ["sea", "mountains", "city", "stars", "fields", "circuit"] as const;
/** What the pictures of an event show, and their hue, 0–359. */
export type Picture = Readonly<{ motif: (typeof motifs)[number]; hue: number }>;

export const hour = 3600;
