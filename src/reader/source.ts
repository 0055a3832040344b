import type { Request } from "express";
import type { Answer } from "./answer.ts";
import { type FeedReport, feedReport } from "./feed-report.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { feedName, langOf, placeName, sourcePath, webUrl } from "./links.ts";
import { type StoryList, parameter, storyList } from "./list.ts";

export type SourcePage = Readonly<{
  name: string;
  lang?: string;
  description?: string;
  site?: Readonly<{ href: string; name: string }>;
  report: FeedReport;
  list: StoryList;
}>;

/** `/sources/:id`: how one source does, and the stories it reports, newest first. */
export async function source(parts: ReaderParts, request: Request<{ id: string }>): Promise<Answer> {
  const id = /^[1-9]\d{0,14}$/.test(request.params.id) ? Number(request.params.id) : undefined;
  const feed = id === undefined ? undefined : await parts.store.feed(id);
  if (!feed)
    return {
      kind: "problem",
      status: 404,
      heading: "There is no such source",
      text: "It may have been taken out of the config. All that is followed stands under “Sources”.",
    };
  const path = sourcePath(feed.id);
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path,
    order: "latest",
    restriction: { feedId: feed.id },
    prefers: (entry) => entry.feedId === feed.id,
    ...(cursor !== undefined && { cursor }),
  });
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
      ...(lang !== undefined && { lang }),
      ...(feed.description !== undefined && { description: feed.description }),
      ...(siteHref !== undefined && { site: { href: siteHref, name: placeName(siteHref, "Website") } }),
      report: feedReport(feed, parts.clock.now()),
      list,
    } satisfies SourcePage,
  };
}
