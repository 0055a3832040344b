import type { IncomingHttpHeaders } from "node:http";
import type { Validators } from "../model/source.ts";
import { FetchFault } from "./outcome.ts";

/**
 * RFC 3229 with the manipulation "feed", as publishers speak it: of a feed that has changed, only the new entries are
 * sent. Asked for together with what it is to be compared with.
 */
export const deltaHeaders = { "a-im": "feed" } as const;

/**
 * Looks at the head of a 226. Answers the codings that its body was given besides, first put on first: IM lists them
 * like any manipulation. Throws a FetchFault where this is no part of the document that was asked about.
 */
export function deltaCodings(headers: IncomingHttpHeaders, asked: Validators): readonly string[] {
  if (asked.etag === undefined && asked.lastModified === undefined)
    throw new FetchFault(
      "protocol",
      "it answered 226 IM Used to a first request: part of a document, where nobody has the rest",
    );
  const manipulations = [headers["im"] ?? []]
    .flat()
    .flatMap((value) => value.split(","))
    .map((value) => (value.split(";")[0] ?? "").trim().toLowerCase())
    .filter((name) => name !== "");
  if (!manipulations.includes("feed"))
    throw new FetchFault(
      "protocol",
      manipulations.length === 0
        ? "it answered 226 IM Used without an IM header that says which part of the document this is"
        : `it answered 226 IM Used with IM: ${manipulations.join(", ").slice(0, 60)}, where only "feed" was asked for`,
    );
  return manipulations.filter((name) => name !== "feed");
}

/**
 * The validators to keep after a 226: its own, which are those of the whole document. Where it has none, the part is still
 * what follows on the document that was named in the request.
 */
export const afterDelta = (own: Validators, asked: Validators): Validators =>
  own.etag === undefined && own.lastModified === undefined ? asked : own;
