import type { Request, RequestHandler, Response } from "express";
import { isOutOfReach } from "../store/store.ts";
import { sendRepresentation } from "../web/conditional.ts";
import { forbidForeignPictures } from "../web/security-headers.ts";
import type { Answer } from "./answer.ts";
import type { ReaderParts, SharedParts } from "./frame.ts";
import { createKeptPages } from "./kept-pages.ts";
import { parameter } from "./list.ts";
import { sendProblem } from "./problem.ts";
import { sendPage } from "./render.ts";
import { type Visit, strangersVisit, visitOf } from "./visit.ts";

type Handle<Parameters> = (parts: ReaderParts, request: Request<Parameters>) => Promise<Answer>;
/** Done for a reader who is known, where there is such a page, before it is sent. */
type Before<Parameters> = (parts: ReaderParts, request: Request<Parameters>) => Promise<void>;

export type PageHandlers = Readonly<{
  /** Made for whoever asks. */
  page<Parameters>(handle: Handle<Parameters>): RequestHandler<Parameters>;
  /** Made once for all who ask at a time; who asks is told to `handle` only in what others share, and to `before`. */
  keptPage<Parameters>(handle: Handle<Parameters>, before?: Before<Parameters>): RequestHandler<Parameters>;
}>;

/** How pages are answered: each says what its reader has marked of the stories on it. */
export function createPageHandlers(parts: SharedParts): PageHandlers {
  const send = async (request: Request, response: Response, answer: Answer, { reader }: Visit) => {
    switch (answer.kind) {
      case "page":
        return sendPage(response, answer, async (ids) =>
          reader ? parts.store.marksOf(reader.id, ids) : new Map(),
        );
      case "moved":
        return response.redirect(301, answer.to);
      case "problem":
        return sendProblem(parts, request, response, answer);
    }
  };
  const kept = createKeptPages(parts);
  return {
    page: (handle) => async (request, response) => {
      const visit = await visitOf(parts, request as Request);
      const answer = await handle(
        { ...parts, ...visit, ...(await undoableBy(parts, visit, request)) },
        request,
      );
      await send(request as Request, response, answer, visit);
    },
    keptPage: (handle, before) => async (request, response) => {
      const visit = await visitOf(parts, request as Request).catch(strangerIfAway(request as Request));
      const undoable = await undoableBy(parts, visit, request);
      if (undoable) {
        const answer = await handle({ ...parts, ...visit, ...undoable }, request);
        return send(request as Request, response, answer, visit);
      }
      const { words, look, reader } = visit;
      const wanted = { address: request.originalUrl, words, look };
      const { answer, page } = await kept.get(wanted, () => handle({ ...parts, words, look }, request));
      if (!page) return send(request as Request, response, answer, visit);
      if (look.hidesImages) forbidForeignPictures(response);
      if (reader) await before?.({ ...parts, ...visit }, request).catch(unlessAway);
      const own = reader ? await kept.forReader(page, reader) : page.plain;
      await sendRepresentation(request, response, own);
    },
  };
}

/** Where the database is out of reach nobody is known, and pages that are kept are shown all the same. */
const strangerIfAway =
  (request: Request) =>
  (error: unknown): Visit => {
    if (isOutOfReach(error)) return strangersVisit(request);
    throw error;
  };

/** What cannot be noted while the database takes no writes keeps nobody from reading. */
function unlessAway(error: unknown): void {
  if (!isOutOfReach(error)) throw error;
}

/** `?marked=`: what this reader's last change was, for the page that it led to; nothing once it was undone, or of another's. */
async function undoableBy(
  { store }: Pick<SharedParts, "store">,
  { reader }: Visit,
  request: Pick<Request, "query">,
): Promise<{ undoable: number } | undefined> {
  const marked = reader && parameter(request, "marked");
  if (!reader || marked === undefined || !/^[1-9]\d{0,14}$/.test(marked)) return undefined;
  const change = Number(marked);
  return (await store.canUndo(reader.id, change)) ? { undoable: change } : undefined;
}
