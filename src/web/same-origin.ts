import type { IncomingMessage } from "node:http";

/**
 * Whether another site's page sent this request in its visitor's name. Browsers say so in Sec-Fetch-Site; where that is
 * absent (plain http in a network at home, old browsers) the Origin must be the host that was asked, or `publicUrl`, for
 * a proxy in front may have changed the Host. Programs send neither, and act in nobody else's name.
 */
export function isFromElsewhere(request: Pick<IncomingMessage, "headers">, publicUrl?: string): boolean {
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (origin === undefined) return false;
  const from = URL.parse(origin); // "null" is none
  if (!from) return true;
  return from.host !== host?.toLowerCase() && from.origin !== (publicUrl && URL.parse(publicUrl)?.origin);
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** A request that may change something (RFC 9110 9.2.1). */
export const isUnsafe = ({ method = "" }: Pick<IncomingMessage, "method">): boolean =>
  !safeMethods.has(method);
