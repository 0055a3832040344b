import type { Request, Response } from "express";
import type { Site } from "../model/site.ts";
import type { PageAnswer, Problem } from "./answer.ts";
import { bareFrame } from "./frame.ts";
import { sendPage } from "./render.ts";

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
];

/** The page of a problem; it asks the store nothing, as that may be the problem. */
function problemPage(site: Site, path: string, { status, heading, text, link }: Problem): PageAnswer {
  const page: ProblemPage = { status, heading, text, links: [...(link ? [link] : []), ...usualLinks] };
  return { kind: "page", status, view: "problem", frame: bareFrame(site, { title: heading, path }), page };
}

/** Sends a problem: as a page to browsers, as plain text to programs. */
export function sendProblem(
  site: Site,
  request: Pick<Request, "accepts" | "path">,
  response: Response,
  found: Problem,
): void {
  response.vary("Accept");
  // Whoever takes anything is no browser: those ask for HTML by name.
  if (request.accepts(["text/plain", "text/html"]) === "text/html")
    return sendPage(response, problemPage(site, request.path, found));
  response.status(found.status).set("Cache-Control", "no-store").type("text/plain");
  response.send(`${found.heading}. ${found.text}\n`);
}
