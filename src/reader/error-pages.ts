import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import type { Log } from "../base/log.ts";
import { BadCursorError, reachFault, type ReachFault } from "../store/store.ts";
import type { ProblemIn } from "./answer.ts";
import type { SharedParts } from "./frame.ts";
import { withQuery } from "./links.ts";
import { parameter } from "./list.ts";
import { type Named, nearest } from "./nearest.ts";
import { sendProblem } from "./problem.ts";
import type { Words } from "./words/words.ts";

/** The last handlers of the app: nothing here (404, 405), a request that cannot be read (400), a fault of ours (500). */
export function errorPages(parts: SharedParts, log: Log): (RequestHandler | ErrorRequestHandler)[] {
  const nothingHere: RequestHandler = async (request, response) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead) response.set("Allow", "GET, HEAD");
    await sendProblem(parts, request, response, isRead ? noPage(request) : readOnly(request));
  };
  // Express knows an error handler by its four parameters.
  const fault: ErrorRequestHandler = async (error: unknown, request, response, next) => {
    const problem = error instanceof BadCursorError ? badCursor(request) : badRequest(error);
    if (!problem) log.error("request failed", { method: request.method, path: request.path, error });
    // What is half sent cannot be taken back: express ends the connection.
    if (response.headersSent) return next(error);
    const away = reachFault(error);
    if (!problem && away) {
      response.set("Retry-After", String(againSeconds));
      return sendProblem(parts, request, response, databaseAway(away));
    }
    await sendProblem(parts, request, response, problem ?? ourFault);
  };
  return [nothingHere, fault];
}

const noPage =
  ({ path }: Request): ProblemIn =>
  (words) => ({
    kind: "problem",
    status: 404,
    ...words.problem.noPage,
    nearest: nearest(path, pagesIn(words), ({ href }) => href),
  });

/** Pages with a name of their own. */
const pagesIn = ({ frame, list }: Words): readonly Named[] => [
  { href: "/unread", label: list.orders.unread },
  { href: "/starred", label: frame.starred },
  { href: "/search", label: frame.search },
  { href: "/feeds", label: frame.feeds },
  { href: "/sources", label: frame.sources },
  { href: "/status", label: frame.status },
  { href: "/settings", label: frame.settings },
  { href: "/about", label: frame.about },
];

const ourFault: ProblemIn = ({ problem }) => ({ kind: "problem", status: 500, ...problem.ourFault });

/** When a page is worth another try. */
const againSeconds = 10;

const databaseAway =
  (fault: ReachFault): ProblemIn =>
  ({ problem, databaseFaults }) => ({
    kind: "problem",
    status: 503,
    heading: problem.databaseAway.heading,
    text: problem.databaseAway.text(databaseFaults[fault]),
  });

const readOnly =
  ({ method }: Request): ProblemIn =>
  ({ problem }) => ({ kind: "problem", status: 405, ...problem.readOnly(method) });

/** Of a cursor that is none, people see the beginning. */
const maxShown = 40;

const badCursor =
  (request: Request): ProblemIn =>
  ({ problem }) => ({
    kind: "problem",
    status: 400,
    ...problem.noPlace((parameter(request, "cursor") ?? "").slice(0, maxShown).toWellFormed()),
    link: {
      href: withQuery(request.path, { q: parameter(request, "q"), order: parameter(request, "order") }),
      label: problem.firstPage,
    },
  });

/** What express itself refuses: an address with broken percent signs, for instance. Undefined for all other errors. */
function badRequest(error: unknown): ProblemIn | undefined {
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  if (typeof status !== "number" || status < 400 || status > 499) return undefined;
  return ({ problem }) => ({ kind: "problem", status: 400, ...problem.damaged });
}
