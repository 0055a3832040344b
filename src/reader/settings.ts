import type { Request } from "express";
import { forgottenReader } from "../web/reader-cookie.ts";
import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { parameter } from "./list.ts";
import { choicesOf, lookFields, withChosen } from "./look.ts";
import { backIn, cookieOf, tooManyNew } from "./marks.ts";
import { knownReader } from "./new-readers.ts";
import { type CarryOut, badField } from "./posted.ts";

export type SettingsPage = Readonly<{
  /** What was done just now. */
  done?: string;
  groups: readonly ChoiceGroup[];
  /** Whether there is anything to forget. */
  isKnown: boolean;
}>;

/** A question with its answers, one of which is chosen. */
export type ChoiceGroup = Readonly<{
  name: string;
  legend: string;
  hint?: string;
  choices: readonly Readonly<{ value: string; label: string; lang?: string; isChosen: boolean }>[];
}>;

/** `/settings`: how the pages look to this browser, and what is kept of it. */
export async function settings(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { words, look, reader } = parts;
  const done = parameter(request, "done");
  return {
    kind: "page",
    status: 200,
    view: "settings",
    frame: await frameOf(parts, { title: words.settings.title, path: "/settings" }),
    page: {
      ...(done === "saved" && { done: words.settings.saved }),
      ...(done === "forgotten" && !reader && { done: words.settings.forgotten }),
      groups: lookFields.map((name) => choicesOf(name, look, words)),
      isKnown: reader !== undefined,
    } satisfies SettingsPage,
  };
}

/** `POST /settings`: what is sent is chosen, all else stays as it was. */
export const saveSettings: CarryOut = async (parts, fields) => {
  const { words, store, look } = parts;
  const back = backIn(fields, "/settings?done=saved");
  if (back === undefined) return badField(words.marks, words.marks.badBack);
  const chosen = withChosen(look, fields);
  if (chosen.kind === "bad")
    return badField(words.marks, words.settings.badChoice(chosen.name, chosen.values));
  const readerId = await knownReader(parts);
  if (readerId === undefined) return tooManyNew(words);
  await store.saveLook(readerId, chosen.look);
  const setCookie = await cookieOf(parts, readerId);
  return { kind: "done", to: back, told: { look: chosen.look }, setCookie };
};

/** `POST /settings/forget`: the reader is dropped with all marks, and its cookie with it. */
export const forgetReader: CarryOut = async ({ store, reader, site }) => {
  if (reader) await store.dropReader(reader.id);
  const setCookie = forgottenReader({ siteUrl: site().url });
  return { kind: "done", to: "/settings?done=forgotten", told: { forgotten: true }, setCookie };
};
