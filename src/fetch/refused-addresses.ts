import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

const range = (cidr: string, what: string) => ({ range: ipaddr.parseCIDR(cidr), what });

/** IANA IPv4 special-purpose registry, what is not globally reachable, and one cloud's own service. */
const refusedV4 = [
  range("0.0.0.0/8", "unspecified"),
  range("10.0.0.0/8", "private"),
  range("100.64.0.0/10", "carrier-internal"),
  range("127.0.0.0/8", "loopback"),
  range("169.254.0.0/16", "link-local"),
  range("172.16.0.0/12", "private"),
  range("192.0.0.0/24", "reserved"),
  range("192.0.2.0/24", "documentation"),
  range("192.31.196.0/24", "reserved"),
  range("192.52.193.0/24", "reserved"),
  range("192.88.99.0/24", "6to4 relay"),
  range("192.168.0.0/16", "private"),
  range("192.175.48.0/24", "reserved"),
  range("198.18.0.0/15", "benchmarking"),
  range("198.51.100.0/24", "documentation"),
  range("203.0.113.0/24", "documentation"),
  range("224.0.0.0/4", "multicast"),
  range("240.0.0.0/4", "reserved"),
  range("168.63.129.16/32", "cloud-internal"), // numbered publicly, answered inside Azure only
];

/** Within 2000::/3, the only block that IANA gives out to the public. */
const refusedV6 = [
  range("2001::/23", "reserved"), // Teredo, ORCHID, benchmarking and the rest of the protocol block
  range("2001:db8::/32", "documentation"),
  range("2002::/16", "6to4"), // leads to whatever IPv4 address stands in it
  range("2620:4f:8000::/48", "reserved"),
  range("3fff::/20", "documentation"),
];
const publicV6 = ipaddr.parseCIDR("2000::/3");
/** The well-known prefix. One of a network's own (RFC 6052) is public by its number: this machine's routing decides. */
const nat64 = ipaddr.parseCIDR("64:ff9b::/96");
const namedV6: Readonly<Record<string, string>> = {
  unspecified: "unspecified",
  loopback: "loopback",
  linkLocal: "link-local",
  uniqueLocal: "private",
  multicast: "multicast",
};

const within = (address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Range): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

/**
 * Why an IP address may not be reached ("loopback", "private" …), or undefined where it may: it is public, or one of the
 * CIDR ranges in `allow` holds it. IPv4 inside IPv6 (mapped, and NAT64, by which IPv6-only networks reach the IPv4
 * internet) is judged as the IPv4 address it stands for.
 */
export function refusalOf(address: string, allow: readonly string[]): string | undefined {
  const bare = address.split("%")[0] ?? "";
  if (isIP(bare) === 0) return "not an IP address";
  const parsed = unwrap(ipaddr.parse(bare));
  if (rangesOf(allow).some((allowed) => within(parsed, allowed))) return undefined;
  if (parsed.kind() === "ipv4") return refusedV4.find((refused) => within(parsed, refused.range))?.what;
  if (!within(parsed, publicV6)) return namedV6[parsed.range()] ?? "reserved";
  return refusedV6.find((refused) => within(parsed, refused.range))?.what;
}

/** Asked of every connection and every host of the same few lists, which are never changed: read once each. */
const readRanges = new WeakMap<readonly string[], readonly Range[]>();

function rangesOf(allow: readonly string[]): readonly Range[] {
  const known = readRanges.get(allow);
  if (known) return known;
  const ranges = allow.map((cidr) => ipaddr.parseCIDR(cidr));
  readRanges.set(allow, ranges);
  return ranges;
}

function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (within(address, nat64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return address;
}

/** Whether the ranges hold every address of IPv4 and IPv6: nothing is left to be refused. */
export const allowsAll = (allow: readonly string[]): boolean =>
  ["ipv4", "ipv6"].every((kind) =>
    allow.some((cidr) => {
      const [network, bits] = ipaddr.parseCIDR(cidr);
      return bits === 0 && network.kind() === kind;
    }),
  );
