import type { Request } from "express";
import type { Look, Reader } from "../model/reader.ts";
import { type Words, wordsFor, wordsIn } from "./words/words.ts";

/** Who asks for a page, and how it is wanted. */
export type Visit = Readonly<{
  words: Words;
  look: Look;
  /** Absent where this browser has marked and chosen nothing yet. */
  reader?: Reader;
}>;

export async function visitOf(request: Pick<Request, "acceptsLanguages">): Promise<Visit> {
  const look: Look = {};
  return { words: wordsIn(look.language) ?? wordsFor((tags) => request.acceptsLanguages(tags)), look };
}
