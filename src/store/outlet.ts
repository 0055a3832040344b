import { getDomain } from "tldts";
import type { Origin } from "../model/entry.ts";

export type OutletEvidence = Readonly<{
  feedId: number;
  feedUrl: string;
  sourceName?: string | undefined;
  feedTitle?: string | undefined;
  siteUrl?: string | undefined;
  entryUrl?: string | undefined;
  origin?: Origin | undefined;
}>;

/** Who published an entry, for people: the origin's title, the source's name, the feed's title, its host. */
export function outletName(evidence: OutletEvidence): string {
  return (
    evidence.origin?.title ??
    evidence.sourceName ??
    evidence.feedTitle ??
    hostOf(evidence.feedUrl) ??
    evidence.feedUrl
  );
}

/**
 * What makes two outlets one: the registrable domain (Public Suffix List) of the origin, the site or the permalink, so
 * that one publisher's sections and regional feeds count once; where there is none (an IP address, a name of the local
 * network), the feed itself.
 */
export function outletKey(evidence: OutletEvidence): string {
  const candidates = evidence.origin?.url
    ? [evidence.origin.url]
    : [evidence.siteUrl, evidence.entryUrl, evidence.feedUrl];
  for (const url of candidates) {
    const domain = url && getDomain(url, { allowPrivateDomains: true });
    if (domain) return domain;
  }
  return evidence.origin?.title ? `origin ${evidence.origin.title}` : `feed ${evidence.feedId}`;
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
