import type { Request } from "express";
import type { Clock } from "../base/clock.ts";
import type { Look, Reader } from "../model/reader.ts";
import type { Store } from "../store/store.ts";
import { readerIdIn } from "../web/reader-cookie.ts";
import { type Words, wordsFor, wordsIn } from "./words/words.ts";

/** Who asks for a page, and how it is wanted. */
export type Visit = Readonly<{
  words: Words;
  look: Look;
  /** Absent where this browser has marked and chosen nothing yet. */
  reader?: Reader;
  /** A change of marks that this reader has just made of a list, and may take back. */
  undoable?: number;
}>;

type VisitParts = Readonly<{ store: Pick<Store, "secret" | "reader">; clock: Clock }>;
export type VisitRequest = Pick<Request, "acceptsLanguages" | "headers">;

/**
 * Reads who asks from the cookie: the store is asked nothing without one, and one question with one. A cookie that is
 * forged, or whose reader was dropped, is as none.
 */
export async function visitOf({ store, clock }: VisitParts, request: VisitRequest): Promise<Visit> {
  const id = await readerIdIn(store, request);
  const reader = id === undefined ? undefined : await store.reader(id, clock.now());
  const look = reader?.look ?? {};
  return { words: wordsIn(look.language) ?? askedFor(request), look, ...(reader && { reader }) };
}

/** The same where the store is at fault: nobody is known. */
export const strangersVisit = (request: VisitRequest): Visit => ({ words: askedFor(request), look: {} });

const askedFor = (request: VisitRequest): Words => wordsFor((tags) => request.acceptsLanguages(tags));
