import { writeDuration } from "../base/duration.ts";
import type { Attributes } from "./tags.ts";
import { oneLine } from "./text.ts";

// What FreshRSS writes into its lists: https://freshrss.github.io/FreshRSS/en/developers/OPML.html

/** Its settings with a match here, or that change nothing: which entries are the same is told by rules of our own. */
const understood: ReadonlySet<string> = new Set([
  "frss:ttl",
  "frss:unicitycriteria",
  "frss:unicitycriteriaforced",
]);

/** Settings of FreshRSS that a feed loses here; a priority that is not the usual one by its value. */
export const foreignSettings = (attributes: Attributes): string[] =>
  Object.keys(attributes).flatMap((name) => {
    if (!name.startsWith("frss:") || understood.has(name)) return [];
    if (name !== "frss:priority") return [name];
    const priority = oneLine(attributes[name] ?? "").slice(0, 20);
    return /^(?:main|10|)$/.test(priority) ? [] : [`${name}="${priority}"`];
  });

/** `frss:ttl`, in seconds: how often a feed is asked. Below 0 FreshRSS does not ask it at all. */
export function freshRssInterval(attributes: Attributes): Readonly<{ every?: string; note?: string }> {
  const seconds = Number(attributes["frss:ttl"] ?? "0");
  if (!Number.isSafeInteger(seconds) || seconds === 0) return {};
  return seconds < 0
    ? { note: "it is muted in the list; here it will be polled" }
    : { every: writeDuration(seconds * 1000) };
}

/** The address without the mark that FreshRSS was told to take it for a feed. */
export const withoutForce = (address: string): string => address.replace(/#force_feed\s*$/, "");
