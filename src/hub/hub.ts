import { minuteMs } from "../base/duration.ts";
import type { WorkParts } from "./crew.ts";
import { createQuestionCrew } from "./question-crew.ts";
import { createDeliveryCrew } from "./delivery-crew.ts";
import { createTopicWatch } from "./topic-watch.ts";

export type HubParts = Omit<WorkParts, "signal">;

/** WebSub's hub: asks callbacks what they want, and tells them what has changed. What it does next stands in the store alone. */
export type Hub = Readonly<{
  /** Begins everything that is due; resolves when it has begun. Rejects only where the store does. */
  look(): Promise<void>;
  /** When nothing is under way. */
  settled(): Promise<void>;
  /** Looks again and again, until it is stopped. */
  start(): void;
  /** Ends what is under way; who was not told yet is due as before. */
  stop(): Promise<void>;
}>;

/** A look costs some 10 µs where nothing has changed, and grouping brings news once a second. */
const lookEveryMs = 250;

export function createHub(parts: HubParts): Hub {
  const { store, clock, log } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const questions = createQuestionCrew({ ...parts, signal });
  const deliveries = createDeliveryCrew({ ...parts, signal });
  const watchTopics = createTopicWatch({ ...parts, onChange: () => void deliveries.fill() });
  let expiredAtMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const endExpired = async () => {
    const now = clock.now();
    if (Math.abs(now.getTime() - expiredAtMs) < minuteMs) return;
    const ended = await store.endExpiredSubscriptions(now);
    expiredAtMs = now.getTime();
    if (ended > 0) log.info("hub subscriptions ran out", { subscriptions: ended });
  };
  const look = async () => {
    await endExpired();
    await questions.fill();
    await watchTopics();
    await deliveries.fill();
  };
  const lookAgainAndAgain = async () => {
    while (!signal.aborted) {
      const startedAt = performance.now();
      await look().catch((error: unknown) => log.error("hub failed", { error }));
      // Where many topics are rendered anew, others get half of the time.
      await clock.sleep(Math.max(lookEveryMs, performance.now() - startedAt), signal);
    }
  };
  const settled = async () => {
    await questions.settled();
    await deliveries.settled();
  };
  return {
    look,
    settled,
    start: () => void (looking ??= lookAgainAndAgain()),
    stop: async () => {
      stopping.abort();
      await looking;
      await settled();
    },
  };
}
