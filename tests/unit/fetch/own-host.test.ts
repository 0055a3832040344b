import { expect, test } from "vitest";
import { isOwnHost } from "../../../src/fetch/own-host.ts";

const allow = ["127.0.0.0/8", "192.168.1.0/24", "fd00::/8"];

test.each([
  "127.0.0.1",
  "127.9.8.7:8080",
  "192.168.1.20",
  "[fd12::1]:3000",
  "localhost",
  "feeds.localhost:81",
])("%s is the operator's own, where network.allow names its address", (host) => {
  expect(isOwnHost(host, allow)).toBe(true);
  expect(isOwnHost(host, [])).toBe(false);
});

test("a private address that network.allow does not name is not", () => {
  for (const host of ["192.168.2.20", "10.0.0.1", "[::1]", "169.254.169.254"])
    expect(isOwnHost(host, allow)).toBe(false);
  expect(isOwnHost("localhost", ["10.0.0.0/8"])).toBe(false);
});

test("a public address is not, even where network.allow names it, and no name is, whatever it resolves to", () => {
  expect(isOwnHost("93.184.215.14", ["0.0.0.0/0"])).toBe(false);
  for (const host of ["example.org", "nas.lan:8080", "localhost.example.org", "127.0.0.1.example.org", ""])
    expect(isOwnHost(host, ["0.0.0.0/0", "::/0"])).toBe(false);
});
