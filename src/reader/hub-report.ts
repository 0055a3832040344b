import { formatDuration } from "../base/duration.ts";
import type { HubStatus } from "../store/store.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import { count, unbroken } from "./words.ts";

/** Who is told of changes by WebSub, for people. */
export type HubReport = Readonly<{
  /** "12 subscriptions to 3 feeds; 2 fail." */
  summary: string;
  /** The most subscribed. `failing`: "1 failing". */
  topics: readonly Readonly<{ address: string; amount: string; failing?: string }>[];
  /** "reader.example: it answered 503", since when, and what comes next. */
  failures: readonly Readonly<{ text: string; since: Moment & Readonly<{ time: string }>; next: string }>[];
}>;

/** What fits on a page beside the sources. */
const mostTopics = 20;

/** Undefined where nobody has subscribed and nobody is being asked. */
export function hubReport(status: HubStatus, now: Date): HubReport | undefined {
  const { subscriptions, failing, due, questions, topics, failures } = status;
  if (subscriptions === 0 && questions === 0) return undefined;
  const parts = [
    `${count(subscriptions, "subscription")} to ${count(topics.length, "feed")}`,
    ...(due - failing > 0 ? [`${count(due - failing, "subscriber")} being told of a change`] : []),
    ...(failing > 0 ? [`${failing} failing`] : []),
    ...(questions > 0 ? [`${count(questions, "callback")} to be asked`] : []),
  ];
  return {
    summary: `${parts.join("; ")}.`,
    topics: topics.slice(0, mostTopics).map((each) => ({
      address: each.topic,
      amount: count(each.subscriptions, "subscriber"),
      ...(each.failing > 0 && { failing: `${each.failing} failing` }),
    })),
    failures: failures.map(({ domain, error, failures: times, failingSince, againAt, expiresAt }) => ({
      text: `${domain}: ${error} (${times === 1 ? "once" : `${times} times`})`,
      since: { ...moment(failingSince, now), time: timeOfDay(failingSince, now) },
      next: unbroken(
        againAt < expiresAt
          ? `told again in ${formatDuration(againAt.getTime() - now.getTime())}`
          : `not told again: its subscription ends ${timeOfDay(expiresAt, now)}`,
      ),
    })),
  };
}
