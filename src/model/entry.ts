declare const safe: unique symbol;
/** Publisher HTML after the sanitiser: the only HTML that a page may print unescaped. Only `parse/html.ts` makes it. */
export type SafeHtml = string & { readonly [safe]: true };

export type Person = Readonly<{ name?: string; email?: string; url?: string }>;

/** `length` in bytes, `durationS` in seconds. */
export type Enclosure = Readonly<{
  url: string;
  mediaType?: string;
  length?: number;
  title?: string;
  durationS?: number;
}>;

/** RSS `<source>` or atom:source: where an aggregator took the entry from. */
export type Origin = Readonly<{ title?: string; url?: string }>;

/** What is said in an episode, as a file of its own. */
export type Transcript = Readonly<{ url: string; mediaType?: string; language?: string }>;

/** What only some readers show and no query asks for. */
export type EntryDetails = Readonly<{
  /** Who may do what with the text, as the entry itself says it. Plain text. */
  rights?: string;
  /** How many readers' comments the publisher counts. */
  commentCount?: number;
  /** A feed of what readers say under the article. */
  commentsFeedUrl?: string;
  /** What the entry answers to (RFC 4685 3). */
  inReplyToUrl?: string;
  transcripts?: readonly Transcript[];
  /** JSON with the chapters of an episode. */
  chaptersUrl?: string;
  /** Whose picture it is, as the feed or its caption says: "REUTERS/Ada Hill". Says nothing about who wrote the text. */
  imageCredit?: string;
}>;

/** The keys of `EntryDetails`. */
export const entryDetailKeys = [
  "rights",
  "commentCount",
  "commentsFeedUrl",
  "inReplyToUrl",
  "transcripts",
  "chaptersUrl",
  "imageCredit",
] as const satisfies readonly (keyof EntryDetails)[];

/** What an entry says, as its document says it: one item of RSS, Atom or JSON Feed, decoded, cleaned and made safe. */
export type EntryContent = EntryDetails &
  Readonly<{
    /** As the document has it; absent where it has none. */
    guid?: string;
    /** The permalink: absolute http(s). */
    url?: string;
    /** Plain text. Never empty: made from the text where the document has none, as the last resort "Untitled". */
    title: string;
    /** Plain text: starts with the first real sentence. */
    summary?: string;
    contentHtml?: SafeHtml;
    authors: readonly Person[];
    categories: readonly string[];
    enclosures: readonly Enclosure[];
    imageUrl?: string;
    commentsUrl?: string;
    origin?: Origin;
    /** Who wrote the wire copy: "Reuters", "AP", "AFP" … Absent for an outlet's own report. */
    agency?: string;
    /** BCP 47, as declared or, failing that, as detected. */
    language?: string;
    publishedAt?: Date;
    updatedAt?: Date;
  }>;

/** One item as the parser hands it on. */
export type ParsedEntry = EntryContent &
  Readonly<{
    /**
     * What the entry is known by within its feed, strongest first; two documents of one feed speak of the same entry
     * when they share keys (`store/recognise.ts` decides where those lead to several). Opaque, at most 64 characters
     * each, never empty. `parse/identity-keys.ts` makes them.
     */
    identityKeys: readonly [string, ...string[]];
  }>;

/** An entry as the store keeps it. */
export type Entry = EntryContent &
  Readonly<{
    id: number;
    feedId: number;
    /** When it was first seen. */
    firstSeenAt: Date;
    /** The instant it is sorted and shown by: `publishedAt`, never later than `firstSeenAt`, which stands in where there is none. */
    shownAt: Date;
    /** Who published it, for people: the origin's title, the source's name, the feed's title or its host. */
    outlet: string;
    /** What makes two outlets one: the registrable domain where there is one, else the feed. */
    outletKey: string;
    category?: string;
    /** How much its source counts; absent, as much as usual (1). */
    sourceWeight?: number;
    /** Where grouping put it; absent until then. */
    placement?: Placement;
  }>;

/** What an entry said before its publisher changed its title or its text. */
export type EntryVersion = Readonly<{
  title: string;
  summary?: string;
  /** Absent also where it was too long to be kept. */
  contentHtml?: SafeHtml;
  /** When it was first seen to say something else. */
  saidUntil: Date;
}>;

export const storyLayers = ["first", "identity", "copy", "story", "hand"] as const;
/**
 * Which layer joined an entry to its story: `first` opened it; `identity` is the same article again; `copy` carries
 * the same text; `story` reports on the same event; `hand` was put there by a person.
 */
export type StoryLayer = (typeof storyLayers)[number];

/** Where an entry was put, and why. */
export type Placement = Readonly<{
  storyId: number;
  /** The id of the first entry with the same text; the entry's own where it is the first. */
  copyGroup: number;
  layer: StoryLayer;
  reason: PlacementReason;
}>;

/** Why an entry is in its story: evidence a reader can follow. */
export type PlacementReason = Readonly<{
  /** One sentence: "Shares “witkoff”, “moscow” and 3 more words with 4 reports, 2 h apart". */
  text: string;
  /** The entry it resembled most. */
  nearestEntryId?: number;
  /** Score and the threshold it had to reach, as the engine counts. */
  score?: number;
  threshold?: number;
  /** Shared terms, rarest first. */
  sharedTerms?: readonly string[];
  hoursApart?: number;
}>;
