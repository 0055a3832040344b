import { describe, expect, test } from "vitest";
import { readEnvironment } from "../../../src/config/load.ts";
import { readProxies } from "../../../src/config/read-proxies.ts";

const read = (env: NodeJS.ProcessEnv) => readProxies(env).proxies;

test("without any variable every address is asked straight", () => {
  expect(readProxies({ HTTPS_PROXY: "", NO_PROXY: " " })).toEqual({ proxies: { except: [] }, faults: [] });
});

test("each scheme has its own proxy, and says where it was named", () => {
  const env = { HTTPS_PROXY: "http://proxy.example:3128", HTTP_PROXY: "https://other.example/" };
  expect(read(env)).toEqual({
    https: { url: "http://proxy.example:3128", variable: "HTTPS_PROXY" },
    http: { url: "https://other.example:443", variable: "HTTP_PROXY" },
    except: [],
  });
});

test("lower case counts too, and wins", () => {
  expect(read({ https_proxy: "http://a.example:1", HTTPS_PROXY: "http://b.example:2" }).https).toEqual({
    url: "http://a.example:1",
    variable: "https_proxy",
  });
});

test("ALL_PROXY stands in for what is not set, and only for that", () => {
  const proxies = read({ ALL_PROXY: "http://all.example:3128", HTTPS_PROXY: "http://own.example:3128" });
  expect(proxies.http).toEqual({ url: "http://all.example:3128", variable: "ALL_PROXY" });
  expect(proxies.https?.url).toBe("http://own.example:3128");
});

test("a proxy without a scheme is an HTTP proxy", () => {
  expect(read({ HTTPS_PROXY: "proxy.example:3128" }).https?.url).toBe("http://proxy.example:3128");
  expect(read({ HTTPS_PROXY: "[fd00::1]:3128" }).https?.url).toBe("http://[fd00::1]:3128");
});

test("credentials are taken out of the address, and decoded", () => {
  expect(read({ HTTPS_PROXY: "http://ann:p%40ss%3Aword@proxy.example:3128" }).https).toEqual({
    url: "http://proxy.example:3128",
    variable: "HTTPS_PROXY",
    authorization: `Basic ${Buffer.from("ann:p@ss:word").toString("base64")}`,
  });
});

test("NO_PROXY is a list with commas or blanks", () => {
  expect(read({ NO_PROXY: "localhost,.example.org, 10.0.0.0/8  other.example:8080" }).except).toEqual([
    "localhost",
    ".example.org",
    "10.0.0.0/8",
    "other.example:8080",
  ]);
});

describe("a proxy that cannot be used is a fault:", () => {
  test.each([
    ["socks5://proxy.example:1080", '"socks5://proxy.example:1080"'],
    ["http://", '"http://"'],
    ["http://proxy.example:99999", '"http://proxy.example:99999"'],
    ["ftp://ann:secret@proxy.example", '"ftp://…@proxy.example"'],
    ["http://ann:sec/ret@proxy.example:x", '"http://…@proxy.example:x"'],
    ["http://ann:12/34@proxy.example", '"http://…@proxy.example"'],
    ["ann:sec#ret@proxy.example:3128", '"…@proxy.example:3128"'],
  ])("%s", (value, shown) => {
    expect(readProxies({ HTTPS_PROXY: value }).faults).toEqual([
      `HTTPS_PROXY: expected http://HOST:PORT or https://HOST:PORT, found ${shown}. Unset it to go without a proxy.`,
    ]);
  });

  test("a password that is no percent-encoding, which is not shown", () => {
    expect(readProxies({ http_proxy: "http://ann:50%off@proxy.example" }).faults).toEqual([
      'http_proxy: the user name or password has a "%" that begins no %XX. Write a "%" of its own as %25.',
    ]);
  });

  test("it is said once, and with the other faults of the environment", () => {
    expect(() => readEnvironment({ ALL_PROXY: "socks5://s.example", PORT: "http" })).toThrow(
      /^The environment cannot be used:\n  PORT: .*\n  ALL_PROXY: expected .* found "socks5:\/\/s\.example".*$/,
    );
  });
});
