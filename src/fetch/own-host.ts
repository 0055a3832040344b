import { isIP } from "node:net";
import { refusalOf } from "./refused-addresses.ts";

/**
 * Whether a host (`URL.host`: name and port) is the operator's own: its address is a private one, which only `allow`
 * (CIDR ranges) lets us ask. Judged by what the address says, so that no answer of DNS can claim it: literals, and
 * `localhost`, which is always this machine (RFC 6761 6.3). A name that merely resolves to a private address is not.
 */
export function isOwnHost(host: string, allow: readonly string[]): boolean {
  if (allow.length === 0) return false;
  const hostname = URL.parse(`http://${host}`)?.hostname.replace(/^\[|\]$/g, "") ?? "";
  const addresses = isIP(hostname) > 0 ? [hostname] : isLocalhost(hostname) ? ["127.0.0.1", "::1"] : [];
  return addresses.some(
    (address) => refusalOf(address, []) !== undefined && refusalOf(address, allow) === undefined,
  );
}

const isLocalhost = (hostname: string): boolean => /(?:^|\.)localhost\.?$/.test(hostname);
