import type { IncomingHttpHeaders } from "node:http";
import type { Freshness } from "./outcome.ts";

/** RFC 9111 1.2.2: larger values are read as this. */
const longestSeconds = 2 ** 31;

/**
 * How long an answer stays good, from now (RFC 9111 4.2.1): `max-age`, else `Expires` less `Date`, each less `Age`.
 * Undefined where the server says nothing, or nothing that can be read, or that it is stale already.
 */
export function freshnessOf(headers: IncomingHttpHeaders, now: Date): Freshness | undefined {
  const directives = cacheDirectives(headers["cache-control"]);
  // RFC 3229 10.8.2: "im" takes "no-store" back for who understands 226.
  const mayBeKept = directives.has("im") || !directives.has("no-store");
  if (!mayBeKept || directives.has("no-cache")) return undefined;
  const age = seconds(single(headers.age)) ?? 0;

  const maxAge = directives.get("max-age");
  if (maxAge !== undefined) {
    const lifetime = seconds(maxAge);
    return lifetime === undefined
      ? undefined
      : remaining(lifetime, age, `max-age=${shortened(maxAge.trim())}`);
  }
  const expires = httpDate(single(headers.expires));
  if (!expires) return undefined;
  const sentAt = httpDate(single(headers.date)) ?? now;
  return remaining((expires.getTime() - sentAt.getTime()) / 1000, age, `Expires: ${expires.toUTCString()}`);
}

/** Told to people as it was said, unless somebody wrote a number without end. */
const shortened = (digits: string): string => (digits.length > 15 ? `${digits.slice(0, 15)}…` : digits);

function remaining(lifetime: number, age: number, says: string): Freshness | undefined {
  const ms = (Math.min(lifetime, longestSeconds) - age) * 1000;
  return ms > 0 ? { ms, says: age > 0 ? `${says}, Age: ${age}` : says } : undefined;
}

/** How long to stay away (RFC 9110 10.2.3), in ms from now; undefined where the header is absent, garbage or in the past. */
export function retryAfterMs(headers: IncomingHttpHeaders, now: Date): number | undefined {
  const value = single(headers["retry-after"]);
  const delay = seconds(value);
  if (delay !== undefined) return delay > 0 ? delay * 1000 : undefined;
  const until = httpDate(value);
  if (!until) return undefined;
  // By the server's own clock, where it tells: ours may be wrong.
  const ms = until.getTime() - (httpDate(single(headers.date)) ?? now).getTime();
  return ms > 0 ? ms : undefined;
}

/** A date in one of the three forms of RFC 9110 5.6.7, or near them. Much else that `Date.parse` takes for a date is none. */
export function httpDate(value: string | undefined): Date | undefined {
  if (value === undefined || !/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s/i.test(value)) return undefined;
  const hasZone = /(?:gmt|utc|ut|z|[+-]\d{4})\s*$/i.test(value);
  const ms = Date.parse(hasZone ? value : `${value} GMT`); // asctime names no zone; it is GMT all the same
  return Number.isNaN(ms) ? undefined : new Date(ms);
}

/** Delta seconds: digits alone. */
function seconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d+\s*$/.test(value)
    ? Math.min(Number(value), longestSeconds)
    : undefined;
}

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === "string" || value === undefined ? value : value[0];

/** The first of each directive counts (RFC 9111 4.2.1). */
function cacheDirectives(header: unknown): ReadonlyMap<string, string> {
  const text = Array.isArray(header) ? header.join(",") : typeof header === "string" ? header : "";
  const directives = new Map<string, string>();
  for (const [, name = "", quoted, plain] of text.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;]*)))?/g))
    if (!directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), quoted ?? plain ?? "");
  return directives;
}
