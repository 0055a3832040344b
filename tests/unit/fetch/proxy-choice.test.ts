import { describe, expect, test } from "vitest";
import { proxyFor } from "../../../src/fetch/proxy-choice.ts";

const http = { url: "http://plain.example:3128", variable: "HTTP_PROXY" };
const https = { url: "http://secure.example:3128", variable: "HTTPS_PROXY" };
const choose = (url: string, ...except: readonly string[]) =>
  proxyFor(new URL(url), { http, https, except })?.variable ?? "straight";

test("the scheme of the address decides, and one without a proxy of its own is asked straight", () => {
  expect(choose("http://outlet.example/")).toBe("HTTP_PROXY");
  expect(choose("https://outlet.example/")).toBe("HTTPS_PROXY");
  expect(proxyFor(new URL("http://outlet.example/"), { https, except: [] })).toBeUndefined();
});

test.each([
  "http://127.0.0.1:8080/",
  "http://127.9.9.9/",
  "http://[::1]/",
  "http://[::ffff:127.0.0.1]/",
  "http://localhost/",
  "https://LOCALHOST.:444/",
  "http://demo.localhost/",
])("%s is this machine, not the proxy's", (url) => {
  expect(choose(url)).toBe("straight");
});

describe("NO_PROXY", () => {
  test.each([
    ["*", "https://outlet.example/"],
    ["outlet.example", "https://outlet.example/"],
    ["outlet.example", "https://feeds.outlet.example/"],
    [".outlet.example", "https://outlet.example/"],
    ["Outlet.Example.", "https://OUTLET.example./"],
    ["*.outlet.example", "https://feeds.outlet.example/"],
    ["outlet.example:443", "https://outlet.example/"],
    ["outlet.example:8443", "https://outlet.example:8443/"],
    ["*:80", "http://outlet.example/"],
    ["10.1.2.3", "http://10.1.2.3/"],
    ["10.1.2.3:80", "http://10.1.2.3/"],
    ["10.0.0.0/8", "http://10.1.2.3/"],
    ["fd00::/8", "http://[fd00::1]/"],
    ["fd00::1", "http://[fd00:0::1]:8080/"],
    ["[fd00::1]", "http://[fd00::1]/"],
    ["[fd00::1]:8080", "http://[fd00::1]:8080/"],
  ])("%s has %s", (entry, url) => {
    expect(choose(url, "other.example", entry)).toBe("straight");
  });

  test.each([
    ["outlet.example", "http://notoutlet.example/"],
    ["outlet.example", "http://outlet.example.org/"],
    ["*.outlet.example", "http://outlet.example/"],
    ["outlet.example:443", "http://outlet.example/"],
    ["*:443", "http://outlet.example/"],
    ["10.0.0.0/8", "http://11.1.2.3/"],
    ["10.0.0.0/8", "http://outlet.example/"],
    ["10.0.0.0/99", "http://10.1.2.3/"],
    ["[fd00::1]:8080", "http://[fd00::1]/"],
    [".", "http://outlet.example/"],
    ["", "http://outlet.example/"],
  ])("%s has not %s", (entry, url) => {
    expect(choose(url, entry)).toBe("HTTP_PROXY");
  });
});
