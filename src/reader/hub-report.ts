import type { HubStatus } from "../store/store.ts";
import { type Moment, moment, timeOfDay } from "./moment.ts";
import type { Reading } from "./reading.ts";

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
export function hubReport(status: HubStatus, { now, words }: Reading): HubReport | undefined {
  const { subscriptions, failing, due, questions, topics, failures } = status;
  if (subscriptions === 0 && questions === 0) return undefined;
  const { hub: say, formats } = words;
  const parts = [
    say.subscriptions(subscriptions, topics.length),
    ...(due - failing > 0 ? [say.beingTold(due - failing)] : []),
    ...(failing > 0 ? [say.failing(failing)] : []),
    ...(questions > 0 ? [say.toBeAsked(questions)] : []),
  ];
  return {
    summary: `${parts.join("; ")}.`,
    topics: topics.slice(0, mostTopics).map((each) => ({
      address: each.topic,
      amount: say.subscribers(each.subscriptions),
      ...(each.failing > 0 && { failing: say.failing(each.failing) }),
    })),
    failures: failures.map(({ domain, error, failures: times, failingSince, againAt, expiresAt }) => ({
      text: `${domain}: ${error} (${say.times(times)})`,
      since: { ...moment(failingSince, now, words), time: timeOfDay(failingSince, now, words) },
      next: formats.unbroken(
        againAt < expiresAt
          ? say.toldAgain(formats.duration(againAt.getTime() - now.getTime()))
          : say.endsBefore(timeOfDay(expiresAt, now, words)),
      ),
    })),
  };
}
