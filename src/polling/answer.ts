import type { FetchOutcome } from "../fetch/outcome.ts";
import type { ParsedFeed } from "../model/parsed-feed.ts";

/** A body, read: `same` as the last one, a feed, or neither. */
export type Reading = Readonly<
  { kind: "same" } | { kind: "feed"; feed: ParsedFeed; bodyHash: string } | { kind: "no-feed"; error: string }
>;

/** What a poll came to: a fetch, and what its body turned out to be. */
export type Answer =
  | Exclude<FetchOutcome, { kind: "aborted" | "body" }>
  | (Extract<FetchOutcome, { kind: "body" }> & { reading: Reading });
