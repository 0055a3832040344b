import { faultsOfAtom } from "./atom-rules.ts";
import { faultsOfJsonFeed } from "./json-feed-rules.ts";
import { faultsOfRss } from "./rss-rules.ts";

/** What is wrong with a feed by the specification of its format; nothing where all is well. A document that is not even XML is one fault. */
export function faultsOfFeed(format: "rss" | "atom" | "json", document: string): string[] {
  try {
    switch (format) {
      case "rss":
        return faultsOfRss(document);
      case "atom":
        return faultsOfAtom(document);
      case "json":
        return faultsOfJsonFeed(document);
    }
  } catch (error) {
    return [String(error)];
  }
}
