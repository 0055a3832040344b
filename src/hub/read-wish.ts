import { isIP } from "node:net";
import { getDomain } from "tldts";
import { refusalOf } from "../fetch/refused-addresses.ts";
import type { HubWish } from "../store/store.ts";
import { lease, maxAddressLength, secretBelowBytes } from "./limits.ts";

/** What a form asks of the hub, or what is wrong with it, in one sentence. */
export type WishReading = Readonly<{ kind: "wish"; wish: HubWish } | { kind: "bad"; problem: string }>;

class BadWish extends Error {}

/**
 * Reads the form of a request (WebSub 5.1). Parameters that it does not know are left aside, as the specification wants;
 * `allow` names the private addresses that a callback may have.
 */
export function readWish(form: string, allow: readonly string[]): WishReading {
  const fields = new URLSearchParams(form);
  try {
    const mode = readMode(single(fields, "hub.mode"));
    const callback = readAddress(single(fields, "hub.callback"), "hub.callback");
    const topic = readAddress(single(fields, "hub.topic"), "hub.topic");
    const secret = readSecret(single(fields, "hub.secret"));
    const wish = {
      mode,
      topic: topic.given,
      callback: callback.url.href,
      domain: domainOf(callback.url, allow),
      leaseMs: readLease(single(fields, "hub.lease_seconds")),
      ...(secret !== undefined && { secret }),
    };
    return { kind: "wish", wish };
  } catch (error) {
    if (error instanceof BadWish) return { kind: "bad", problem: error.message };
    throw error;
  }
}

function single(fields: URLSearchParams, name: string): string | undefined {
  const values = fields.getAll(name);
  if (values.length > 1) throw new BadWish(`${name} is given more than once.`);
  return values[0];
}

function readMode(mode: string | undefined): HubWish["mode"] {
  if (mode === "subscribe" || mode === "unsubscribe") return mode;
  if (mode === "publish")
    throw new BadWish("This hub tells of its own feeds only, and by itself: nothing needs to be published.");
  const found = mode === undefined ? "is missing" : `is "${mode.slice(0, 40).toWellFormed()}"`;
  throw new BadWish(`hub.mode ${found}; it must be subscribe or unsubscribe.`);
}

function readAddress(given: string | undefined, name: string): { given: string; url: URL } {
  if (given === undefined || given === "") throw new BadWish(`${name} is missing.`);
  if (given.length > maxAddressLength)
    throw new BadWish(`${name} has ${given.length} characters; it may have at most ${maxAddressLength}.`);
  const url = URL.parse(given);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new BadWish(`${name} must be an address that begins with https:// or http://.`);
  if (url.username !== "" || url.password !== "" || url.hash !== "")
    throw new BadWish(`${name} must have no user name, password or fragment.`);
  return { given, url };
}

function readSecret(secret: string | undefined): string | undefined {
  if (secret === undefined || secret === "") return undefined;
  const bytes = Buffer.byteLength(secret);
  if (bytes >= secretBelowBytes)
    throw new BadWish(`hub.secret has ${bytes} bytes; it must have less than ${secretBelowBytes}.`);
  return secret;
}

function readLease(seconds: string | undefined): number {
  if (seconds === undefined || seconds === "") return lease.usualMs;
  if (!/^\d{1,15}$/.test(seconds) || Number(seconds) === 0)
    throw new BadWish(
      "hub.lease_seconds must be a positive whole number of seconds, or absent for ten days.",
    );
  return Math.min(lease.mostMs, Math.max(lease.leastMs, Number(seconds) * 1000));
}

/** Whose server it is: what all names under one registrable domain are counted as. */
function domainOf({ hostname }: URL, allow: readonly string[]): string {
  const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(bare) === 0) return getDomain(bare, { allowPrivateDomains: true }) ?? bare;
  const what = refusalOf(bare, allow);
  if (what !== undefined)
    throw new BadWish(`hub.callback is at ${bare}, a ${what} address, which this hub does not reach.`);
  return bare;
}
