import type { Request } from "express";
import { type FeedState, feedStates } from "../model/source.ts";
import { type FeedCounts, urgentFirst } from "../store/store.ts";
import type { PageAnswer } from "./answer.ts";
import { isStalled } from "./ask-again.ts";
import { type FeedReport, feedReport } from "./feed-report.ts";
import { type NavLink, type ReaderParts, frameOf } from "./frame.ts";
import { type Notice, noticeOf } from "./glance.ts";
import { type HubReport, hubReport } from "./hub-report.ts";
import { withQuery } from "./links.ts";
import { parameter } from "./list.ts";
import { timeOfDay } from "./moment.ts";
import { count, list } from "./words.ts";

export type StatusPage = Readonly<{
  /** "18 of 20 sources answer. 1 fails, 1 is gone." */
  summary: string;
  notice?: Notice;
  /** What is wrong with the config file, line by line. */
  configFault?: string;
  /** All, and each state that there is, with how many; empty where there is one only. */
  filters: readonly NavLink[];
  reports: readonly FeedReport[];
  /** On the first page of all sources. */
  hub?: HubReport;
  nextHref?: string;
  firstHref?: string;
}>;

const path = "/status";
/** How many sources a page shows. */
const pageSize = 100;

/** `/status`: how each source does, red first; `?state=failing` only those. */
export async function status(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { store, clock } = parts;
  const now = clock.now();
  const asked = parameter(request, "state");
  const state = feedStates.find((each) => each === asked);
  const cursor = parameter(request, "cursor");
  const counts = await store.feedCounts();
  const { items, next } = await store.feedsByUrgency({
    limit: pageSize,
    ...(state !== undefined && { state }),
    ...(cursor !== undefined && { cursor }),
  });
  const notice = await statusNotice(parts, counts, now);
  const configFault = parts.configFault();
  const isFirst = state === undefined && cursor === undefined;
  const hub = isFirst ? hubReport(await store.hubStatus(), now) : undefined;
  return {
    kind: "page",
    status: 200,
    view: "status",
    frame: await frameOf(parts, { title: "Status", path }),
    page: {
      summary: summaryOf(counts),
      ...(notice && { notice }),
      ...(configFault !== undefined && { configFault }),
      filters: filtersOf(counts, state),
      reports: items.map((feed) => feedReport(feed, now)),
      ...(hub && { hub }),
      ...(next !== undefined && { nextHref: withQuery(path, { state, cursor: next }) }),
      ...(cursor !== undefined && { firstHref: withQuery(path, { state }) }),
    } satisfies StatusPage,
  };
}

async function statusNotice({ store, words }: ReaderParts, counts: FeedCounts, now: Date) {
  const since = await store.waitingSince(now);
  if (since && isStalled(since, now))
    return {
      kind: "offline",
      heading: "Nothing is being polled",
      text: `Sources have been due since ${timeOfDay(since, now)}, and none is being asked. Is a process with the role “poll” running?`,
    } as const;
  const notice = noticeOf(counts, { hasStories: counts.entries > 0, words });
  return notice?.kind === "starting" ? undefined : notice;
}

function summaryOf({ inState, all, entries }: FeedCounts): string {
  const exceptions = [
    [inState.failing, "failing"] as const,
    [inState.gone, "gone"] as const,
    [inState.new, "not asked yet"] as const,
  ].flatMap(([amount, label]) => (amount === 0 ? [] : [`${amount} ${label}`]));
  const answering = `${inState.ok} of ${count(all, "source")} ${all === 1 ? "answers" : "answer"}`;
  return [
    exceptions.length === 0 ? `${answering}.` : `${answering}; ${list(exceptions)}.`,
    `${count(entries, "entry", "entries")} in the store.`,
  ].join(" ");
}

const filterLabels: Readonly<Record<FeedState, string>> = {
  failing: "Failing",
  gone: "Gone",
  new: "Not asked yet",
  ok: "Answering",
};

function filtersOf({ inState, all }: FeedCounts, chosen: FeedState | undefined): readonly NavLink[] {
  const present = urgentFirst.filter((state) => inState[state] > 0 || state === chosen);
  if (present.length < 2) return [];
  return [
    { href: path, label: `All ${number(all)}`, isCurrent: chosen === undefined },
    ...present.map((state) => ({
      href: withQuery(path, { state }),
      label: `${filterLabels[state]} ${number(inState[state])}`,
      isCurrent: state === chosen,
    })),
  ];
}

const number = (amount: number): string => amount.toLocaleString("en");
