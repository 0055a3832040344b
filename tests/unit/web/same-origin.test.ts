import { describe, expect, test } from "vitest";
import { isFromElsewhere, isUnsafe } from "../../../src/web/same-origin.ts";

const ours = "https://wire.example";
const from = (headers: Record<string, string>, publicUrl?: string) =>
  isFromElsewhere({ headers: { host: "127.0.0.1:3000", ...headers } }, publicUrl);

describe("a request comes from elsewhere", () => {
  test.each<[headers: Record<string, string>, elsewhere: boolean]>([
    [{}, false], // curl
    [{ "sec-fetch-site": "same-origin", origin: "http://127.0.0.1:3000" }, false],
    [{ "sec-fetch-site": "none" }, false], // typed, or from a bookmark
    [{ "sec-fetch-site": "same-site", origin: "http://127.0.0.1:4000" }, true],
    [{ "sec-fetch-site": "cross-site", origin: "https://evil.example" }, true],
    [{ "sec-fetch-site": "cross-site", origin: "http://127.0.0.1:3000" }, true],
    [{ origin: "http://127.0.0.1:3000" }, false],
    [{ origin: "http://127.0.0.1:4000" }, true],
    [{ origin: "https://evil.example" }, true],
    [{ origin: "null" }, true],
    [{ origin: "https://Wire.example", host: "wire.EXAMPLE" }, false],
  ])("where its headers are %j: %s", (headers, elsewhere) => expect(from(headers)).toBe(elsewhere));

  test("not where it names the public address behind a proxy that changes the Host", () => {
    expect(from({ origin: ours })).toBe(true);
    expect(from({ origin: ours }, `${ours}/some/path`)).toBe(false);
    expect(from({ origin: "https://evil.example" }, ours)).toBe(true);
  });
});

test("what reads changes nothing", () =>
  expect(["GET", "HEAD", "OPTIONS", "POST", "DELETE"].filter((method) => isUnsafe({ method }))).toEqual([
    "POST",
    "DELETE",
  ]));
