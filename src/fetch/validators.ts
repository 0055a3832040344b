import type { IncomingHttpHeaders } from "node:http";
import type { Validators } from "../model/source.ts";
import { deltaHeaders } from "./delta.ts";

/** Longer ones would crowd the request's headers; servers refuse those at 8 to 16 kB. */
const longestValidator = 4096;

/**
 * The validators of an answer, byte for byte (headers are read as Latin-1 and written so again): quotes, `W/` and
 * dates in odd forms are the server's business. What could not be sent back as it came is dropped.
 */
export function readValidators(headers: IncomingHttpHeaders): Validators {
  const etag = sendable(headers.etag);
  const lastModified = sendable(headers["last-modified"]);
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}

function sendable(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "" || value.length > longestValidator) return undefined; // twice: an array
  // RFC 9110 5.5: field values are visible characters, space, tab and obs-text.
  return /^[\t\x20-\x7e\x80-\xff]+$/.test(value) ? value : undefined;
}

/**
 * Headers that make a GET conditional (RFC 9110 13.1): both, where both are known. With an ETag the server may also send
 * the new entries alone (RFC 3229 10.5.3).
 */
export function conditionalHeaders({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag !== undefined && { "if-none-match": etag, ...deltaHeaders }),
    ...(lastModified !== undefined && { "if-modified-since": lastModified }),
  };
}
