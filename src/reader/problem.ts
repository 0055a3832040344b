import type { Request, Response } from "express";
import { wantsPage } from "../web/wants-page.ts";
import type { PageAnswer, Problem } from "./answer.ts";
import { type ReaderParts, type SharedParts, bareFrame, frameOf } from "./frame.ts";
import { sendPage } from "./render.ts";
import { visitOf } from "./visit.ts";

/** A page that says what is not to be had, and where to go from there. */
export type ProblemPage = Readonly<{
  status: number;
  heading: string;
  text: string;
  links: readonly Readonly<{ href: string; label: string }>[];
}>;

const usualLinks = [
  { href: "/", label: "Front page" },
  { href: "/search", label: "Search" },
  { href: "/sources", label: "All sources" },
  { href: "/feeds", label: "All feeds" },
];

async function problemPage(
  parts: ReaderParts,
  path: string,
  { status, heading, text, link }: Problem,
): Promise<PageAnswer> {
  const page: ProblemPage = { status, heading, text, links: [...(link ? [link] : []), ...usualLinks] };
  const options = { title: heading, path };
  const bare = bareFrame(parts, options);
  // A fault of ours may be the store's: then it is asked nothing more.
  const frame = status === 500 ? bare : await frameOf(parts, options).catch(() => bare);
  return { kind: "page", status, view: "problem", frame, page };
}

type AskingRequest = Pick<Request, "accepts" | "acceptsLanguages" | "path">;

/** Sends a problem: as a page to browsers, as plain text to programs. */
export async function sendProblem(
  parts: SharedParts,
  request: AskingRequest,
  response: Response,
  found: Problem,
): Promise<void> {
  response.vary("Accept");
  if (wantsPage(request)) {
    const visit = await visitOf(request);
    return sendPage(response, await problemPage({ ...parts, ...visit }, request.path, found));
  }
  response.status(found.status).set("Cache-Control", "no-store").type("text/plain");
  response.send(`${found.heading}. ${found.text}\n`);
}

/** A problem with the address of a feed, as a browser is told it; `sentence` says all. */
export const feedProblemPage =
  (parts: SharedParts) =>
  (
    request: AskingRequest,
    response: Response,
    { status, sentence }: Readonly<{ status: 400 | 404; sentence: string }>,
  ): Promise<void> => {
    const heading = status === 404 ? "There is no such feed" : "This feed cannot be had like that";
    return sendProblem(parts, request, response, { kind: "problem", status, heading, text: sentence });
  };
