import { type MarkAct, markActs } from "../store/store.ts";
import { readerCookieFor } from "../web/reader-cookie.ts";
import type { Problem } from "./answer.ts";
import type { ReaderParts } from "./frame.ts";
import { storyPath } from "./links.ts";
import { namedList } from "./named-list.ts";
import { knownReader } from "./new-readers.ts";
import { type CarryOut, type Fields, badField, ownPath, withParameters } from "./posted.ts";
import type { Words } from "./words/words.ts";

/** What `POST /marks` and `/marks/all` answer to programs: `change` undoes it, and is absent where nothing had to be changed. */
export type MarkAnswer = Readonly<{ change?: number; stories: number }>;

/** Most stories that are marked by one request: four pages of a list. */
const mostStories = 200;

/** `POST /marks`: marks the stories that `story` names, as `act` says. */
export const markStories: CarryOut = async (parts, fields) => {
  const { words, store } = parts;
  const bad = (text: string) => badField(words.marks, text);
  const [storyIds, act, back] = [idsIn(fields["story"]), actIn(fields["act"]), backIn(fields, "/")];
  if (storyIds === undefined) return bad(words.marks.badStory);
  if (storyIds.length > mostStories) return bad(words.marks.tooMany(mostStories));
  if (act === undefined) return bad(words.marks.badAct(markActs));
  if (back === undefined) return bad(words.marks.badBack);
  if (!(await areAnyThere(parts, storyIds)))
    return { kind: "problem", status: 404, ...words.marks.noSuchStories(storyIds.length) };
  const readerId = await knownReader(parts);
  if (readerId === undefined) return tooManyNew(words);
  const change = await store.mark({ readerId, storyIds, act, at: parts.clock.now() });
  return {
    kind: "done",
    to: placeOn(back, storyIds, act),
    told: { ...(change && { change: change.id }), stories: change?.stories ?? 0 } satisfies MarkAnswer,
    setCookie: await cookieOf(parts, readerId),
  };
};

/** `POST /marks/all`: marks as read what the list at `list` had at the instant `asOf`. */
export const markAllRead: CarryOut = async (parts, fields) => {
  const { words, store, clock } = parts;
  const bad = (text: string) => badField(words.marks, text);
  const list = ownPath(fields["list"]);
  const restriction = list === undefined ? undefined : namedList(parts, list);
  if (list === undefined || !restriction) return bad(words.marks.badList);
  const asOf = instantIn(fields["asOf"]);
  if (!asOf) return bad(words.marks.badAsOf);
  const back = backIn(fields, list);
  if (back === undefined) return bad(words.marks.badBack);
  const readerId = await knownReader(parts);
  if (readerId === undefined) return tooManyNew(words);
  const change = await store.markAllRead({ readerId, asOf, at: clock.now(), restriction });
  return {
    kind: "done",
    to: withParameters(back, { marked: change && String(change.id) }),
    told: { ...(change && { change: change.id }), stories: change?.stories ?? 0 } satisfies MarkAnswer,
    setCookie: await cookieOf(parts, readerId),
  };
};

/** `POST /marks/undo`: what the change with the number `change` marked is as it was before. */
export const undoMarks: CarryOut = async ({ store, words, reader }, fields) => {
  const bad = (text: string) => badField(words.marks, text);
  const change = numberIn(fields["change"]);
  if (change === undefined) return bad(words.marks.badChange);
  const back = backIn(fields, "/");
  if (back === undefined) return bad(words.marks.badBack);
  const undone = reader !== undefined && (await store.undoMarks(reader.id, change));
  return { kind: "done", to: withParameters(back, { marked: undefined }), told: { undone } };
};

export const tooManyNew = ({ marks }: Words): Problem => ({
  kind: "problem",
  status: 503,
  heading: marks.nothingChanged,
  text: marks.tooManyNew,
});

/** Begins the cookie's time anew with each change, so that nobody who reads is forgotten. */
export const cookieOf = (parts: ReaderParts, readerId: number): Promise<string> =>
  readerCookieFor(parts.store, readerId, { siteUrl: parts.site().url });

/** A browser makes no reader by marking what there is not. */
async function areAnyThere({ store }: ReaderParts, storyIds: readonly number[]): Promise<boolean> {
  if ((await store.storiesByIds(storyIds)).length > 0) return true;
  const [first = 0] = storyIds;
  return storyIds.length === 1 && (await store.story(first)).kind === "merged";
}

/** Where a browser is led: a list at the story's card. A story's own page is not read again by being shown as unread. */
function placeOn(back: string, storyIds: readonly number[], act: MarkAct): string {
  const [first, ...others] = storyIds;
  if (first === undefined || others.length > 0) return back;
  if (back.split("?", 1)[0] !== storyPath(first)) return `${back}#story-${first}`;
  return withParameters(back, { left: act === "unread" ? "unread" : undefined });
}

export const backIn = (fields: Fields, otherwise: string): string | undefined =>
  fields["back"] === undefined || fields["back"] === "" ? otherwise : ownPath(fields["back"]);

/** Numbers of stories, one or several; undefined where any is none. */
function idsIn(written: unknown): readonly number[] | undefined {
  const ids = (Array.isArray(written) ? written : [written]).map(numberIn);
  return ids.every((id) => id !== undefined) && ids.length > 0 ? [...new Set(ids)] : undefined;
}

function numberIn(written: unknown): number | undefined {
  const text = typeof written === "number" ? String(written) : written;
  return typeof text === "string" && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

const actIn = (written: unknown): MarkAct | undefined => markActs.find((act) => act === written);

/** As pages write it: ISO 8601 in UTC. */
export function instantIn(written: unknown): Date | undefined {
  if (typeof written !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/.test(written))
    return undefined;
  const instant = new Date(written);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
