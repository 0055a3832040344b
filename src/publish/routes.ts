import { type Request, type RequestHandler, type Response, Router } from "express";
import type { View } from "../model/settings.ts";
import type { Site } from "../model/site.ts";
import type { Store } from "../store/store.ts";
import { createRepresentation, sendRepresentation } from "../web/conditional.ts";
import { addressesOf } from "./addresses.ts";
import { readFeedOptions } from "./feed-options.ts";
import { createKeptFeeds } from "./kept-feeds.ts";
import { type ListLookup, categoryList, frontList, searchList, sourceList, viewList } from "./list.ts";
import { writeOpml } from "./opml.ts";
import { type FeedRequest, feedFormats, publishHeaders, renderFeed, selfUrl } from "./render-feed.ts";

export type PublishParts = Readonly<{
  store: Store;
  site: () => Site;
  views: () => readonly View[];
  version: string;
}>;

/** Some hundred lists in three formats, in what memory a small machine can spare. */
const room = { maxCount: 500, maxBytes: 48_000_000 };

/**
 * The feeds: `/feed.rss`, `/feed.atom`, `/feed.json`, every list page's address with one of these extensions, and
 * `/sources.opml`. What is wrong with an address is said in one sentence of plain text (400, 404).
 */
export function publishRoutes({ store, site, views, version }: PublishParts): Router {
  const kept = createKeptFeeds(room);

  const sendFeed = async (feed: FeedRequest, request: Request, response: Response) => {
    const parts = { store, site: site(), version, requestOrigin: originOf(request) };
    const address = selfUrl(feed, addressesOf(parts.site, parts.requestOrigin));
    const stamp = JSON.stringify([await store.revision(), parts.site, feed.list]);
    const representation = await kept.get(address, stamp, () => renderFeed(feed, parts));
    await sendRepresentation(request, response, representation);
  };
  /** `file` is the last part of the path: a name with the extension of a format; all else goes on to the pages. */
  const feedOf =
    (
      find: (name: string, request: Request) => ListLookup | Promise<ListLookup>,
    ): RequestHandler<{ file: string }> =>
    async (request, response, next) => {
      const { file } = request.params;
      const format = feedFormats.find((each) => file.endsWith(`.${each}`));
      if (!format) return next();
      const reading = readFeedOptions(request.query);
      if (reading.kind === "bad") return sendProblem(response, 400, reading.problem);
      const lookup = await find(file.slice(0, -format.length - 1), request as Request);
      switch (lookup.kind) {
        case "list":
          return sendFeed(
            { list: lookup.list, options: reading.options, format },
            request as Request,
            response,
          );
        case "unknown":
          return sendProblem(response, 404, lookup.problem);
        case "bad":
          return sendProblem(response, 400, lookup.problem);
      }
    };

  const sendOpml: RequestHandler = async (request, response) => {
    const body = writeOpml(site().title, await store.feeds());
    const contentType = "text/x-opml; charset=utf-8";
    await sendRepresentation(
      request,
      response,
      createRepresentation({ body, contentType, headers: publishHeaders }),
    );
  };

  const router = Router();
  router.get(
    /^\/(?<file>feed\.\w+)$/,
    feedOf(() => frontList),
  );
  router.get(
    /^\/(?<file>search\.\w+)$/,
    feedOf((_name, request) => searchList(request.query["q"])),
  );
  router.get(
    "/categories/:file",
    feedOf((name) => categoryList(store, name)),
  );
  router.get(
    "/sources/:file",
    feedOf((id) => sourceList(store, id)),
  );
  router.get(
    "/views/:file",
    feedOf((slug) => viewList(views(), slug)),
  );
  router.get("/sources.opml", sendOpml);
  return router;
}

/** How we were reached, where the config does not say where we are reached. */
const originOf = (request: Request): string =>
  URL.parse(`${request.protocol}://${request.host}`)?.origin ?? "http://localhost";

function sendProblem(response: Response, status: 400 | 404, sentence: string): void {
  response.status(status).set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex" });
  response.type("text/plain").send(`${sentence}\n`);
}
