import express, { type Request, type RequestHandler, type Response } from "express";
import type { Corrected } from "../model/correction.ts";
import type { Problem } from "./answer.ts";
import type { SharedParts } from "./frame.ts";
import { storyPath } from "./links.ts";
import { sendProblem } from "./problem.ts";

/** What `POST /stories/:id/apart`, `/join` and `/undo` answer to programs. */
export type CorrectionAnswer = Readonly<{
  outcome: "done" | "refused";
  text: string;
  /** The story as it is called now, and the other one where there are two. */
  storyId?: number;
  otherId?: number;
  /** To be undone by. */
  correction?: number;
}>;

type Fields = Readonly<Record<string, unknown>>;
/** What is wished for, of a story; a text says which field is wanted. */
type Wish = (parts: SharedParts, storyId: number, fields: Fields) => Promise<Corrected> | string;

/** An entry (`entry`) is not this story; with `copies`, nor is any that carries its text. */
export const setApart: Wish = ({ corrections }, storyId, { entry, copies }) => {
  const entryId = numberOf(entry);
  if (entryId === undefined) return "“entry” has to be the number of one of the story’s entries.";
  const withCopies = copies !== undefined && copies !== false && copies !== "";
  return corrections.setApart({ storyId, entryId, withCopies });
};

/** Another story (`story`: its number or address) is this one. */
export const join: Wish = ({ corrections }, storyId, { story }) => {
  const otherId = storyNumber(story);
  if (otherId === undefined)
    return "“story” has to be another story’s address, as the browser shows it, or its number.";
  return corrections.putTogether({ storyId, otherId });
};

/** A correction (`correction`: its number) does not hold any more. */
export const undo: Wish = ({ corrections }, storyId, { correction }) => {
  const correctionId = numberOf(correction);
  if (correctionId === undefined) return "“correction” has to be the number of a correction.";
  return corrections.undo({ storyId, correctionId });
};

type Id = { id: string };
type Handler = RequestHandler<Id>;

/** Browsers are led back to the story, where it says what was done; programs are told. */
export function correctStory(parts: SharedParts, wish: Wish): (Handler | express.ErrorRequestHandler<Id>)[] {
  const carryOut: Handler = async (request, response) => {
    const storyId = numberOf(request.params.id);
    const fields: unknown = request.body;
    const wished = wish(parts, storyId ?? 0, isFields(fields) ? fields : {});
    if (typeof wished === "string") return answer(parts, request, response, { status: 400, text: wished });
    await answer(parts, request, response, await wished);
  };
  const unread: express.ErrorRequestHandler<Id> = async (_error, request, response, _next) => {
    const text = "What was sent is neither a small form nor a small JSON object.";
    await answer(parts, request, response, { status: 400, text });
  };
  return [readForm, readJson, carryOut, unread];
}

const readForm = express.urlencoded({ extended: false, limit: "4kb" }) as Handler;
const readJson = express.json({ limit: "4kb" }) as Handler;

const isFields = (body: unknown): body is Fields => typeof body === "object" && body !== null;

const refusals = { unknown: 404, impossible: 409, busy: 503 } as const;

type Refused = Readonly<{ status: 400 | 404 | 409 | 503; text: string }>;

async function answer(
  parts: SharedParts,
  request: Request<Id>,
  response: Response,
  came: Corrected | Refused,
): Promise<void> {
  response.set("Cache-Control", "no-store").vary("Accept");
  // Whoever takes anything is no browser: those ask for HTML by name.
  const isBrowser = request.accepts(["application/json", "text/html"]) === "text/html";
  if ("kind" in came && came.kind === "done") {
    if (isBrowser) return response.redirect(303, `${storyPath(came.storyId)}#by-hand`);
    const { text, storyId, otherId, correctionId: correction } = came;
    const done: CorrectionAnswer = {
      outcome: "done",
      text,
      storyId,
      ...(otherId !== undefined && { otherId }),
      correction,
    };
    response.json(done);
    return;
  }
  const status = "kind" in came ? refusals[came.why] : came.status;
  if (status === 503) response.set("Retry-After", "60");
  if (isBrowser) return sendProblem(parts, request, response, refusal(status, came.text, request.params.id));
  response.status(status).json({ outcome: "refused", text: came.text } satisfies CorrectionAnswer);
}

const refusal = (status: Refused["status"], text: string, id: string): Problem => ({
  kind: "problem",
  status,
  heading: "Nothing was changed",
  text,
  ...(numberOf(id) !== undefined && { link: { href: storyPath(Number(id)), label: "Back to the story" } }),
});

function numberOf(written: unknown): number | undefined {
  const text = typeof written === "number" ? String(written) : written;
  return typeof text === "string" && /^[1-9]\d{0,14}$/.test(text.trim()) ? Number(text) : undefined;
}

/** "12", "/stories/12", "https://news.example/stories/12?like=storm#by-hand". */
function storyNumber(written: unknown): number | undefined {
  if (typeof written !== "string") return numberOf(written);
  return numberOf(/\/stories\/(\d{1,15})(?:[/?#]|$)/.exec(written.trim())?.[1] ?? written);
}
