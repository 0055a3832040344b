import type { Entry, Placement, PlacementReason } from "./entry.ts";

/** Entries on one event: what readers see. Never loses an entry; its id is never used again. */
export type Story = Readonly<{
  id: number;
  /** The entry that speaks for the story. */
  leadEntryId: number;
  /** Why that one, in a sentence; absent of a story that was reckoned before there were any. */
  leadReason?: string;
  /** BCP 47 primary subtag of its entries, or "und". */
  language: string;
  entryCount: number;
  /** Independent outlets: a copy group counts once, an outlet counts once. */
  coverage: number;
  /** First report. Fixed. */
  firstReportAt: Date;
  /** Latest report. */
  lastReportAt: Date;
  /** Moves on significant change only: new lead or headline, coverage passing 2, 5, 10, 20. */
  updatedAt: Date;
  /**
   * When it was last news to who reads here: began with when grouping opened it, by our clock and not the publisher's, and
   * moves on major updates only (`story/summary.ts`). Who has read it later than that has read it. Never moves back
   * (but with a clock that is put right).
   */
  newsAt: Date;
  /** The front page's order: higher is nearer the top. Does not age: `story/ranking.ts` says the formula. */
  rank: number;
}>;

/** An entry that has its place in a story. */
export type PlacedEntry = Entry & Readonly<{ placement: Placement }>;

/** What of an entry a story is reckoned from. */
export type StoryReport = Readonly<{ placement: Pick<Placement, "storyId" | "copyGroup"> }> &
  Pick<
    PlacedEntry,
    | "id"
    | "title"
    | "outlet"
    | "outletKey"
    | "sourceWeight"
    | "shownAt"
    | "summary"
    | "imageUrl"
    | "agency"
    | "language"
  >;

/** What of an entry that has its place grouping reads back: tens of thousands, at each start. */
export type PlacedText = Pick<
  Entry,
  "id" | "title" | "summary" | "url" | "outletKey" | "agency" | "language" | "shownAt"
> &
  Readonly<{ placement: Pick<Placement, "storyId" | "copyGroup"> }>;

/** A story with its entries: the lead first, the others by `shownAt`. */
export type StoryWithEntries = Readonly<{ story: Story; entries: readonly [PlacedEntry, ...PlacedEntry[]] }>;

/** That a story follows on an earlier one of the same saga: `storyId`, always a lower id. */
export type StoryLink = Readonly<{ storyId: number; reason: LinkReason }>;

/** Why a story follows on an earlier one. `hoursApart`: from the earlier one's latest report to its own first. */
export type LinkReason = Readonly<
  Required<Pick<PlacementReason, "text" | "score" | "threshold" | "sharedTerms" | "hoursApart">>
>;

/** What grouping remembers a story by, in its own words (`story/topic-profile.ts`): others store it as it is. */
export type StoryProfile = Readonly<{
  language: string;
  title: string;
  texts: number;
  stems: readonly string[];
  codes: readonly number[];
}>;

/** A story's profile as it is now; its link is absent where none was found since it was stored last: then that one stays. */
export type StoryTopic = Readonly<{ storyId: number; profile: StoryProfile; earlier?: StoryLink }>;

/** A story as its saga names it: its lead's headline, and why it is linked to the one after it. */
export type SagaStory = Pick<Story, "id" | "firstReportAt" | "coverage"> &
  Pick<Entry, "title" | "language"> &
  Readonly<{ reason?: LinkReason }>;

/** What came before a story and what followed on it. `earlierCount` counts also those that are not named. */
export type Saga = Readonly<{
  /** The nearest first. */
  earlier: readonly SagaStory[];
  earlierCount: number;
  /** The stories that are linked to it, the first that followed first. */
  later: readonly SagaStory[];
}>;
