import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { FetchFault } from "./outcome.ts";

/** Resolves a name to every address it has, as `dns.lookup` does with `all`. */
export type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

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
  if (allow.some((cidr) => within(parsed, ipaddr.parseCIDR(cidr)))) return undefined;
  if (parsed.kind() === "ipv4") return refusedV4.find((refused) => within(parsed, refused.range))?.what;
  if (!within(parsed, publicV6)) return namedV6[parsed.range()] ?? "reserved";
  return refusedV6.find((refused) => within(parsed, refused.range))?.what;
}

function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (within(address, nat64)) return new ipaddr.IPv4(address.toByteArray().slice(12));
  return address;
}

export type AddressGuard = Readonly<{
  /** Throws a FetchFault where `hostname` is an IP literal that may not be reached: literals never come to `lookup`. */
  checkLiteral(hostname: string): void;
  /**
   * For what a proxy will connect to, and so resolves itself: rejects with a FetchFault where `hostname` is a literal that
   * may not be reached, where any address that the name has here may not be, or where the name does not resolve here, for it
   * may then lead anywhere. That last holds back everything on a machine whose proxy alone knows the outer names: there
   * `network.allow` must name all addresses (`0.0.0.0/0` and `::/0`), which leaves the guarding to the proxy, and no name is
   * looked up. What a name turns into between our look-up and the proxy's cannot be known here.
   */
  checkTarget(hostname: string, proxy: string): Promise<void>;
  /** For `net.connect`: resolves a name and hands on only the addresses that may be reached; fails where none is left. */
  lookup: LookupFunction;
}>;

/**
 * Guards the moment of connecting, so that a name which resolves to a public address when it is checked and to a
 * private one when it is used (DNS rebinding) gains nothing: what is checked is what is connected to.
 */
export function createAddressGuard({
  allow,
  resolve = (hostname, done) => systemLookup(hostname, { all: true }, done),
}: Readonly<{ allow: () => readonly string[]; resolve?: Resolve }>): AddressGuard {
  const checkLiteral = (hostname: string) => {
    if (isIP(hostname.split("%")[0] ?? "") === 0) return;
    const what = refusalOf(hostname, allow());
    if (what) throw refused(`${hostname} is ${withArticle(what)} address`);
  };
  return {
    checkLiteral,
    checkTarget: async (hostname, proxy) => {
      const bare = hostname.replace(/^\[|\]$/g, "");
      checkLiteral(bare);
      if (isIP(bare) !== 0 || allowsAll(allow())) return;
      const found = await resolveAll(bare, resolve).catch((error: unknown) => {
        throw unknownHere(bare, proxy, error);
      });
      const judged = found.map(({ address }) => ({ address, what: refusalOf(address, allow()) }));
      // Which of them the proxy will take is its own affair.
      const foreign = judged.filter(({ what }) => what !== undefined);
      if (foreign.length > 0 || judged.length === 0) throw noneLeft(bare, foreign);
    },
    lookup: (hostname, options, callback) => {
      resolve(hostname, (error, addresses) => {
        if (error) return callback(error, []);
        const judged = addresses.map((found) => ({ ...found, what: refusalOf(found.address, allow()) }));
        const reachable = judged.filter(
          ({ what, family }) => what === undefined && (!options.family || options.family === family),
        );
        const [first] = reachable;
        if (!first) return callback(noneLeft(hostname, judged), []);
        // Node asks for all of them (happy eyeballs) or for one; both see only what may be reached.
        if (options.all)
          callback(
            null,
            reachable.map(({ address, family }) => ({ address, family })),
          );
        else callback(null, first.address, first.family);
      });
    },
  };
}

function noneLeft(
  hostname: string,
  judged: readonly Readonly<{ address: string; what: string | undefined }>[],
) {
  const [first] = judged;
  if (!first) return new FetchFault("dns", `the host name ${hostname} has no address`);
  return refused(`${hostname} resolves to ${first.address}, ${withArticle(first.what ?? "foreign")} address`);
}

const resolveAll = (hostname: string, resolve: Resolve): Promise<readonly LookupAddress[]> =>
  new Promise((done, fail) => resolve(hostname, (error, found) => (error ? fail(error) : done(found))));

/** IPv4 and IPv6: nothing is left to be guarded. */
const allowsAll = (allow: readonly string[]): boolean =>
  ["ipv4", "ipv6"].every((kind) =>
    allow.some((cidr) => {
      const [network, bits] = ipaddr.parseCIDR(cidr);
      return bits === 0 && network.kind() === kind;
    }),
  );

function unknownHere(hostname: string, proxy: string, cause: unknown): FetchFault {
  const isUnknown = (cause as NodeJS.ErrnoException).code === "ENOTFOUND";
  return new FetchFault(
    isUnknown ? "dns" : "offline",
    `the host name ${hostname} does not resolve on this machine, so that ${proxy} was not asked: it may lead to a private ` +
      `address. Check how it is spelt; if only the proxy can resolve names and it refuses private addresses itself, set ` +
      `network.allow to ["0.0.0.0/0", "::/0"]`,
    { cause },
  );
}

const withArticle = (what: string): string => `${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`;

const refused = (found: string): FetchFault =>
  new FetchFault("address", `${found}, and network.allow does not name it`);
