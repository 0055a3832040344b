import { setImmediate } from "node:timers/promises";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fetchFeed } from "../../src/fetch/fetch-feed.ts";
import { fetchOnce, httpClient } from "../support/fetching.ts";
import { rssOf, startOutlet } from "../support/outlet.ts";
import { testClock } from "../support/test-clock.ts";

const document = rssOf("one");
const clock = testClock();

describe("a conditional GET", () => {
  test("sends nothing to compare by where nothing is known", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: document });
    await fetchOnce(outlet.url("/feed"));
    const [asked] = outlet.requests;
    expect(asked?.headers).not.toHaveProperty("if-none-match");
    expect(asked?.headers).not.toHaveProperty("if-modified-since");
    expect(asked?.headers).not.toHaveProperty("cache-control");
  });

  test.each([
    ['"a1"', "Fri, 20 Nov 2026 10:00:00 GMT"],
    ['W/"a1"', "2026-11-20 10:00:00 +0100"],
    ["no-quotes--gzip", "yesterday"],
    ['"h\u00e9\u00ff"', "20 Nov"],
  ])("gives back ETag %s and Last-Modified %s as they came, both at once", async (etag, lastModified) => {
    await using outlet = await startOutlet();
    outlet.serve(
      "/feed",
      { headers: { etag, "last-modified": lastModified }, body: document },
      { status: 304 },
    );
    const first = await fetchOnce(outlet.url("/feed"));
    expect(first).toMatchObject({ kind: "body", validators: { etag, lastModified } });
    const validators = first.kind === "body" ? first.validators : {};
    const second = await fetchOnce(outlet.url("/feed"), { validators });
    expect(outlet.requests[1]?.headers).toMatchObject({
      "if-none-match": etag,
      "if-modified-since": lastModified,
    });
    expect(second).toMatchObject({ kind: "not-modified", status: 304, validators: { etag, lastModified } });
  });

  test("that brings a body without validators leaves none", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { body: document });
    const outcome = await fetchOnce(outlet.url("/feed"), {
      validators: { etag: '"old"', lastModified: "then" },
    });
    expect(outcome).toMatchObject({ kind: "body", validators: {} });
  });

  test("is none where another address gave the validators, and a 304 to it is an error", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { status: 304 });
    const outcome = await fetchOnce(outlet.url("/feed"), {
      validators: { etag: '"old"' },
      validatorsFrom: outlet.url("/other"),
    });
    expect(outlet.requests[0]?.headers).not.toHaveProperty("if-none-match");
    expect(outcome).toMatchObject({
      kind: "failed",
      fault: "protocol",
      message: expect.stringMatching(
        /: it answered 304 Not Modified, as before, and was not asked about any/,
      ),
    });
  });

  test("that brings 304 with another ETag takes that over and keeps the rest", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { status: 304, headers: { etag: 'W/"new"' } });
    const outcome = await fetchOnce(outlet.url("/feed"), {
      validators: { etag: '"old"', lastModified: "then" },
    });
    expect(outcome).toMatchObject({ validators: { etag: 'W/"new"', lastModified: "then" } });
  });
});

test("publishers are told who asks and for what, and nothing else of us", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed?a=1", { headers: { "set-cookie": "id=7" }, body: document });
  await using http = httpClient({ contact: "https://wire.example/about" });
  outlet.serve("/moved", { status: 302, headers: { location: "/feed?a=1", "set-cookie": "id=8" } });
  for (const path of ["/feed?a=1#top", "/feed?a=1", "/moved"]) {
    await fetchFeed({ http, url: outlet.url(path), validators: {}, clock });
    await setImmediate(); // undici hands a connection back one turn of the loop after the body's end
  }
  expect(outlet.requests.map(({ path }) => path)).toEqual(["/feed?a=1", "/feed?a=1", "/moved", "/feed?a=1"]);
  for (const { headers } of outlet.requests) {
    expect(headers["user-agent"]).toBe("Wirefold/9.9.9 (+https://wire.example/about)");
    expect(headers.accept).toMatch(/^application\/atom\+xml, application\/rss\+xml/);
    expect(headers["accept-encoding"]).toBe("gzip, br, zstd");
    expect(Object.keys(headers).sort()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
  }
  expect(outlet.connections()).toBe(1); // kept open in between
});

describe("a body", () => {
  test.each([
    ["gzip", gzipSync(document)],
    ["x-gzip", gzipSync(document)],
    ["br", brotliCompressSync(document)],
    ["zstd", zstdCompressSync(document)],
    ["deflate", deflateSync(document)],
    ["deflate", deflateRawSync(document)], // as some servers understand the word
    ["gzip, br", brotliCompressSync(gzipSync(document))],
  ])("in %s is read", async (coding, body) => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { headers: { "content-encoding": coding }, body });
    expect(textOf(await fetchOnce(outlet.url("/feed")))).toBe(document);
  });

  test("in small pieces and without a length is read to its end", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", (_, response) => {
      for (const character of document) response.write(character);
      response.end();
    });
    expect(textOf(await fetchOnce(outlet.url("/feed")))).toBe(document);
  });

  test.each([
    ["br", gzipSync(document), "its br body is damaged"],
    ["gzip", gzipSync(document).subarray(0, 60), "its gzip body is damaged"],
    ["compress", document, 'its body is coded as "compress", which was not asked for'],
  ])("that says %s and is something else is an error", async (coding, body, found) => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { headers: { "content-encoding": coding }, body });
    const url = outlet.url("/feed");
    expect(await fetchOnce(url)).toMatchObject({
      kind: "failed",
      fault: "coding",
      message: `Cannot fetch ${url}: ${found}`,
    });
  });
});

describe("an error page", () => {
  test("of a bot challenge is named by who sent it", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { status: 403, body: "<!doctype html><title>Just a moment...</title>" });
    const url = outlet.url("/feed");
    expect(await fetchOnce(url)).toMatchObject({
      kind: "http-error",
      status: 403,
      message: `Cannot fetch ${url}: a bot challenge by Cloudflare stands before it (the server answered 403 Forbidden)`,
    });
  });

  test("that is huge, damaged or never ends is still the error that it is", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/huge", { status: 500, body: "x".repeat(1_000_000) });
    outlet.serve("/damaged", {
      status: 503,
      headers: { "content-encoding": "br", "retry-after": "60" },
      body: "no br",
    });
    outlet.serve("/endless", (_, response) => void response.writeHead(404).write("<html>"));
    expect(await fetchOnce(outlet.url("/huge"))).toMatchObject({ kind: "http-error", status: 500 });
    expect(await fetchOnce(outlet.url("/damaged"))).toMatchObject({ status: 503, retryAfterMs: 60_000 });
    expect(await fetchOnce(outlet.url("/endless"), { timeoutMs: 200 })).toMatchObject({ status: 404 });
  });
});

const textOf = (outcome: Awaited<ReturnType<typeof fetchOnce>>): string =>
  outcome.kind === "body" ? Buffer.from(outcome.bytes).toString() : JSON.stringify(outcome);
