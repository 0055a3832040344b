import { describe, expect, test } from "vitest";
import { createAddressGuard } from "../../../src/fetch/address-guard.ts";
import { refusalOf } from "../../../src/fetch/refused-addresses.ts";

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

  test("may be asked of a proxy only where all of its addresses may be reached", async () => {
    const check = (addresses: readonly string[], allow: readonly string[] = []) =>
      guardFor(addresses, allow).checkTarget("name.example", "the proxy");
    await expect(check(["93.184.216.34"])).resolves.toBeUndefined();
    await expect(check(["93.184.216.34", "10.0.0.1"])).rejects.toThrow("resolves to 10.0.0.1");
    await expect(check(["93.184.216.34", "10.0.0.1"], ["10.0.0.0/8"])).resolves.toBeUndefined();
    await expect(check([])).rejects.toThrow("has no address");
  });

  test("without any address is a fault of its name", async () => {
    await expect(look(guardFor([]), { all: true })).rejects.toThrow(
      "the host name name.example has no address",
    );
  });
});
