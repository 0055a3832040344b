import { Router } from "express";
import { isFromElsewhere, isUnsafe } from "../web/same-origin.ts";
import { about } from "./about.ts";
import type { ProblemIn } from "./answer.ts";
import { serveAsset } from "./assets.ts";
import { category } from "./category.ts";
import { choiceRoutes } from "./choice-routes.ts";
import { correctStory, join, setApart, undo } from "./correct-story.ts";
import { feeds } from "./feeds.ts";
import type { SharedParts } from "./frame.ts";
import { front } from "./front.ts";
import { newsHandler } from "./news.ts";
import { noteOpened } from "./opened.ts";
import { createPageHandlers } from "./page-handlers.ts";
import { pollJson } from "./past-polls.ts";
import { feedOf, noSuchSource, pollNow } from "./poll-now.ts";
import { sendProblem } from "./problem.ts";
import { search } from "./search.ts";
import { settings } from "./settings.ts";
import { source } from "./source.ts";
import { sources } from "./sources.ts";
import { starred } from "./starred.ts";
import { status } from "./status.ts";
import { statusJson } from "./status-json.ts";
import { story } from "./story.ts";
import { unread } from "./unread.ts";
import { view } from "./view.ts";

export { errorPages } from "./error-pages.ts";
export { feedProblemPage } from "./problem.ts";

/**
 * Every page of the reader, its assets, `/status.json`, `/news`, and what can be done: to have a source asked, stories set
 * right and marked, and pages looked at otherwise.
 * Unknown paths go on to the next handler.
 */
export function readerRoutes(parts: SharedParts): Router {
  const { page, keptPage } = createPageHandlers(parts);
  const router = Router();
  router.use(async (request, response, next) => {
    if (!isUnsafe(request) || !isFromElsewhere(request, parts.site().url)) return next();
    await sendProblem(parts, request, response, notFromElsewhere);
  });
  router.get("/", keptPage(front));
  router.get("/unread", page(unread));
  router.get("/starred", page(starred));
  router.get("/news", newsHandler(parts));
  router.use(choiceRoutes(parts));
  router.get("/stories/:id", keptPage(story, noteOpened));
  for (const [act, wish] of [
    ["apart", setApart],
    ["join", join],
    ["undo", undo],
  ] as const)
    router
      .route(`/stories/:id/${act}`)
      .post(correctStory(parts, wish))
      .all(async (request, response) => {
        await sendProblem(parts, request, response.set("Allow", "POST"), onlyPostedOfStory);
      });
  router.get("/feeds", page(feeds));
  router.get("/sources", page(sources));
  router.get("/sources/:id", page(source));
  router
    .route("/sources/:id/poll")
    .post(pollNow(parts))
    .all(async (request, response) => {
      await sendProblem(parts, request, response.set("Allow", "POST"), onlyPosted);
    });
  router.get("/sources/:id/polls.json", async (request, response) => {
    const feed = await feedOf(parts, request);
    if (!feed) return sendProblem(parts, request, response, noSuchSource);
    response.set("Cache-Control", "no-store").json((await parts.store.pollsOf(feed.id)).map(pollJson));
  });
  router.get("/categories/:name", keptPage(category));
  router.get("/views/:slug", keptPage(view));
  router.get("/search", keptPage(search));
  router.get("/status", page(status));
  router.get("/status.json", async (_request, response) => {
    response.set("Cache-Control", "no-store").json(await statusJson(parts));
  });
  router.get("/about", page(about));
  router.get("/settings", page(settings));
  router.get("/assets/:name", serveAsset);
  return router;
}

const notFromElsewhere: ProblemIn = ({ problem }) => ({
  kind: "problem",
  status: 403,
  ...problem.fromElsewhere,
});

const onlyPosted: ProblemIn = ({ problem }) => ({
  kind: "problem",
  status: 405,
  heading: problem.nothingToRead,
  text: problem.postedOfSource,
});

const onlyPostedOfStory: ProblemIn = (words) => ({
  ...onlyPosted(words),
  text: words.problem.postedOfStory,
});
