import type { Validators } from "../model/source.ts";
import type { PushLinks } from "./link-header.ts";

/** How long the server says its answer stays good, from now, and in which words: `max-age=3600`. */
export type Freshness = Readonly<{ ms: number; says: string }>;

export const fetchFaultKinds = [
  "address", // no web address, or one that may not be reached
  "offline", // this machine's own network or name server: nothing is known of the host
  "dns",
  "connection",
  "tls",
  "timeout",
  "too-large",
  "redirect",
  "protocol", // what came is not HTTP
  "coding",
] as const;
export type FetchFaultKind = (typeof fetchFaultKinds)[number];

type Answered = Readonly<{
  status: number;
  /** Where the answer came from, after redirects, without credentials and fragment. */
  finalUrl: string;
}>;

type Good = Answered &
  Readonly<{
    /** To be sent back with the next request: what this answer gave, for 304 over what was sent. */
    validators: Validators;
    freshness?: Freshness;
    /** `finalUrl` where every hop to it was 301 or 308 and none left https for http. */
    permanentRedirect?: string;
    /** Hubs that its Link headers name. */
    push?: PushLinks;
  }>;

/** What became of one conditional GET. `message` is one sentence: what was tried, what was found. */
export type FetchOutcome = Readonly<
  | (Good & {
      kind: "body";
      /** Only the entries that came since the validators that were sent (226, RFC 3229). */
      isDelta?: true;
      bytes: Uint8Array;
      contentType?: string;
      /** How many bytes came over the wire, before their coding was undone. */
      received: number;
    })
  | (Good & { kind: "not-modified" })
  | (Answered & { kind: "gone"; message: string })
  | (Answered & {
      kind: "http-error";
      message: string;
      /** From Retry-After, where it can be read; from now, in ms. */
      retryAfterMs?: number;
    })
  | {
      kind: "failed";
      fault: FetchFaultKind;
      message: string;
      /** The host (URL.host) where it failed, if a redirect had led to another than the one that was to be asked. */
      elsewhere?: string;
    }
  /** The caller's signal ended it: nothing is known of the feed. */
  | { kind: "aborted" }
>;

/** A request that came to no usable answer. The message ends the sentence "Cannot fetch URL: …". */
export class FetchFault extends Error {
  readonly kind: FetchFaultKind;

  constructor(kind: FetchFaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FetchFault";
    this.kind = kind;
  }
}
