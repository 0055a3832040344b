import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export const contentCodings = ["br", "gzip"] as const;
/** How a body may be sent besides as it is; the better one first. */
export type ContentCoding = (typeof contentCodings)[number];

/**
 * The coding that a request prefers (RFC 9110 12.5.3): of those with the highest q-value the one that makes the body
 * smallest, or undefined for the body as it is. That also answers a request that refuses everything: a body in a coding
 * nobody asked for serves it better than none.
 */
export function preferredCoding(acceptEncoding: string | undefined): ContentCoding | undefined {
  if (acceptEncoding === undefined) return undefined;
  const accepted = new Map(acceptEncoding.split(",").map(readWeight));
  const weightOf = (coding: string) => accepted.get(coding) ?? accepted.get("*") ?? 0;
  // Unlisted, the plain body is acceptable, but worth less than anything that is listed.
  const plain = accepted.get("identity") ?? 0;
  let best: ContentCoding | undefined;
  for (const coding of contentCodings)
    if (weightOf(coding) > 0 && weightOf(coding) >= plain && weightOf(coding) > (best ? weightOf(best) : 0))
      best = coding;
  return best;
}

/** `gzip;q=0.5` → ["gzip", 0.5]; a weight that is none counts as 1. */
function readWeight(part: string): [coding: string, weight: number] {
  const [coding = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return [
    coding === "x-gzip" ? "gzip" : coding,
    weight !== undefined && /^[01](?:\.\d{0,3})?$/.test(weight) ? Number(weight) : 1,
  ];
}

const gzipAsync = promisify(gzip);
const brotliAsync = promisify(brotliCompress);

/** For whom a body is compressed: for all who ask, or for one alone, whom every millisecond keeps waiting. */
export type Audience = "many" | "one";

/** Compresses off the main thread. The bytes are the same for the same body. */
export function encode(body: Buffer, coding: ContentCoding, audience: Audience = "many"): Promise<Buffer> {
  switch (coding) {
    case "gzip":
      // The step to 6 takes twice the time for 0.6 % of the bytes, and whoever asks first after a change waits for it.
      return gzipAsync(body, { level: audience === "many" ? 5 : 1 });
    case "br":
      return brotliAsync(body, {
        params: {
          // From 5 on a step costs twice the time for 1 or 2 % of the bytes.
          [constants.BROTLI_PARAM_QUALITY]: audience === "many" ? 5 : 1,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      });
  }
}
