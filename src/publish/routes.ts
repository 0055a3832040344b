import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Site } from "../model/site.ts";
import type { Store } from "../store/store.ts";
import { createRepresentation, sendRepresentation } from "../web/conditional.ts";
import { originOf } from "../web/origin.ts";
import type { Feeds } from "./feeds.ts";
import { writeOpml } from "./opml.ts";
import { publishHeaders } from "./render-feed.ts";

export type PublishParts = Readonly<{ store: Store; site: () => Site; feeds: Feeds }>;

/**
 * The feeds: `/feed.rss`, `/feed.atom`, `/feed.json`, every list page's address with one of these extensions, and
 * `/sources.opml`. What is wrong with an address is said in one sentence of plain text (400, 404).
 */
export function publishRoutes({ store, site, feeds }: PublishParts): Router {
  const sendFeed: RequestHandler = async (request, response, next) => {
    const lookup = await feeds.find(request.path, request.query);
    switch (lookup.kind) {
      case "feed": {
        const representation = await feeds.render(lookup.feed, originOf(request));
        return sendRepresentation(request, response, representation);
      }
      case "unknown":
        return sendProblem(response, 404, lookup.problem);
      case "bad":
        return sendProblem(response, 400, lookup.problem);
      case "none":
        return next();
    }
  };

  const sendOpml: RequestHandler = async (request: Request, response: Response) => {
    const body = writeOpml(site().title, await store.feeds());
    const contentType = "text/x-opml; charset=utf-8";
    await sendRepresentation(
      request,
      response,
      createRepresentation({ body, contentType, headers: publishHeaders }),
    );
  };

  const router = Router();
  router.get("/sources.opml", sendOpml);
  router.get(/\.\w+$/, sendFeed);
  return router;
}

function sendProblem(response: Response, status: 400 | 404, sentence: string): void {
  response.status(status).set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
  response.type("text/plain").send(`${sentence}\n`);
}
