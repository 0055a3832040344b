import express, { type Request, type RequestHandler, type Response } from "express";
import type { Corrected } from "../model/correction.ts";
import type { ProblemIn } from "./answer.ts";
import type { SharedParts } from "./frame.ts";
import { storyPath } from "./links.ts";
import { sendProblem } from "./problem.ts";
import { type Words, wordsFor } from "./words/words.ts";

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
/** What the fields of a wish may lack. */
type Fault = keyof Words["corrections"]["faults"];
/** What is wished for, of a story. */
type Wish = (parts: SharedParts, storyId: number, fields: Fields) => Promise<Corrected> | Fault;

/** An entry (`entry`) is not this story; with `copies`, nor is any that carries its text. */
export const setApart: Wish = ({ corrections }, storyId, { entry, copies }) => {
  const entryId = numberOf(entry);
  if (entryId === undefined) return "entry";
  const withCopies = copies !== undefined && copies !== false && copies !== "";
  return corrections.setApart({ storyId, entryId, withCopies });
};

/** Another story (`story`: its number or address) is this one. */
export const join: Wish = ({ corrections }, storyId, { story }) => {
  const otherId = storyNumber(story);
  if (otherId === undefined) return "story";
  return corrections.putTogether({ storyId, otherId });
};

/** A correction (`correction`: its number) does not hold any more. */
export const undo: Wish = ({ corrections }, storyId, { correction }) => {
  const correctionId = numberOf(correction);
  if (correctionId === undefined) return "correction";
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
    await answer(parts, request, response, typeof wished === "string" ? wished : await wished);
  };
  const unread: express.ErrorRequestHandler<Id> = async (_error, request, response, _next) => {
    await answer(parts, request, response, "unread");
  };
  return [readForm, readJson, carryOut, unread];
}

const readForm = express.urlencoded({ extended: false, limit: "4kb" }) as Handler;
const readJson = express.json({ limit: "4kb" }) as Handler;

const isFields = (body: unknown): body is Fields => typeof body === "object" && body !== null;

const refusals = { unknown: 404, impossible: 409, busy: 503 } as const;

async function answer(
  parts: SharedParts,
  request: Request<Id>,
  response: Response,
  came: Corrected | Fault,
): Promise<void> {
  response.set("Cache-Control", "no-store").vary("Accept");
  // Whoever takes anything is no browser: those ask for HTML by name.
  const isBrowser = request.accepts(["application/json", "text/html"]) === "text/html";
  if (typeof came !== "string" && came.kind === "done") {
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
  const status = typeof came === "string" ? 400 : refusals[came.why];
  if (status === 503) response.set("Retry-After", "60");
  if (isBrowser) return sendProblem(parts, request, response, refusal(status, came, request.params.id));
  const words = wordsFor((tags) => request.acceptsLanguages(tags));
  const text = typeof came === "string" ? words.corrections.faults[came] : came.text;
  response
    .status(status)
    .vary("Accept-Language")
    .json({ outcome: "refused", text } satisfies CorrectionAnswer);
}

const refusal =
  (
    status: 400 | (typeof refusals)[keyof typeof refusals],
    came: Fault | Readonly<{ text: string }>,
    id: string,
  ): ProblemIn =>
  ({ corrections: say }) => ({
    kind: "problem",
    status,
    heading: say.nothingChanged,
    ...(typeof came === "string" ? { text: say.faults[came] } : { text: came.text, textLang: "en" }),
    ...(numberOf(id) !== undefined && { link: { href: storyPath(Number(id)), label: say.backToStory } }),
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
