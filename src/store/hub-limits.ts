import type { HubLimits, HubTaken, HubWish } from "./hub-store.ts";

/** How many there are, as limits count them: wishes that wait count as what they may become. */
export type HubCounts = Readonly<{
  waiting: number;
  subscriptions: number;
  /** Subscriptions and wishes of the wish's domain. */
  ofDomain: number;
  /** Topics that are not the wish's. */
  otherTopics: number;
  otherTopicsOfDomain: number;
}>;

type Full = Extract<HubTaken, { kind: "full" }>["what"];

/** What leaves no place for a wish that does not wait yet; `isNew`: there is no such subscription. */
export function whatIsFull(
  { mode }: HubWish,
  counts: HubCounts,
  limits: HubLimits,
  isNew: boolean,
): Full | undefined {
  if (counts.waiting >= limits.questions) return "questions";
  if (mode === "unsubscribe" || !isNew) return undefined;
  if (counts.subscriptions + counts.waiting >= limits.subscriptions) return "subscriptions";
  if (counts.ofDomain >= limits.perDomain) return "perDomain";
  if (counts.otherTopics >= limits.topics) return "topics";
  return counts.otherTopicsOfDomain >= limits.topicsPerDomain ? "topicsPerDomain" : undefined;
}
