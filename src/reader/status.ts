import type { Feed, FeedState, PollOutcomeKind } from "../model/source.ts";
import type { PageAnswer } from "./answer.ts";
import { type FeedReport, byUrgency, feedReport, reasonOfNext } from "./feed-report.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { type Notice, noticeOf } from "./glance.ts";
import { feedName } from "./links.ts";
import { count, list } from "./words.ts";

export type StatusPage = Readonly<{
  /** "18 of 20 sources answer. 1 fails, 1 is gone." */
  summary: string;
  notice?: Notice;
  /** What is wrong with the config file, line by line. */
  configFault?: string;
  reports: readonly FeedReport[];
}>;

/** `/status`: how each source does, red first. */
export async function status(parts: ReaderParts): Promise<PageAnswer> {
  const feeds = await parts.store.feeds();
  const now = parts.clock.now();
  const notice = noticeOf(feeds, { hasStories: feeds.some((feed) => feed.entryCount > 0) });
  const configFault = parts.configFault();
  return {
    kind: "page",
    status: 200,
    view: "status",
    frame: await frameOf(parts, { title: "Status", path: "/status" }),
    page: {
      summary: summaryOf(feeds),
      ...(notice && notice.kind !== "starting" && { notice }),
      ...(configFault !== undefined && { configFault }),
      reports: byUrgency(feeds).map((feed) => feedReport(feed, now)),
    } satisfies StatusPage,
  };
}

function summaryOf(feeds: readonly Feed[]): string {
  const inState = (state: FeedState) => feeds.filter((feed) => feed.state === state).length;
  const entries = feeds.reduce((sum, feed) => sum + feed.entryCount, 0);
  const exceptions = [
    [inState("failing"), "failing"],
    [inState("gone"), "gone"],
    [inState("new"), "not asked yet"],
  ].flatMap(([amount, label]) => (amount === 0 ? [] : [`${amount} ${label}`]));
  const answering = `${inState("ok")} of ${count(feeds.length, "source")} ${feeds.length === 1 ? "answers" : "answer"}`;
  return [
    exceptions.length === 0 ? `${answering}.` : `${answering}; ${list(exceptions)}.`,
    `${count(entries, "entry", "entries")} in the store.`,
  ].join(" ");
}

/** A source as `/status.json` has it. Instants in ISO 8601; null where nothing has happened yet. */
export type SourceStatus = Readonly<{
  url: string;
  name: string;
  category?: string;
  state: FeedState;
  lastPolledAt: string | null;
  nextPollAt: string | null;
  nextPollReason: string;
  lastOkAt: string | null;
  lastError?: string;
  lastStatus?: number;
  failures: number;
  entries: number;
  outcome: PollOutcomeKind | null;
  notes: readonly string[];
}>;

/** `/status.json`: each source, in the config's order. */
export async function statusJson({ store, clock }: ReaderParts): Promise<readonly SourceStatus[]> {
  const now = clock.now();
  return (await store.feeds()).map(({ polling, ...feed }) => ({
    url: feed.source.url,
    name: feedName({ ...feed, polling }),
    ...(feed.source.category !== undefined && { category: feed.source.category }),
    state: feed.state,
    lastPolledAt: polling.lastPolledAt?.toISOString() ?? null,
    nextPollAt: feed.state === "gone" ? null : polling.nextPollAt.toISOString(),
    nextPollReason: reasonOfNext({ ...feed, polling }, now),
    lastOkAt: polling.lastOkAt?.toISOString() ?? null,
    ...(polling.lastError !== undefined && { lastError: polling.lastError }),
    ...(polling.lastStatus !== undefined && { lastStatus: polling.lastStatus }),
    failures: polling.failures,
    entries: feed.entryCount,
    outcome: polling.lastOutcome ?? null,
    notes: polling.notes,
  }));
}
