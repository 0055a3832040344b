import { type Request, type RequestHandler, Router } from "express";
import { about } from "./about.ts";
import type { Answer } from "./answer.ts";
import { serveAsset } from "./assets.ts";
import { category } from "./category.ts";
import type { ReaderParts } from "./frame.ts";
import { front } from "./front.ts";
import { sendProblem } from "./problem.ts";
import { sendPage } from "./render.ts";
import { search } from "./search.ts";
import { source } from "./source.ts";
import { sources } from "./sources.ts";
import { status, statusJson } from "./status.ts";
import { story } from "./story.ts";
import { view } from "./view.ts";

export { errorPages } from "./error-pages.ts";

/** Every page of the reader, its assets, and `/status.json`. Unknown paths go on to the next handler. */
export function readerRoutes(parts: ReaderParts): Router {
  const page =
    <Parameters>(
      handle: (parts: ReaderParts, request: Request<Parameters>) => Promise<Answer>,
    ): RequestHandler<Parameters> =>
    async (request, response) => {
      const answer = await handle(parts, request);
      switch (answer.kind) {
        case "page":
          return sendPage(response, answer);
        case "moved":
          return response.redirect(301, answer.to);
        case "problem":
          return sendProblem(parts, request, response, answer);
      }
    };
  const router = Router();
  router.get("/", page(front));
  router.get("/stories/:id", page(story));
  router.get("/sources", page(sources));
  router.get("/sources/:id", page(source));
  router.get("/categories/:name", page(category));
  router.get("/views/:slug", page(view));
  router.get("/search", page(search));
  router.get("/status", page(status));
  router.get("/status.json", async (_request, response) => {
    response.set("Cache-Control", "no-store").json(await statusJson(parts));
  });
  router.get("/about", page(about));
  router.get("/assets/:name", serveAsset);
  return router;
}
