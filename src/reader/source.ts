import type { Request } from "express";
import type { Feed } from "../model/source.ts";
import type { Answer } from "./answer.ts";
import type { AskAgain } from "./ask-again.ts";
import { type FeedReport, feedReport } from "./feed-report.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { feedName, langOf, placeName, sourcePath, webUrl, withQuery } from "./links.ts";
import { type StoryList, parameter, storyList } from "./list.ts";
import { type Named, nearest } from "./nearest.ts";
import { type PollTable, pollTable } from "./past-polls.ts";
import { canAskAgain, feedOf, noSuchSource } from "./poll-now.ts";
import { type PollStrip, pollStrip } from "./poll-strip.ts";
import { type WeekChart, weekChart, weekSince } from "./week-chart.ts";
import { nameOf } from "./source-names.ts";

export type SourcePage = Readonly<{
  name: string;
  /** Its latest reports have words of their own where there are some, else why there are none. */
  empty: string;
  /** Where a feed made to measure of its stories is made. */
  feedsHref: string;
  lang?: string;
  description?: string;
  site?: Readonly<{ href: string; name: string }>;
  report: FeedReport;
  /** Whether its feed can be asked now by hand, and where that is sent. */
  askAgain: AskAgain;
  askHref: string;
  polls: PollTable;
  strip?: PollStrip;
  week?: WeekChart;
  pollsHref: string;
  list: StoryList;
}>;

/** Who does not know a source's number may have typed its name. */
async function meant({ store }: ReaderParts, typed: string): Promise<readonly Named[]> {
  if (/^\d*$/.test(typed)) return [];
  const names = await store.sourceNames();
  return nearest(
    typed,
    names.map((each) => ({ href: sourcePath(each.id), label: nameOf(each) })),
  );
}

/** `/sources/:id`: how one source does, and the stories it reports, newest first. */
export async function source(parts: ReaderParts, request: Request<{ id: string }>): Promise<Answer> {
  const feed = await feedOf(parts, request);
  if (!feed) return { ...noSuchSource(parts.words), nearest: await meant(parts, request.params.id) };
  const path = sourcePath(feed.id);
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path,
    order: "latest",
    restriction: { feedId: feed.id },
    leads: (entry) => entry.feedId === feed.id,
    ...(cursor !== undefined && { cursor }),
  });
  const { words, store } = parts;
  const polls = await store.pollsOf(feed.id);
  const since = weekSince(parts.clock.now());
  const times = parts.isStatic ? [] : await store.timesOfFeed({ feedId: feed.id, since, limit: mostTimes });
  const reading = { now: parts.clock.now(), words };
  const [strip, week] = [pollStrip(polls, words), weekChart(times, reading)];
  const name = feedName(feed);
  const lang = langOf(feed.language);
  const siteHref = webUrl(feed.siteUrl);
  return {
    kind: "page",
    status: 200,
    view: "source",
    frame: await frameOf(parts, { title: name, path, feedPath: path }),
    page: {
      name,
      empty: emptyWords(feed, parts),
      feedsHref: `${withQuery("/feeds", { list: path })}#address`,
      ...(lang !== undefined && { lang }),
      ...(feed.description !== undefined && { description: feed.description }),
      ...(siteHref !== undefined && {
        site: { href: siteHref, name: placeName(siteHref, words.source.website) },
      }),
      report: feedReport(feed, reading, await parts.store.pushOf(feed.id)),
      askAgain: await canAskAgain(parts, feed),
      askHref: `${path}/poll`,
      polls: pollTable(polls, feed.source.url, reading),
      ...(strip && { strip }),
      ...(week && { week }),
      pollsHref: `${path}/polls.json`,
      list,
    } satisfies SourcePage,
  };
}

/** Of a source that publishes more in a week the latest are drawn. */
const mostTimes = 5000;

/** Why nothing has come from it. */
function emptyWords(
  { state }: Feed,
  { words: { source: say }, isStatic }: Pick<ReaderParts, "words" | "isStatic">,
): string {
  if (isStatic) return say.emptyStatic;
  return { new: say.emptyNew, ok: say.emptyOk, failing: say.emptyFailing, gone: say.emptyFailing }[state];
}
