import { type ErrorRequestHandler, type RequestHandler, type Response, Router, text } from "express";
import type { Clock } from "../base/clock.ts";
import type { Feeds } from "../publish/feeds.ts";
import { hubPath } from "../publish/render-feed.ts";
import type { HubTaken, HubWish, Store } from "../store/store.ts";
import { originOf } from "../web/origin.ts";
import { hubLimits, maxFormBytes } from "./limits.ts";
import { readWish } from "./read-wish.ts";

export type HubRouteParts = Readonly<{
  store: Pick<Store, "askHub">;
  feeds: Feeds;
  clock: Clock;
  /** CIDR ranges that callbacks may be in although they are private (`network.allow`). */
  allow: () => readonly string[];
}>;

const formType = "application/x-www-form-urlencoded";

/**
 * `POST /hub` (WebSub 5): 202 for what will be put to the callback, else 4xx or 503 with the reason in a sentence of plain
 * text. Other sites' pages may post here as anybody may: nothing is done in a visitor's name.
 */
export function hubRoutes({ store, feeds, clock, allow }: HubRouteParts): Router {
  const problemOf = async (topic: string, origin: string) => {
    const lookup = await feeds.atAddress(topic, origin);
    switch (lookup.kind) {
      case "feed":
        if (lookup.feed.options.after === undefined) return undefined;
        return { status: 404, sentence: "It is an archive, which gets nothing new." };
      case "none":
        return { status: 404, sentence: "There is no feed at this address." };
      case "unknown":
        return { status: 404, sentence: lookup.problem };
      case "bad":
        return { status: 400, sentence: lookup.problem };
    }
  };
  const take: RequestHandler = async (request, response) => {
    const form: unknown = request.body;
    if (typeof form !== "string")
      return answer(response, 415, `A request to the hub is a form: ${formType}.`);
    const reading = readWish(form, allow());
    if (reading.kind === "bad") return answer(response, 400, reading.problem);
    const { wish } = reading;
    const problem = wish.mode === "subscribe" ? await problemOf(wish.topic, originOf(request)) : undefined;
    if (problem)
      return answer(response, problem.status, `hub.topic cannot be subscribed to. ${problem.sentence}`);
    const taken = await store.askHub(wish, hubLimits, clock.now());
    say(response, wish, taken);
  };
  const offProtocol: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    const { status } = error as { status?: unknown };
    if (status === 413)
      return answer(response, 413, `A request to the hub may have at most ${maxFormBytes} bytes.`);
    if (status === 400 || status === 415)
      return answer(response, status, "The request's body cannot be read.");
    next(error);
  };
  const router = Router();
  router
    .route(hubPath)
    .post(text({ type: formType, limit: maxFormBytes }), take)
    .all((_request, response) => {
      response.set("Allow", "POST");
      answer(response, 405, "This is a WebSub hub. It takes subscriptions to the feeds here, by POST.");
    });
  router.use(hubPath, offProtocol);
  return router;
}

function say(response: Response, { mode }: HubWish, taken: HubTaken): void {
  switch (taken.kind) {
    case "taken":
      return answer(response, 202, "The callback will be asked to confirm it.");
    case "not-subscribed":
      return answer(response, 404, `There is nothing to ${mode}: this callback has no such subscription.`);
    case "too-often": {
      const seconds = Math.ceil(taken.retryAfterMs / 1000);
      response.set("Retry-After", String(seconds));
      return answer(response, 429, `Its host is being asked often enough. Try again in ${seconds} s.`);
    }
    case "full":
      response.set("Retry-After", "3600");
      return answer(response, 503, full[taken.what]);
  }
}

const full = {
  subscriptions: `This hub has ${hubLimits.subscriptions} subscriptions, and takes no more.`,
  perDomain: `The callback's host has ${hubLimits.perDomain} subscriptions here, and is given no more.`,
  topics: `This hub tells of ${hubLimits.topics} feeds, and of no other ones until a subscription ends.`,
  topicsPerDomain: `The callback's host is told of ${hubLimits.topicsPerDomain} feeds here, and is given no more.`,
  questions: "Too many callbacks are waiting to be asked.",
} as const;

function answer(response: Response, status: number, sentence: string): void {
  response.status(status).set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
  response.type("text/plain").send(`${sentence}\n`);
}
