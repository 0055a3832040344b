import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import type { Log } from "../base/log.ts";
import { BadCursorError } from "../store/store.ts";
import type { Problem } from "./answer.ts";
import type { SharedParts } from "./frame.ts";
import { withQuery } from "./links.ts";
import { parameter } from "./list.ts";
import { sendProblem } from "./problem.ts";

/** The last handlers of the app: nothing here (404, 405), a request that cannot be read (400), a fault of ours (500). */
export function errorPages(parts: SharedParts, log: Log): (RequestHandler | ErrorRequestHandler)[] {
  const nothingHere: RequestHandler = async (request, response) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead) response.set("Allow", "GET, HEAD");
    await sendProblem(parts, request, response, isRead ? noPage : readOnly(request));
  };
  // Express knows an error handler by its four parameters.
  const fault: ErrorRequestHandler = async (error: unknown, request, response, next) => {
    const problem = error instanceof BadCursorError ? badCursor(error, request) : badRequest(error);
    if (!problem) log.error("request failed", { method: request.method, path: request.path, error });
    // What is half sent cannot be taken back: express ends the connection.
    if (response.headersSent) return next(error);
    await sendProblem(parts, request, response, problem ?? ourFault);
  };
  return [nothingHere, fault];
}

const noPage: Problem = {
  kind: "problem",
  status: 404,
  heading: "There is no such page",
  text: "The address may be mistyped, or the page may have been removed.",
};

const ourFault: Problem = {
  kind: "problem",
  status: 500,
  heading: "Something went wrong here",
  text: "The page could not be made; the reason stands in the log of the service. Trying again in a moment may help.",
};

const readOnly = (request: Request): Problem => ({
  kind: "problem",
  status: 405,
  heading: "This address can only be read",
  text: `It answers GET and HEAD, not ${request.method}.`,
});

const badCursor = (error: BadCursorError, request: Request): Problem => ({
  kind: "problem",
  status: 400,
  heading: "There is no such place in this list",
  text: error.message,
  link: {
    href: withQuery(request.path, { q: parameter(request, "q"), order: parameter(request, "order") }),
    label: "First page of this list",
  },
});

/** What express itself refuses: an address with broken percent signs, for instance. Undefined for all other errors. */
function badRequest(error: unknown): Problem | undefined {
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (typeof status !== "number" || status < 400 || status > 499) return undefined;
  return {
    kind: "problem",
    status: 400,
    heading: "This address cannot be read",
    text: "Part of it is damaged, most likely a percent sign without the two digits that belong to it.",
  };
}
