import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { contentCodings, encode, preferredCoding } from "../../../src/web/content-coding.ts";

describe("Accept-Encoding", () => {
  test.each([
    ["gzip, deflate, br, zstd", "br", "of equals the one that makes the body smallest"],
    ["gzip, deflate", "gzip", "the only one known here"],
    ["br;q=0.5, gzip;q=0.8", "gzip", "the one with the higher weight"],
    ["br;q=0.8,gzip;q=0.5", "br", "the one with the higher weight"],
    ["x-gzip", "gzip", "gzip by its old name"],
    ["GZIP ; Q=0.4", "gzip", "whatever the case and the spaces"],
    ["*", "br", "anything"],
    ["*;q=0.1, br;q=0", "gzip", "anything but one"],
    ["gzip;q=0.001", "gzip", "a small weight is a weight"],
    ["identity;q=0.5, gzip;q=1.000", "gzip", "three decimals"],
    ["gzip;level=9;q=0.2", "gzip", "a weight after another parameter"],
    ["gzip;q=high", "gzip", "a weight that is none counts as 1"],
    ["identity;q=0.5, gzip;q=0.5", "gzip", "of equals the compressed one"],
  ])("%j gets %s: %s", (header, coding) => {
    expect(preferredCoding(header)).toBe(coding);
  });

  test.each([
    [undefined, "nothing said"],
    ["", "said to be nothing"],
    ["identity", "asked for as it is"],
    ["identity, gzip;q=0.5", "as it is preferred"],
    ["gzip;q=0, br;q=0.000", "refused"],
    ["*;q=0", "everything refused: the body as it is serves better than none"],
    ["identity;q=0", "only itself refused, and nothing else named"],
    ["deflate, zstd, compress", "nothing known here"],
    [", ;q=1,", "no names"],
  ])("%j gets the body as it is: %s", (header, _why) => {
    expect(preferredCoding(header)).toBeUndefined();
  });

  test("of many thousand members is read at once", () => {
    expect(preferredCoding(`${"a;q=0.1,".repeat(5000)}gzip`)).toBe("gzip");
  });
});

describe.each(contentCodings)("a body in %s", (coding) => {
  const body = Buffer.from("Grüße, 世界. ".repeat(500));

  test("comes back as it was", async () => {
    const decode = { br: brotliDecompressSync, gzip: gunzipSync }[coding];
    expect(decode(await encode(body, coding)).equals(body)).toBe(true);
  });

  test("has the same bytes each time", async () => {
    expect((await encode(body, coding)).equals(await encode(body, coding))).toBe(true);
  });
});
