import type { Request, Response } from "express";
import { wantsPage } from "../web/wants-page.ts";
import type { PageAnswer, Problem, ProblemIn } from "./answer.ts";
import { type ReaderParts, type SharedParts, bareFrame, frameOf } from "./frame.ts";
import { sendPage } from "./render.ts";
import { type VisitRequest, strangersVisit, visitOf } from "./visit.ts";
import type { Words } from "./words/words.ts";

/** A page that says what is not to be had, and where to go from there. */
export type ProblemPage = Readonly<{
  status: number;
  heading: string;
  text: string;
  textLang?: string;
  /** What may have been meant instead; empty where nothing is near. */
  nearest: readonly Readonly<{ href: string; label: string }>[];
  links: readonly Readonly<{ href: string; label: string }>[];
}>;

const usualLinks = ({ problem: { links } }: Words) => [
  { href: "/", label: links.front },
  { href: "/search", label: links.search },
  { href: "/sources", label: links.sources },
  { href: "/feeds", label: links.feeds },
];

async function problemPage(
  parts: ReaderParts,
  path: string,
  { status, heading, text, textLang, nearest = [], link }: Problem,
): Promise<PageAnswer> {
  const page: ProblemPage = {
    status,
    heading,
    text,
    ...(textLang !== undefined && textLang !== parts.words.tag && { textLang }),
    nearest,
    links: [...(link ? [link] : []), ...usualLinks(parts.words)],
  };
  const options = { title: heading, path, isProblem: true };
  const bare = bareFrame(parts, options);
  // A fault of ours may be the store's: then it is asked nothing more.
  const frame = status >= 500 ? bare : await frameOf(parts, options).catch(() => bare);
  return { kind: "page", status, view: "problem", frame, page };
}

type AskingRequest = VisitRequest & Pick<Request, "accepts" | "path">;

/** Sends a problem: as a page to browsers, as plain text to programs. */
export async function sendProblem(
  parts: SharedParts,
  request: AskingRequest,
  response: Response,
  problem: Problem | ProblemIn,
): Promise<void> {
  response.vary("Accept").vary("Cookie").vary("Accept-Language");
  // A fault of ours may be the store's.
  const visit = await visitOf(parts, request).catch(() => strangersVisit(request));
  const found = typeof problem === "function" ? problem(visit.words) : problem;
  if (wantsPage(request))
    return sendPage(response, await problemPage({ ...parts, ...visit }, request.path, found));
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
  ): Promise<void> =>
    sendProblem(parts, request, response, ({ problem: { noFeed, feedNotLikeThat } }) => ({
      kind: "problem",
      status,
      heading: status === 404 ? noFeed : feedNotLikeThat,
      text: sentence,
      textLang: "en",
    }));
