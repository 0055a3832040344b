import { isIP } from "node:net";
import { refusalOf } from "../fetch/refused-addresses.ts";
import type { Settings } from "../model/settings.ts";

export const callbackPath = "/push/";

/** Names that mean something in one network only (RFC 6761, 6762, 8375, and what is used so). */
const localName = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|test|invalid|home\.arpa)$/;

/**
 * What the addresses begin with that hubs call; undefined where they are not to be asked (`polling.push`), or could not
 * reach us: without a `siteUrl`, or with a private one that `network.allow` does not open.
 */
export function pushBase({
  site,
  polling,
  fetch: { allow },
}: Pick<Settings, "site" | "polling" | "fetch">): string | undefined {
  const url = site.url === undefined ? null : URL.parse(site.url);
  if (!url || !polling.push) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const isReachable =
    isIP(host) > 0 ? refusalOf(host, allow) === undefined : host.includes(".") && !localName.test(host);
  return isReachable ? `${url.href.replace(/\/+$/, "")}${callbackPath}` : undefined;
}
