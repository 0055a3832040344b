import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { createAddressGuard, refusalOf } from "../../../src/fetch/address-guard.ts";

describe("an address", () => {
  test.each([
    ["127.0.0.1", "loopback"],
    ["10.1.2.3", "private"],
    ["172.31.255.254", "private"],
    ["192.168.0.1", "private"],
    ["169.254.169.254", "link-local"],
    ["100.64.0.1", "carrier-internal"],
    ["0.0.0.0", "unspecified"],
    ["224.0.0.1", "multicast"],
    ["255.255.255.255", "reserved"],
    ["168.63.129.16", "cloud-internal"],
    ["::", "unspecified"],
    ["::1", "loopback"],
    ["fe80::1", "link-local"],
    ["fe80::1%eth0", "link-local"],
    ["fd00::1", "private"],
    ["ff02::1", "multicast"],
    ["2001:db8::1", "documentation"],
    ["2002:7f00:1::1", "6to4"],
    ["::ffff:10.0.0.1", "private"],
    ["::ffff:7f00:1", "loopback"],
    ["64:ff9b::a9fe:a9fe", "link-local"],
    ["::127.0.0.1", "loopback"],
    ["4000::1", "reserved"],
  ])("%s is refused: %s", (address, what) => {
    expect(refusalOf(address, [])).toBe(what);
  });

  test.each([
    "93.184.216.34",
    "9.255.255.255",
    "11.0.0.1",
    "100.128.0.1",
    "172.32.0.1",
    "192.0.1.1",
    "2606:2800:220:1::1",
  ])("%s is public and may be reached", (address) => {
    expect(refusalOf(address, [])).toBeUndefined();
  });

  test("a public address behind NAT64 may be reached: IPv6-only networks know no other way", () => {
    expect(refusalOf("64:ff9b::5db8:d822", [])).toBeUndefined();
  });

  test("a range that network.allow names may be reached, and no other", () => {
    expect(refusalOf("127.9.9.9", ["127.0.0.0/8"])).toBeUndefined();
    expect(refusalOf("::ffff:127.0.0.1", ["127.0.0.0/8"])).toBeUndefined();
    expect(refusalOf("::1", ["127.0.0.0/8"])).toBe("loopback");
    expect(refusalOf("fd00::1", ["fd00::/8"])).toBeUndefined();
  });
});

describe("a name", () => {
  const guardFor = (addresses: readonly string[], allow: readonly string[] = []) =>
    createAddressGuard({
      allow: () => allow,
      resolve: (_, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
        ),
    });
  const look = (guard: ReturnType<typeof guardFor>, options: { all?: boolean; family?: number }) =>
    new Promise((done, fail) =>
      guard.lookup("name.example", options, (error, address) => (error ? fail(error) : done(address))),
    );

  test("that resolves to private addresses only is refused, and told which", async () => {
    await expect(look(guardFor(["10.0.0.1"]), { all: true })).rejects.toThrow(
      "name.example resolves to 10.0.0.1, a private address, and network.allow does not name it",
    );
  });

  test("that resolves to both is reached at its public addresses only, however Node asks", async () => {
    const guard = guardFor(["127.0.0.1", "93.184.216.34", "::1"]);
    expect(await look(guard, { all: true })).toEqual([{ address: "93.184.216.34", family: 4 }]);
    expect(await look(guard, {})).toBe("93.184.216.34");
    await expect(look(guard, { family: 6 })).rejects.toThrow("resolves to");
  });

  test("without any address is a fault of its name", async () => {
    await expect(look(guardFor([]), { all: true })).rejects.toThrow(
      "the host name name.example has no address",
    );
  });
});

const targetsPath = resolve(import.meta.dirname, "../../../../shared/data/security/ssrf.json");
type Target = Readonly<{ id: string; class: string; expect: string; url: string }>;

describe.skipIf(!existsSync(targetsPath))("of the shared list of targets", () => {
  const { targets } = existsSync(targetsPath)
    ? (JSON.parse(readFileSync(targetsPath, "utf8")) as { targets: readonly Target[] })
    : { targets: [] };
  const literals = targets.filter(({ class: kind }) =>
    ["ipv4", "ipv4-form", "ipv6", "parser", "scheme"].includes(kind),
  );
  const guard = createAddressGuard({ allow: () => [] });
  /** As fetch-feed does: only http(s) addresses get as far as the guard. */
  const isReachable = (text: string): boolean => {
    const url = URL.parse(text);
    if (!url || !/^https?:$/.test(url.protocol)) return false;
    const hostname = url.hostname.replace(/^\[|\]$/g, "");
    try {
      guard.checkLiteral(hostname);
    } catch {
      return false;
    }
    return true;
  };

  test("no private literal is reached, in whatever notation", () => {
    // What is left are names (public.test and the like), which the lookup judges.
    const reached = literals.filter(({ expect, url }) => expect === "block" && isReachable(url));
    expect(reached.filter(({ url }) => /^[\d.:[\]a-f]+$/i.test(new URL(url).hostname))).toEqual([]);
  });

  test("no public literal is refused", () => {
    const controls = targets.filter(({ expect, url }) => expect === "allow" && URL.canParse(url));
    expect(controls.filter(({ url }) => !isReachable(url))).toEqual([]);
  });
});
