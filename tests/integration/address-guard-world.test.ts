import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { isIP, Socket, type LookupFunction } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Arrival, World } from "../support/enclosed-world.ts";
import { fetchOnce, nameServer } from "../support/fetching.ts";

type Targets = Readonly<{
  refused: readonly string[];
  reached: readonly string[];
  public: readonly string[];
}>;
type Case = Targets & Pick<World, "names">;

const readJson = (path: URL): unknown => JSON.parse(readFileSync(path, "utf8"));
const own = readJson(new URL("../fixtures/address-guard.json", import.meta.url)) as Case;
const sharedPath = new URL("../../../shared/data/security/ssrf.json", import.meta.url);

/** The list that stands beside the project where it is developed; what its names lead to is said in its words, or is loopback. */
function readShared(): Case {
  type Target = Readonly<{ url: string; expect: string; why: string; name: string }>;
  const { targets } = readJson(sharedPath) as { targets: readonly Target[] };
  const publicV4 = "93.184.216.34";
  const publicV6 = "2606:2800:220:1::1";
  const names: Record<string, (readonly string[])[]> = { "public.test": [[publicV4]] };
  for (const { url, expect: expected, why, name } of targets) {
    const host = URL.parse(url)?.hostname ?? "";
    const address = /^(?:A|AAAA) (\S+)$/.exec(why)?.[1];
    if (address !== undefined) names[host] = [[address]];
    else if (expected === "allow" && !isIP(host.replaceAll(/[[\]]/g, "")))
      names[host] = [[/IPv6 only/.test(name) ? publicV6 : publicV4]];
  }
  for (const name of ["rebind.test", "rebind2.test"]) names[name] = [[publicV4], ["127.0.0.1"]];
  const urls = (wanted: (target: Target) => boolean) => targets.filter(wanted).map(({ url }) => url);
  return {
    names,
    public: [publicV4, publicV6],
    reached: urls(({ expect: expected }) => expected === "allow"),
    refused: urls(({ expect: expected }) => expected !== "allow"),
  };
}

const lists: readonly (readonly [string, () => Case])[] = [
  ["our own list", () => own],
  ...(existsSync(sharedPath) ? ([["the shared list", readShared]] as const) : []),
];

/** Names that no list knows lead to this machine, so that nothing is refused only because it does not resolve. */
const withWildcard = ({ names }: Case) => ({ ...names, "*": [["127.0.0.1"]] });

/** Private addresses that were connected to, and public ones that were not reached. */
function breaches({ refused, reached, public: publicly }: Targets, arrivals: readonly Arrival[]) {
  const isForeign = (address: string) => !publicly.includes(address);
  return {
    leaks: arrivals.filter(({ url, arrivedAt }) => refused.includes(url) && arrivedAt.some(isForeign)),
    notReached: reached.flatMap((url) => {
      const arrival = arrivals.find((candidate) => candidate.url === url);
      return arrival?.kind === "body" ? [] : [arrival?.message ?? url];
    }),
  };
}
const none = { leaks: [], notReached: [] };

const hasNamespaces = spawnSync("unshare", ["-rnm", "ip", "link", "set", "lo", "up"]).status === 0;

/** A network in which every address there is leads to a server that counts who comes. */
describe.skipIf(!hasNamespaces)(
  "in a network of its own, where every connection that is made is seen,",
  { timeout: 120_000 }, // a process that fetches 200 addresses, one after the other: 4 s where nothing else runs
  () => {
    test.each(lists)(
      "no private target of %s is connected to, and no public one refused",
      async (_, read) => {
        const list = read();
        expect(breaches(list, await fetchInside(list, []))).toEqual(none);
      },
    );

    test("the same targets are connected to where all are allowed: nothing else held them back", async () => {
      const arrivals = await fetchInside(own, ["0.0.0.0/0", "::/0"]);
      const arrived = arrivals.filter(
        ({ url, arrivedAt }) => own.refused.includes(url) && arrivedAt.length > 0,
      );
      // The rest is no web address, or one to which TCP connects nowhere (multicast, broadcast, link-local without a zone).
      expect(arrived.length).toBeGreaterThan(own.refused.length * 0.8);
    });
  },
);

async function fetchInside(list: Case, allow: readonly string[]): Promise<Arrival[]> {
  const world: World = {
    urls: [...list.reached, ...list.refused],
    names: withWildcard(list),
    ports: [80, 443, 8080, 6379, 11211],
    allow,
  };
  const script = fileURLToPath(new URL("../support/enclosed-world.ts", import.meta.url));
  const child = spawn("unshare", ["-rnm", process.execPath, script], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(JSON.stringify(world));
  const [found, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(found, said).not.toBe("");
  return JSON.parse(found) as Arrival[];
}

/** For machines without namespaces: the operating system's connect is replaced, and remembers what it was asked for. */
describe("where connections are only looked at,", () => {
  afterEach(() => void vi.restoreAllMocks());

  test.each(lists)("no private target of %s is connected to, and no public one refused", async (_, read) => {
    const list = read();
    const resolve = nameServer(withWildcard(list));
    const arrived = interceptConnections();
    const arrivals: Arrival[] = [];
    for (const url of [...list.reached, ...list.refused]) {
      arrived.length = 0;
      const outcome = await fetchOnce(url, { allow: [], resolve });
      const message = "message" in outcome ? outcome.message : "";
      // Nobody answers here: what was connected to counts as reached.
      const kind = arrived.length > 0 ? "body" : outcome.kind;
      arrivals.push({
        url,
        kind,
        message,
        arrivedAt: arrived.map((address) => address.replace(/^::ffff:5db8:d822$/, "93.184.216.34")),
      });
    }
    expect(breaches(list, arrivals)).toEqual(none);
  });
});

function interceptConnections(): string[] {
  const arrived: string[] = [];
  type Connecting = Readonly<{ host: string; lookup: LookupFunction }>;
  vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket, ...given: unknown[]) {
    const { host, lookup } = [given].flat(2)[0] as Connecting;
    const refuse = (error?: Error | null) =>
      void this.destroy(error ?? Object.assign(new Error("looked at"), { code: "ECONNREFUSED" }));
    if (isIP(host) !== 0) {
      arrived.push(host);
      setImmediate(refuse);
    } else
      lookup(host, { all: true }, (error, addresses) => {
        if (Array.isArray(addresses)) arrived.push(...addresses.map(({ address }) => address));
        setImmediate(refuse, error);
      });
    return this;
  });
  return arrived;
}
