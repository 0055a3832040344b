import type { Request } from "express";
import { type FeedState, feedStates } from "../model/source.ts";
import { type FeedCounts, reachFault, urgentFirst } from "../store/store.ts";
import type { PageAnswer } from "./answer.ts";
import { type ChoresReport, choresReport } from "./chores-report.ts";
import { type FeedReport, feedReport } from "./feed-report.ts";
import { type NavLink, type ReaderParts, frameOf } from "./frame.ts";
import { type HubReport, hubReport } from "./hub-report.ts";
import { withQuery } from "./links.ts";
import { parameter } from "./list.ts";
import { type ProcessReport, processReports } from "./process-report.ts";
import { type PollStrip, pollStrip } from "./poll-strip.ts";
import { type StatusNotice, statusNotice } from "./status-notice.ts";
import type { Words } from "./words/words.ts";

export type StatusPage = Readonly<{
  /** "18 of 20 sources answer; 1 failing and 1 gone." */
  summary: string;
  notice?: StatusNotice;
  /** What is wrong with the config file, line by line. */
  configFault?: string;
  /** All, and each state that there is, with how many; empty where there is one only. */
  filters: readonly NavLink[];
  reports: readonly (FeedReport & Readonly<{ strip?: PollStrip }>)[];
  chores: ChoresReport;
  /** On the first page of all sources. */
  hub?: HubReport;
  /** On the first page of all sources, where there are several. */
  processes: readonly ProcessReport[];
  nextHref?: string;
  firstHref?: string;
}>;

const path = "/status";
/** How many sources a page shows. */
const pageSize = 100;
/** Of each of them. */
const pollsDrawn = 30;

/** `/status`: how each source does, red first; `?state=failing` only those. */
export async function status(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { store, clock, words } = parts;
  const reading = { now: clock.now(), words };
  const asked = parameter(request, "state");
  const state = feedStates.find((each) => each === asked);
  const cursor = parameter(request, "cursor");
  const counts = await store.feedCounts();
  const { items, next } = await store.feedsByUrgency({
    limit: pageSize,
    ...(state !== undefined && { state }),
    ...(cursor !== undefined && { cursor }),
  });
  const isFirst = state === undefined && cursor === undefined;
  const waitingSince = await store.waitingSince(reading.now);
  const notWritten = await store.ping().then(
    () => undefined,
    (error: unknown) => reachFault(error) ?? "busy",
  );
  const notice = statusNotice(counts, {
    reading,
    waitingSince,
    notWritten,
    ...(isFirst && { redFirst: items }),
  });
  const polls = await store.pollsOfFeeds(items.map(({ id }) => id));
  const configFault = parts.configFault();
  const hub = isFirst ? hubReport(await store.hubStatus(), reading) : undefined;
  return {
    kind: "page",
    status: 200,
    view: "status",
    frame: await frameOf(parts, { title: words.status.heading, path }),
    page: {
      summary: summaryOf(counts, words),
      ...(notice && { notice }),
      ...(configFault !== undefined && { configFault }),
      chores: choresReport(await store.chores(), reading),
      filters: filtersOf(counts, state, words),
      reports: items.map((feed) => {
        const strip = pollStrip(polls.get(feed.id) ?? [], words, pollsDrawn);
        return { ...feedReport(feed, reading), ...(strip && { strip }) };
      }),
      ...(hub && { hub }),
      processes: isFirst ? processReports(await store.processes(), reading) : [],
      ...(next !== undefined && { nextHref: withQuery(path, { state, cursor: next }) }),
      ...(cursor !== undefined && { firstHref: withQuery(path, { state }) }),
    } satisfies StatusPage,
  };
}

function summaryOf({ inState, all, entries }: FeedCounts, { status: say, formats }: Words): string {
  const exceptions = (["failing", "gone", "new"] as const).flatMap((state) =>
    inState[state] === 0 ? [] : [say.exceptions[state](inState[state])],
  );
  const answering = say.answering(inState.ok, all);
  return [
    exceptions.length === 0 ? `${answering}.` : `${answering}; ${formats.list(exceptions)}.`,
    say.inStore(entries),
  ].join(" ");
}

function filtersOf(
  { inState, all }: FeedCounts,
  chosen: FeedState | undefined,
  { status: say, formats }: Words,
): readonly NavLink[] {
  const present = urgentFirst.filter((state) => inState[state] > 0 || state === chosen);
  if (present.length < 2) return [];
  return [
    { href: path, label: `${say.all} ${formats.number(all)}`, isCurrent: chosen === undefined },
    ...present.map((state) => ({
      href: withQuery(path, { state }),
      label: `${say.filters[state]} ${formats.number(inState[state])}`,
      isCurrent: state === chosen,
    })),
  ];
}
