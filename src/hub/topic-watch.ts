import { createBreather } from "../base/breathe.ts";
import type { Clock } from "../base/clock.ts";
import { minuteMs } from "../base/duration.ts";
import type { Log } from "../base/log.ts";
import type { Feeds } from "../publish/feeds.ts";
import type { HubTopic, Store } from "../store/store.ts";
import { hubLimits, missingForMs } from "./limits.ts";

export type TopicWatchParts = Readonly<{
  store: Store;
  feeds: Feeds;
  clock: Clock;
  log: Log;
  /** Hears of a topic that has changed as soon as that is known: those after it may take their time. */
  onChange: () => void;
}>;

/** Looked through also where nothing seems to have changed: for topics that came in during a look, and those that are missing. */
const atLeastEveryMs = minuteMs;

/**
 * Finds out which topics have other bytes than before. The returned function looks once: at nothing where store and config
 * are as they were, else at each topic that has subscriptions.
 */
export function createTopicWatch(parts: TopicWatchParts): () => Promise<void> {
  const { store, feeds, clock } = parts;
  let last: Readonly<{ stamp: string; atMs: number }> | undefined;
  return async () => {
    const nowMs = clock.now().getTime();
    const stamp = await feeds.stamp();
    if (last?.stamp === stamp && Math.abs(nowMs - last.atMs) < atLeastEveryMs) return;
    const breathe = createBreather();
    for (const topic of await store.hubTopics()) {
      await lookAt(topic, parts);
      await breathe();
    }
    last = { stamp, atMs: nowMs };
  };
}

async function lookAt({ topic, tag, missingSince }: HubTopic, parts: TopicWatchParts): Promise<void> {
  const { store, feeds, clock, log, onChange } = parts;
  const { origin } = new URL(topic);
  const lookup = await feeds.atAddress(topic, origin);
  const now = clock.now();
  if (lookup.kind === "feed") {
    const fresh = (await feeds.render(lookup.feed, origin)).tag;
    if (fresh === tag && !missingSince) return;
    const due = await store.saveHubTopic(topic, fresh, now);
    if (due > 0) onChange();
    log.debug("hub topic has changed", { topic, subscribersToTell: due });
    return;
  }
  if (!missingSince) return store.missHubTopic(topic, now);
  if (now.getTime() - missingSince.getTime() < missingForMs) return;
  const reason = lookup.kind === "none" ? "There is no feed at this address." : lookup.problem;
  const ended = await store.denyHubTopic(topic, reason, hubLimits.pace, now);
  log.warn("hub topic is gone, and its subscriptions with it", { topic, subscriptions: ended, reason });
}
