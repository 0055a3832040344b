import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import type { Proxy, ProxySettings } from "../model/proxies.ts";

/**
 * The proxy by which an address is asked; undefined where it is asked straight: no proxy is named for its scheme, NO_PROXY
 * has it, or it is an address of this machine, which a proxy would take for one of its own (as Go's net/http does).
 */
export function proxyFor(url: URL, { http, https, except }: ProxySettings): Proxy | undefined {
  const proxy = url.protocol === "https:" ? https : http;
  if (!proxy) return undefined;
  const hostname = bareName(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (isThisMachine(hostname) || except.some((entry) => matches(entry, hostname, port))) return undefined;
  return proxy;
}

/**
 * `*`, or a domain with everything below it (`example.org`, `.example.org`), `*.example.org` for what is below only, an IP
 * address, or a range of them (`10.0.0.0/8`, for addresses and not for names that lead there); each but a range with `:PORT`
 * where only that port is meant. So curl, Go and undici read it, each a part.
 */
function matches(entry: string, hostname: string, port: string): boolean {
  if (entry.includes("/")) return isInRange(hostname, entry);
  const [, bracketed, plain, ownPort] = /^(?:\[([^\]]*)\]|([^:]*|.*:.*:.*?))(?::(\d+))?$/.exec(entry) ?? [];
  if (ownPort !== undefined && ownPort !== port) return false;
  const name = (bracketed ?? plain ?? "").toLowerCase().replace(/(?<=.)\.$/, "");
  if (name === "*") return true;
  if (isIP(name)) return sameAddress(name, hostname);
  const domain = name.replace(/^\*?\./, "");
  return domain !== "" && (hostname.endsWith(`.${domain}`) || (hostname === domain && !name.startsWith("*")));
}

/** As in a URL, without brackets and the root's dot. */
const bareName = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/(?<=.)\.$/, "");

const isThisMachine = (hostname: string): boolean =>
  /(?:^|\.)localhost$/.test(hostname) ||
  (isIP(hostname) !== 0 && ipaddr.process(hostname).range() === "loopback");

const sameAddress = (one: string, other: string): boolean =>
  isIP(other) !== 0 && ipaddr.process(one).toString() === ipaddr.process(other).toString();

function isInRange(hostname: string, cidr: string): boolean {
  if (isIP(hostname) === 0 || !ipaddr.isValidCIDR(cidr)) return false;
  const [network, bits] = ipaddr.parseCIDR(cidr);
  const address = ipaddr.process(hostname);
  return address.kind() === network.kind() && address.match(network, bits);
}
