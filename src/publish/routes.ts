import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Site } from "../model/site.ts";
import type { Store } from "../store/store.ts";
import { createRepresentation, sendRepresentation } from "../web/conditional.ts";
import { originOf } from "../web/origin.ts";
import { wantsPage } from "../web/wants-page.ts";
import { addressesOf } from "./addresses.ts";
import type { Feeds } from "./feeds.ts";
import { requestTarget } from "./known-feeds.ts";
import { writeOpml, writeOwnOpml } from "./opml.ts";
import { publishHeaders } from "./render-feed.ts";

export type PublishParts = Readonly<{
  store: Store;
  site: () => Site;
  feeds: Feeds;
  /** Tells a browser on a page what is wrong with an address; programs are told in plain text. */
  sendProblemPage(request: Request, response: Response, problem: FeedProblem): Promise<void>;
}>;

/** Why there is no feed at an address, in a sentence. */
export type FeedProblem = Readonly<{ status: 400 | 404; sentence: string }>;

/**
 * The feeds: `/feed.rss`, `/feed.atom`, `/feed.json`, every list page's address with one of these extensions, and
 * `/sources.opml`, and `/feeds.opml`, which names these feeds themselves. What is wrong with an address is said in one sentence (400, 404).
 */
export function publishRoutes({ store, site, feeds, sendProblemPage }: PublishParts): Router {
  const sendProblem = async (request: Request, response: Response, problem: FeedProblem) => {
    response.vary("Accept").set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
    if (wantsPage(request)) return sendProblemPage(request, response, problem);
    response.status(problem.status).type("text/plain").send(`${problem.sentence}\n`);
  };

  const sendFeed: RequestHandler = async (request, response, next) => {
    const { path, query } = request;
    const target = requestTarget(request);
    const answer = await feeds.answer({ target, path, query, requestOrigin: originOf(request) });
    switch (answer.kind) {
      case "feed":
        return sendRepresentation(request, response, answer.representation);
      case "unknown":
        return sendProblem(request, response, { status: 404, sentence: answer.problem });
      case "bad":
        return sendProblem(request, response, { status: 400, sentence: answer.problem });
      case "none":
        return next();
    }
  };

  const sendOpml: RequestHandler = async (request: Request, response: Response) => {
    const body = writeOpml(site().title, await store.feeds());
    await sendRepresentation(request, response, opmlRepresentation(body));
  };

  const sendOwnOpml: RequestHandler = async (request: Request, response: Response) => {
    const addresses = addressesOf(site(), originOf(request));
    const body = writeOwnOpml(site().title, await feeds.lists(), addresses);
    await sendRepresentation(request, response, opmlRepresentation(body));
  };

  const router = Router();
  router.get("/sources.opml", sendOpml);
  router.get("/feeds.opml", sendOwnOpml);
  router.get(/\.\w+$/, sendFeed);
  return router;
}

const opmlRepresentation = (body: string) =>
  createRepresentation({ body, contentType: "text/x-opml; charset=utf-8", headers: publishHeaders });
