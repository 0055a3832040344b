import { Router } from "express";
import type { ProblemIn } from "./answer.ts";
import type { SharedParts } from "./frame.ts";
import { markAllRead, markStories, undoMarks } from "./marks.ts";
import { posted } from "./posted.ts";
import { sendProblem } from "./problem.ts";
import { forgetReader, saveSettings } from "./settings.ts";

/** What readers change for themselves alone: their marks, and how pages look. Only by POST. */
export function choiceRoutes(parts: SharedParts): Router {
  const router = Router();
  router.post("/settings", posted(parts, saveSettings));
  for (const [path, carryOut] of [
    ["/marks", markStories],
    ["/marks/all", markAllRead],
    ["/marks/undo", undoMarks],
    ["/settings/forget", forgetReader],
  ] as const)
    router
      .route(path)
      .post(posted(parts, carryOut))
      .all(async (request, response) => {
        await sendProblem(parts, request, response.set("Allow", "POST"), onlyPosted);
      });
  return router;
}

const onlyPosted: ProblemIn = ({ problem, marks }) => ({
  kind: "problem",
  status: 405,
  heading: problem.nothingToRead,
  text: marks.onlyPosted,
});
