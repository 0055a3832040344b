import type { Request, RequestHandler, Response } from "express";
import type { Feed } from "../model/source.ts";
import type { Problem } from "./answer.ts";

import { type AskAgain, askAgain, leastGapMs } from "./ask-again.ts";
import type { ReaderParts, SharedParts } from "./frame.ts";
import { sourcePath } from "./links.ts";
import { sendProblem } from "./problem.ts";
import { visitOf } from "./visit.ts";
import type { Words } from "./words/words.ts";

/** The feed that `/sources/:id…` names, if it is one of the config. */
export async function feedOf(
  { store }: Pick<SharedParts, "store">,
  { params }: Pick<Request<{ id: string }>, "params">,
): Promise<Feed | undefined> {
  return /^[1-9]\d{0,14}$/.test(params.id) ? store.feed(Number(params.id)) : undefined;
}

export const noSuchSource = ({ source }: Words): Problem => ({
  kind: "problem",
  status: 404,
  ...source.noSuch,
});

type AskingParts = Pick<ReaderParts, "store" | "clock" | "words">;

/** Whether a feed can be asked now by hand, by all that the store knows. */
export async function canAskAgain({ store, clock, words }: AskingParts, feed: Feed): Promise<AskAgain> {
  const now = clock.now();
  const host = URL.parse(feed.fetchUrl)?.host;
  const isDue = feed.polling.nextPollAt <= now;
  return askAgain(feed, {
    now,
    words,
    hostPause: host === undefined ? undefined : await store.hostPause(host, now),
    waitingSince: isDue ? await store.waitingSince(now) : undefined,
  });
}

/** What `POST /sources/:id/poll` answers to programs. */
export type PollNowAnswer = Readonly<{
  url: string;
  outcome: "asked" | "under-way" | "refused";
  text: string;
  /** Refused until then, ISO 8601. */
  notBefore?: string;
}>;

/**
 * `POST /sources/:id/poll`: makes the feed due, so that whoever polls this store takes it within a second, unless its
 * server, its host or the least gap forbids it. Browsers are led back to the source's page, which says what came of it.
 */
export const pollNow =
  (parts: SharedParts): RequestHandler<{ id: string }> =>
  async (request, response) => {
    const feed = await feedOf(parts, request);
    if (!feed) return sendProblem(parts, request, response, noSuchSource);
    const isAsked = await parts.store.askSoon({ feedId: feed.id, now: parts.clock.now(), leastGapMs });
    response.set("Cache-Control", "no-store").vary("Accept");
    // Whoever takes anything is no browser: those ask for HTML by name.
    if (request.accepts(["application/json", "text/html"]) === "text/html")
      return response.redirect(303, `${sourcePath(feed.id)}#polling`);
    const { words } = await visitOf(parts, request);
    const asking = { ...parts, words };
    const state = await canAskAgain(asking, (await parts.store.feed(feed.id)) ?? feed);
    sendJson(asking, response, feed, state, isAsked);
  };

function sendJson(
  { clock, words }: AskingParts,
  response: Response,
  feed: Feed,
  state: AskAgain,
  isAsked: boolean,
): void {
  const until = state.kind === "refused" ? state.until : undefined;
  const isRefused = !isAsked && state.kind === "refused";
  if (isRefused && until)
    response.set("Retry-After", String(Math.ceil((until.getTime() - clock.now().getTime()) / 1000)));
  const answer: PollNowAnswer = {
    url: feed.source.url,
    outcome: isAsked ? "asked" : isRefused ? "refused" : "under-way",
    text: state.kind === "ready" ? words.polling.askedMeanwhile : state.text,
    ...(isRefused && until && { notBefore: until.toISOString() }),
  };
  response.status(isRefused ? 409 : 202).json(answer);
}
