import { type Request, type RequestHandler, type Response, Router } from "express";
import { sendRepresentation } from "../web/conditional.ts";
import { isFromElsewhere, isUnsafe } from "../web/same-origin.ts";
import { about } from "./about.ts";
import type { Answer, ProblemIn } from "./answer.ts";
import { serveAsset } from "./assets.ts";
import { category } from "./category.ts";
import { correctStory, join, setApart, undo } from "./correct-story.ts";
import { feeds } from "./feeds.ts";
import type { ReaderParts, SharedParts } from "./frame.ts";
import { front } from "./front.ts";
import { createKeptPages } from "./kept-pages.ts";
import { pollJson } from "./past-polls.ts";
import { feedOf, noSuchSource, pollNow } from "./poll-now.ts";
import { sendProblem } from "./problem.ts";
import { sendPage } from "./render.ts";
import { search } from "./search.ts";
import { source } from "./source.ts";
import { sources } from "./sources.ts";
import { status } from "./status.ts";
import { statusJson } from "./status-json.ts";
import { story } from "./story.ts";
import { view } from "./view.ts";
import { visitOf } from "./visit.ts";

export { errorPages } from "./error-pages.ts";
export { feedProblemPage } from "./problem.ts";

/**
 * Every page of the reader, its assets, `/status.json`, and what can be done: to have a source asked, and stories set
 * right.
 * Unknown paths go on to the next handler.
 */
export function readerRoutes(parts: SharedParts): Router {
  type Handle<Parameters> = (parts: ReaderParts, request: Request<Parameters>) => Promise<Answer>;
  const send = async (request: Request, response: Response, answer: Answer) => {
    switch (answer.kind) {
      case "page":
        return sendPage(response, answer);
      case "moved":
        return response.redirect(301, answer.to);
      case "problem":
        return sendProblem(parts, request, response, answer);
    }
  };
  const page =
    <Parameters>(handle: Handle<Parameters>): RequestHandler<Parameters> =>
    async (request, response) =>
      send(request as Request, response, await handle({ ...parts, ...(await visitOf(request)) }, request));
  const kept = createKeptPages(parts);
  const keptPage =
    <Parameters>(handle: Handle<Parameters>): RequestHandler<Parameters> =>
    async (request, response) => {
      const visit = await visitOf(request);
      const found = await kept.get(`${visit.words.tag} ${request.originalUrl}`, () =>
        handle({ ...parts, ...visit }, request),
      );
      if (found.page) return sendRepresentation(request, response, found.page);
      await send(request as Request, response, found.answer);
    };
  const router = Router();
  router.use(async (request, response, next) => {
    if (!isUnsafe(request) || !isFromElsewhere(request, parts.site().url)) return next();
    await sendProblem(parts, request, response, notFromElsewhere);
  });
  router.get("/", keptPage(front));
  router.get("/stories/:id", keptPage(story));
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
