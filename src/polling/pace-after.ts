import type { Pace } from "../model/pace.ts";
import type { FeedPolling } from "../model/source.ts";
import type { Dated } from "./arrivals.ts";
import { beginPace, learnPace } from "./pace.ts";

export type Taught = Readonly<{
  before: FeedPolling;
  now: Date;
  /** The articles of the document, where a whole one came. */
  document?: readonly Dated[];
  /** Those of them (the same objects), or of a delta, that nobody had seen yet. */
  news: readonly Dated[];
  /** Of a feed that has no pace yet although it was polled before: what is known of its articles. */
  history: readonly Dated[];
}>;

/** The pace after a good answer. It begins with the dates of the first document; later, what counts is what was new. */
export function paceAfter({ before, now, document, news, history }: Taught): Pace {
  const { pace, lastOkAt = now } = before;
  return pace
    ? learnPace(pace, { from: lastOkAt, to: now, news, ...(document && seenIn(document, news)) })
    : beginPace(document ?? history, now);
}

function seenIn(document: readonly Dated[], news: readonly Dated[]) {
  const fresh = new Set(news);
  const latestKnownMs = document.reduce(
    (latest, article) =>
      fresh.has(article) ? latest : Math.max(latest, article.publishedAt?.getTime() ?? 0),
    0,
  );
  return { size: document.length, latestKnownMs };
}
