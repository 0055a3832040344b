import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { fetchFeed } from "../../src/fetch/fetch-feed.ts";
import { fetchOnce, httpClient } from "../support/fetching.ts";
import { type Answer, redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { testClock } from "../support/test-clock.ts";

const limits = { timeoutMs: 300, maxBodyBytes: 10_000 };

/** Writes for as long as somebody reads. */
const endless: Answer = (_, response) => {
  const more = () => {
    while (!response.destroyed && response.write("x".repeat(1000)));
  };
  response.on("drain", more);
  more();
};

/** A byte whenever the last one is gone, so that it is never silent for long. */
const dripping: Answer = (_, response) => {
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
};

describe("the time of a request is limited", () => {
  test.each<[what: string, answer: Answer, found: RegExp]>([
    [
      "never answers",
      () => {},
      /127\.0\.0\.1 took the request and did not answer within 0\.\d s$|no answer within 0\.3 s$/,
    ],
    [
      "falls silent in the middle",
      (_, response) => void response.write("<rss>"),
      /127\.0\.0\.1 fell silent in the middle of its answer$|5 bytes and no end within 0\.3 s$/,
    ],
    ["sends a byte at a time for ever", dripping, /: \d+ bytes and no end within 0\.3 s$/],
  ])("where a server %s", async (_, answer, found) => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", answer);
    const outcome = await fetchOnce(outlet.url("/feed"), limits);
    expect(outcome).toMatchObject({
      kind: "failed",
      fault: "timeout",
      message: expect.stringMatching(found),
    });
  });

  test("over all its redirects together", async () => {
    using time = heldTime();
    await using outlet = await startOutlet();
    for (let hop = 0; hop < 5; hop++)
      outlet.serve(`/feed${hop}`, (_, response) => {
        time.advance(100); // each in good time, and the fourth too late
        response.writeHead(302, { location: `/feed${hop + 1}` }).end();
      });
    const outcome = await fetchOnce(outlet.url("/feed0"), limits);
    expect(outcome).toMatchObject({
      fault: "timeout",
      message: expect.stringMatching(/\/feed\d\): no answer/),
    });
    expect(outlet.requests.length).toBeLessThan(5);
  });

  test("but not of waiting for the host's turn", async () => {
    using time = heldTime();
    await using outlet = await startOutlet();
    outlet.serve("/feed", redirect(302, "/feed2"));
    outlet.serve("/feed2", { body: rssOf("one") });
    await using http = httpClient(limits);
    // The pause begins when the waiting does, hence not at once.
    const turn = () => Promise.resolve().then(() => time.advance(600_000));
    const url = outlet.url("/feed");
    expect(await fetchFeed({ http, url, validators: {}, clock: testClock(), turn })).toMatchObject({
      kind: "body",
    });
  });
});

describe("the size of an answer is limited", () => {
  const big = "x".repeat(10_001);

  test.each<[what: string, answer: Answer, found: string]>([
    [
      "is larger",
      { body: big, headers: { "transfer-encoding": "chunked" } },
      "its body is larger than 10 kB",
    ],
    ["never ends", endless, "its body is larger than 10 kB"],
    [
      "announces a terabyte",
      (_, response) => response.writeHead(200, { "content-length": 1e12 }).flushHeaders(),
      "it announces 1.0 TB; at most 10 kB are read",
    ],
    ...(
      [
        ["gzip", gzipSync(big)],
        ["br", brotliCompressSync(big)],
        ["deflate", deflateSync(big)],
        ["zstd", zstdCompressSync(big)],
        ["gzip, gzip", gzipSync(gzipSync(big))],
      ] as const
    ).map(([coding, body]): [string, Answer, string] => [
      `is a bomb in ${coding}`,
      { headers: { "content-encoding": coding }, body },
      `its body is larger than 10 kB once its ${coding.split(", ")[0]} is undone`,
    ]),
  ])("where a body %s", async (_, answer, found) => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", answer);
    const url = outlet.url("/feed");
    const outcome = await fetchOnce(url, { maxBodyBytes: 10_000 });
    expect(outcome).toEqual({ kind: "failed", fault: "too-large", message: `Cannot fetch ${url}: ${found}` });
  });

  test("and a body of exactly that size is read, plain and coded", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/plain", { body: big.slice(1) });
    outlet.serve("/coded", { headers: { "content-encoding": "gzip" }, body: gzipSync(big.slice(1)) });
    for (const path of ["/plain", "/coded"])
      expect(await fetchOnce(outlet.url(path), limits)).toMatchObject({
        kind: "body",
        bytes: { length: 10_000 },
      });
  });

  test("of its headers too", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { headers: { "x-policy": "p".repeat(40_000) }, body: rssOf("one") });
    expect(await fetchOnce(outlet.url("/feed"))).toMatchObject({
      fault: "too-large",
      message: expect.stringMatching(/: the headers of 127\.0\.0\.1 are larger than is read$/),
    });
  });

  test("and what is over the limit is not read on: the connection is closed", async () => {
    await using outlet = await startOutlet();
    const { promise: closed, resolve } = Promise.withResolvers<string>();
    outlet.serve("/feed", (request, response) => {
      response.on("close", () => resolve("closed"));
      endless(request, response);
    });
    await using http = httpClient(limits);
    await fetchFeed({ http, url: outlet.url("/feed"), validators: {}, clock: testClock() });
    expect(await closed).toBe("closed");
  });
});

/** The program's timers stand still until a test moves them; the network does not. */
function heldTime() {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  return {
    advance: (ms: number): void => void vi.advanceTimersByTime(ms),
    [Symbol.dispose]: () => void vi.useRealTimers(),
  };
}
