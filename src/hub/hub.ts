import type { Clock } from "../base/clock.ts";
import { minuteMs } from "../base/duration.ts";
import type { Log } from "../base/log.ts";
import type { HttpClient } from "../fetch/http-client.ts";
import type { Feeds } from "../publish/feeds.ts";
import type { Delivery, HubQuestion, HubVerdict, Store } from "../store/store.ts";
import { askIntent, type Intent } from "./ask-intent.ts";
import { tellAgainAt } from "./back-off.ts";
import { createCrew } from "./crew.ts";
import { atOnce, claimMs, hubLimits } from "./limits.ts";
import { tell } from "./tell.ts";
import { createTopicWatch } from "./topic-watch.ts";
import { logOutcome, logVerdict, named } from "./what-happened.ts";

export type HubParts = Readonly<{ store: Store; feeds: Feeds; http: HttpClient; clock: Clock; log: Log }>;

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

/** A look costs some 20 µs where nothing has changed, and grouping brings news once a second. */
const lookEveryMs = 250;
/** A callback that gives no answer to a question is asked again, so often in all. */
const mostAttempts = 3;

export function createHub({ store, feeds, http, clock, log }: HubParts): Hub {
  const stopping = new AbortController();
  const { signal } = stopping;
  const asking = { http, clock, signal };
  const watchTopics = createTopicWatch({ store, feeds, clock, log });
  let expiredAtMs = Number.NEGATIVE_INFINITY;

  /** Claims nothing once stopped, or where the store fails: what is due stays so. */
  const claiming =
    <Job>(claim: (limit: number) => Promise<readonly Job[]>) =>
    async (limit: number): Promise<readonly Job[]> => {
      if (signal.aborted) return [];
      return claim(limit).catch((error: unknown) => {
        log.error("hub cannot take up what is due", { error });
        return [];
      });
    };
  const questions = createCrew<HubQuestion>({
    most: atOnce.questions,
    claim: claiming((limit) => store.claimHubQuestions({ now: clock.now(), limit, leaseMs: claimMs })),
    work: async (question) => {
      try {
        const intent = await askIntent(question, asking);
        const verdict = await verdictOf(question, intent, feeds, clock.now());
        const counted = await store.endHubQuestion(question, verdict, hubLimits.pace, clock.now());
        if (counted) logVerdict(log, question, intent, verdict);
      } catch (error) {
        log.error("hub cannot end a question", { ...named(question), error });
      }
    },
  });
  const deliveries = createCrew<Delivery>({
    most: atOnce.deliveries,
    claim: claiming((limit) =>
      store.claimDeliveries({ now: clock.now(), limit, leaseMs: claimMs, ...atOnce }),
    ),
    work: async (delivery) => {
      try {
        const outcome = await tell(delivery, { ...asking, feeds });
        await store.endDelivery(delivery, outcome, clock.now());
        logOutcome(log, delivery, outcome, clock.now());
      } catch (error) {
        log.error("hub cannot tell a subscriber", { ...named(delivery), error });
      }
    },
  });

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
      // Where many topics are rendered anew, others get three quarters of the time.
      await clock.sleep(Math.max(lookEveryMs, 3 * (performance.now() - startedAt)), signal);
    }
  };
  const settled = async () => {
    await questions.settled();
    await deliveries.settled();
  };
  let looking: Promise<void> | undefined;
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

async function verdictOf(
  question: HubQuestion,
  intent: Intent,
  feeds: Feeds,
  now: Date,
): Promise<HubVerdict> {
  switch (intent.kind) {
    case "aborted":
      return { kind: "unused" };
    case "refused":
      return { kind: "refused" };
    case "unclear":
      if (question.attempts >= mostAttempts) return { kind: "refused" };
      return { kind: "again", at: tellAgainAt(now, question.attempts) };
    case "confirmed": {
      if (question.mode !== "subscribe") return { kind: "confirmed", tag: "" };
      const { origin } = new URL(question.topic);
      const lookup = await feeds.atAddress(question.topic, origin);
      // It was there a moment ago.
      if (lookup.kind !== "feed") return { kind: "refused" };
      return { kind: "confirmed", tag: (await feeds.render(lookup.feed, origin)).tag };
    }
  }
}
