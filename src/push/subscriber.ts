import type { Clock } from "../base/clock.ts";
import type { Log } from "../base/log.ts";
import type { HttpClient } from "../fetch/http-client.ts";
import type { PushOutcome, PushWish, Store } from "../store/store.ts";
import { askHub } from "./ask-hub.ts";
import { latestFrom } from "./timing.ts";

export type SubscriberParts = Readonly<{
  store: Pick<Store, "claimPushWish" | "endPushWish" | "movePushBase" | "hostPause">;
  http: HttpClient;
  /** What callbacks begin with at present; undefined where hubs are not to be asked. */
  base: () => string | undefined;
  clock: Clock;
  log: Log;
}>;

/** Asks the hubs of feeds to tell of their news, and again at half of what they promised. What it does next stands in the store. */
export type Subscriber = Readonly<{
  /** Asks for the one wish that is due longest; answers whether there was any. Rejects only where the store does. */
  look(): Promise<boolean>;
  /** Looks again and again, until it is stopped. */
  start(): void;
  stop(): Promise<void>;
}>;

const lookEveryMs = 5000;
/** Between two requests: a hub of a thousand of our feeds is asked within twenty minutes. */
const gapMs = 1000;
/** Longer than a request takes: a process that dies holds a wish for no longer. */
const claimMs = 60_000;

export function createSubscriber(parts: SubscriberParts): Subscriber {
  const { store, base, clock, log } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  let baseBefore: string | undefined;
  let looking: Promise<void> | undefined;

  const look = async () => {
    const now = clock.now();
    const at = base();
    if (at === undefined) return false;
    if (at !== baseBefore) await store.movePushBase(at, now);
    baseBefore = at;
    const wish = await store.claimPushWish({ now, latest: latestFrom(now), leaseMs: claimMs, base: at });
    if (!wish) return false;
    const outcome = await put(wish, `${at}${wish.token}`, { ...parts, signal });
    await store.endPushWish(wish, outcome);
    logOutcome(log, wish, outcome);
    return true;
  };
  const lookAgainAndAgain = async () => {
    while (!signal.aborted) {
      const hasAsked = await look().catch((error: unknown) => {
        log.error("cannot ask hubs", { error });
        return false;
      });
      await clock.sleep(hasAsked ? gapMs : lookEveryMs, signal);
    }
  };
  return {
    look,
    start: () => void (looking ??= lookAgainAndAgain()),
    stop: async () => {
      stopping.abort();
      await looking;
    },
  };
}

/** A host that asked to be left alone is, whatever leads there. */
async function put(
  wish: PushWish,
  callback: string,
  parts: SubscriberParts & Readonly<{ signal: AbortSignal }>,
): Promise<PushOutcome> {
  const pause = await parts.store.hostPause(new URL(wish.hub).host, parts.clock.now());
  return pause
    ? { kind: "failed", againAt: pause.until, error: pause.reason, ofHub: true }
    : askHub(wish, callback, parts);
}

function logOutcome(log: Log, { hub, topic }: PushWish, outcome: PushOutcome): void {
  switch (outcome.kind) {
    case "unused":
      return;
    case "asked":
      return log.debug("asked a hub to tell of news", { hub, topic });
    case "failed":
      return log.info("a hub cannot be asked to tell of news", { hub, topic, error: outcome.error });
  }
}
