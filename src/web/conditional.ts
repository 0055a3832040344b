import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Audience, type ContentCoding, encode, preferredCoding } from "./content-coding.ts";

/** A body that may be sent many times: its bytes, what they are known by, and its compressed forms, made once when first asked for. */
export type Representation = Readonly<{
  body: Buffer;
  /** Hash of the body: equal bodies have equal tags, also after a restart. */
  tag: string;
  lastModified?: Date;
  /** Sent with every answer; what a 304 leaves out stands in `contentType`. */
  headers: Readonly<Record<string, string>>;
  contentType: string;
  /** The body in this coding; compressed once, whoever else is asking. */
  encoded(coding: ContentCoding): Promise<Buffer>;
}>;

/** Below this many bytes headers outweigh what compressing saves. */
const worthCompressing = 860;

export function createRepresentation({
  body,
  contentType,
  lastModified,
  headers = {},
  audience,
}: Readonly<{
  body: string;
  contentType: string;
  lastModified?: Date;
  headers?: Readonly<Record<string, string>>;
  audience?: Audience;
}>): Representation {
  const bytes = Buffer.from(body);
  const made = new Map<ContentCoding, Promise<Buffer>>();
  return {
    body: bytes,
    tag: createHash("sha256").update(bytes).digest("base64url").slice(0, 27),
    ...(lastModified && { lastModified }),
    headers,
    contentType,
    encoded: (coding) => {
      const known = made.get(coding) ?? encode(bytes, coding, audience);
      made.set(coding, known);
      return known;
    },
  };
}

/**
 * Answers GET or HEAD: 304 where the client's copy is good, else 200 with the body in the coding it prefers. The ETag
 * is strong, one for each coding, since their bytes differ (RFC 9110 8.8.3.3). `common` goes with the answer besides
 * what is set on it already.
 */
export async function sendRepresentation(
  request: IncomingMessage,
  response: ServerResponse,
  representation: Representation,
  common: HeadLines = [],
): Promise<void> {
  const isSmall = representation.body.length < worthCompressing;
  const coding = isSmall ? undefined : preferredCoding(request.headers["accept-encoding"]);
  const head = headOf(representation, coding);
  if (isFresh(request, { etag: head.etag, ...lastModifiedOf(representation) })) {
    response.writeHead(304, [...head.lines, ...common]).end();
    return;
  }
  const bytes = coding === undefined ? representation.body : await representation.encoded(coding);
  response.writeHead(200, [...head.lines, ...head.ofBody, "Content-Length", String(bytes.length), ...common]);
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** Names and values of headers in turn, as they go over the wire: Node writes those without looking at each again. */
export type HeadLines = readonly string[];

type Head = Readonly<{ etag: string; lines: HeadLines; ofBody: HeadLines }>;

/** Written once for each representation and coding: of a kept feed thousands are sent. */
const heads = new WeakMap<Representation, Map<ContentCoding | undefined, Head>>();

function headOf(representation: Representation, coding: ContentCoding | undefined): Head {
  const known = heads.get(representation) ?? new Map<ContentCoding | undefined, Head>();
  heads.set(representation, known);
  const head = known.get(coding) ?? writeHead(representation, coding);
  known.set(coding, head);
  return head;
}

function writeHead(representation: Representation, coding: ContentCoding | undefined): Head {
  const { tag, lastModified, headers, contentType } = representation;
  const etag = coding === undefined ? `"${tag}"` : `"${tag}-${coding}"`;
  const dated = lastModified ? ["Last-Modified", lastModified.toUTCString()] : [];
  return {
    etag,
    lines: ["ETag", etag, "Vary", "Accept-Encoding", ...dated, ...Object.entries(headers).flat()],
    ofBody: ["Content-Type", contentType, ...(coding === undefined ? [] : ["Content-Encoding", coding])],
  };
}

const lastModifiedOf = ({ lastModified }: Representation) => lastModified && { lastModified };

/**
 * Whether the copy that the client has is the one it would get (RFC 9110 13.2.2): by If-None-Match, compared weakly,
 * or, only where that is absent, by If-Modified-Since, to the second. A date that is none is ignored (13.1.3).
 */
export function isFresh(
  request: Pick<IncomingMessage, "headers">,
  current: Readonly<{ etag: string; lastModified?: Date }>,
): boolean {
  const noneMatch = request.headers["if-none-match"];
  if (noneMatch !== undefined) {
    if (noneMatch === current.etag) return true; // as nearly all send it
    if (noneMatch.trim() === "*") return true;
    const opaque = current.etag.replace(/^W\//, "");
    return Array.from(noneMatch.matchAll(/"[^"]*"/g), ([tag]) => tag).includes(opaque);
  }
  const since = request.headers["if-modified-since"];
  if (since === undefined || !current.lastModified) return false;
  return Math.floor(current.lastModified.getTime() / 1000) * 1000 <= httpDateMs(since);
}

/** A date in one of HTTP's three forms (RFC 9110 5.6.7), NaN for all else that `Date.parse` takes for one. */
function httpDateMs(text: string): number {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return Number.NaN;
  // asctime names no zone; without one the machine's own would count.
  return Date.parse(text.endsWith(" GMT") ? text : `${text} GMT`);
}
