import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from "express";
import type { Problem } from "./answer.ts";
import type { ReaderParts, SharedParts } from "./frame.ts";
import { sendProblem } from "./problem.ts";
import { visitOf } from "./visit.ts";

/** What was sent, by name: a form's texts (or lists of texts), or whatever a JSON object holds. */
export type Fields = Readonly<Record<string, unknown>>;

/** It was done. `to`: where a browser is led; `told`: what a program gets. */
export type Done = Readonly<{ kind: "done"; to: string; told: object; setCookie?: string }>;

/** What a POST wishes for; a problem says why it was not done. */
export type CarryOut = (parts: ReaderParts, fields: Fields) => Promise<Done | Problem>;

type Handlers = (RequestHandler | ErrorRequestHandler)[];

/** Handlers of a POST by a small form or JSON: browsers are led on (303), programs are told in JSON. */
export function posted(parts: SharedParts, carryOut: CarryOut): Handlers {
  const answer: RequestHandler = async (request, response) => {
    const visit = await visitOf(parts, request);
    const fields: unknown = request.body;
    const came = await carryOut({ ...parts, ...visit }, isFields(fields) ? fields : {});
    response.set("Cache-Control", "no-store").vary("Accept");
    if (came.kind === "problem") return refuse(parts, request, response, came);
    if (came.setCookie !== undefined) response.append("Set-Cookie", came.setCookie);
    if (isBrowser(request)) return response.redirect(303, came.to);
    response.json(came.told);
  };
  // Express knows an error handler by its four parameters.
  const unread: ErrorRequestHandler = async (_error, request, response, _next) => {
    const { words } = await visitOf(parts, request);
    response.set("Cache-Control", "no-store").vary("Accept");
    await refuse(parts, request, response, badField(words.marks, words.marks.unreadable));
  };
  return [readForm, readJson, unread, answer]; // what `answer` meets is no matter of the form
}

/** Two hundred stories and an address of any length that we take. */
const limit = "8kb";
const readForm = express.urlencoded({ extended: false, limit });
const readJson = express.json({ limit });

const isFields = (body: unknown): body is Fields => typeof body === "object" && body !== null;

// Whoever takes anything is no browser: those ask for HTML by name.
const isBrowser = (request: Request): boolean =>
  request.accepts(["application/json", "text/html"]) === "text/html";

async function refuse(
  parts: SharedParts,
  request: Request,
  response: Response,
  problem: Problem,
): Promise<void> {
  if (problem.status === 503) response.set("Retry-After", "3600");
  if (isBrowser(request)) return sendProblem(parts, request, response, problem);
  response.status(problem.status).json({ outcome: "refused", text: problem.text });
}

/** A field that is not as it has to be. */
export const badField = (
  { nothingChanged }: Readonly<{ nothingChanged: string }>,
  text: string,
): Problem => ({
  kind: "problem",
  status: 400,
  heading: nothingChanged,
  text,
});

/** Longest address of a page that is taken, in characters. */
const longestPath = 2000;

/**
 * An address of ours, path and query; undefined for one that leads elsewhere. Browsers read "/\host" and "/.//host" as
 * another host's: what counts is what becomes of it.
 */
export function ownPath(written: unknown): string | undefined {
  if (typeof written !== "string" || written.length > longestPath || !written.startsWith("/"))
    return undefined;
  const url = URL.parse(written, "http://here.invalid");
  if (url?.host !== "here.invalid" || url.pathname.startsWith("//")) return undefined;
  return url.pathname + url.search;
}

/** A page's address with some of its parameters set, or left out where undefined. */
export function withParameters(
  path: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const [bare = "/", ...query] = path.split("?"); // a query may hold one too
  const all = new URLSearchParams(query.join("?"));
  for (const [name, value] of Object.entries(parameters))
    if (value === undefined) all.delete(name);
    else all.set(name, value);
  return all.size === 0 ? bare : `${bare}?${all.toString()}`;
}
