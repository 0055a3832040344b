import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { FetchFault } from "./outcome.ts";
import { allowsAll, refusalOf } from "./refused-addresses.ts";

/** Resolves a name to every address it has, as `dns.lookup` does with `all`. */
export type Resolve = (
  hostname: string,
  done: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

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
