/** What is done from time to time, by one process of all that work on a store. */
export type ChoreStore = Readonly<{
  chores(): Promise<readonly Chore[]>;
  /**
   * Begins a chore that was begun last at `lastBegunAt` (absent: never). Answers false where somebody has begun it since: then
   * it is theirs.
   */
  beginChore(chore: Readonly<{ name: string; at: Date; lastBegunAt?: Date }>): Promise<boolean>;
  /** Says how a chore has ended; `stopped`: before it was done, so that it is due again at once. */
  endChore(chore: Readonly<{ name: string; at: Date }> & ChoreEnd): Promise<void>;
  /** It is not wanted any more. */
  forgetChore(name: string): Promise<void>;
}>;

/** `result`: what it came to, as a text of its own. `fault`: why it failed, a sentence. */
export type ChoreEnd = Readonly<
  { kind: "done"; result?: string } | { kind: "failed"; fault: string } | { kind: "stopped" }
>;

export type Chore = Readonly<{
  name: string;
  begunAt: Date;
  /** When it was done last, and what came of it. */
  doneAt?: Date;
  result?: string;
  /** Why it has failed since then. */
  fault?: string;
}>;
