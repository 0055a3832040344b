import type { PollOutcomeKind } from "./source.ts";

/** So many polls of each feed are remembered. */
export const pollsKept = 50;

/** One poll of a feed as it is remembered. `skipped`: a host on its way wanted to be left alone, and nobody was asked. */
export type PastPoll = Readonly<{
  at: Date;
  outcome: PollOutcomeKind;
  /** HTTP status; absent where there was no answer. */
  status?: number;
  /** From the question to the end of the answer, redirects included, waiting for hosts not. */
  tookMs?: number;
  /** Of the body as it was received, compressed or not. */
  bytes?: number;
  /** Only where a new document was read: how many it had, and of these the new and the edited ones. */
  entries?: number;
  added?: number;
  changed?: number;
  error?: string;
  /** What was asked, where that was not the source's own address. */
  askedUrl?: string;
  /** When it was to be asked next; absent for a feed that is gone. */
  nextPollAt?: Date;
  nextPollReason: string;
}>;
