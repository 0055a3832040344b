import type { FeedRequest } from "./feed-request.ts";

/** Which feed is at a request's target, and under which address and stamp it is kept. */
export type Target = Readonly<{ feed: FeedRequest; requestOrigin: string; address: string; stamp: string }>;

/** What targets stand for depends on: the store's revision, and what the config says. Compared one by one, by identity. */
export type Circumstances = readonly unknown[];

/**
 * Remembers what targets stand for while the circumstances stay: reading an address, looking up its category and writing
 * its stamp take longer than sending what is kept. The bytes are not here: they are kept once, however many targets lead to them.
 */
export type Targets = Readonly<{
  get(target: string, circumstances: Circumstances): Target | undefined;
  set(target: string, circumstances: Circumstances, found: Target): void;
}>;

/** Whoever sends longer ones means harm. */
export const longestTarget = 1000;

export function createTargets({ maxCount }: Readonly<{ maxCount: number }>): Targets {
  const known = new Map<string, Target>();
  let under: Circumstances = [];
  const areSame = (circumstances: Circumstances) =>
    circumstances.length === under.length && circumstances.every((each, at) => each === under[at]);
  return {
    get: (target, circumstances) => (areSame(circumstances) ? known.get(target) : undefined),
    set: (target, circumstances, found) => {
      if (!areSame(circumstances)) known.clear();
      under = circumstances;
      if (known.size >= maxCount) known.clear();
      if (target.length <= longestTarget) known.set(target, found);
    },
  };
}
