/**
 * How a feed publishes, as far as its polls have shown: a few hundred bytes, whatever it publishes. `polling/pace.ts`
 * makes it. Articles and hours count the less the older they are.
 */
export type Pace = Readonly<{
  /** When watching began; here and below in ms since 1970, so that JSON keeps it as it is. */
  begunMs: number;
  /** Articles by the hour of the day (GMT, 0–23) in which they came. */
  articles: readonly number[];
  /** For how long each of those hours was watched, in hours. */
  watched: readonly number[];
  /** The articles of the last hours, and how many the above had let expect. */
  recent: Readonly<{ articles: number; expected: number }>;
  /** When the latest article came that is known; absent where none is. */
  newestMs?: number;
  /** How many articles the document holds: more than that between two polls would be lost. */
  size: number;
  /** The last polls found so many new ones in it that the next is to come within this time, in ms. */
  withinMs?: number;
}>;
