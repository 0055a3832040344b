import { createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { fetchFeed } from "../../src/fetch/fetch-feed.ts";
import { fetchOnce, httpClient, nameServer } from "../support/fetching.ts";
import { listening } from "../support/listening.ts";
import { rssOf, startOutlet } from "../support/outlet.ts";
import { testClock } from "../support/test-clock.ts";

const clock = testClock();
const rawServer = (onRequest: (socket: Socket) => void) =>
  listening(createServer((socket) => void socket.once("data", () => onRequest(socket))));

describe("a connection that does not come about", () => {
  test("because nobody listens is said to be refused", async () => {
    const { port } = await startOutletAndLeave();
    expect(await fetchOnce(`http://127.0.0.1:${port}/feed`)).toEqual({
      kind: "failed",
      fault: "connection",
      message: `Cannot fetch http://127.0.0.1:${port}/feed: 127.0.0.1 refused the connection`,
    });
  });

  test("because the name is unknown says which name", async () => {
    expect(await fetchOnce("http://nowhere.example/feed", { resolve: nameServer({}) })).toEqual({
      kind: "failed",
      fault: "dns",
      message:
        "Cannot fetch http://nowhere.example/feed: the host name nowhere.example does not resolve: check how it is spelt, and whether the site still exists",
    });
  });

  test("because no name server answers is this machine's fault, not the host's", async () => {
    const resolve = (_: string, done: (error: NodeJS.ErrnoException, found: []) => void) =>
      done(Object.assign(new Error("try again"), { code: "EAI_AGAIN" }), []);
    expect(await fetchOnce("http://outlet.example/feed", { resolve })).toMatchObject({ fault: "offline" });
  });
});

describe("an answer that is none:", () => {
  test.each([
    ["nothing", "", "connection", /127\.0\.0\.1 closed the connection before it answered$/],
    [
      "another protocol",
      "220 mail.example ESMTP\r\n",
      "protocol",
      /what 127\.0\.0\.1 answered is not HTTP \(Expected HTTP\/.*\)$/,
    ],
    [
      "a status that is no number",
      "HTTP/1.1 abc OK\r\n\r\n",
      "protocol",
      /is not HTTP \(Invalid status code\)$/,
    ],
    [
      "other protocols, which nobody asked for",
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
      "protocol",
      /answered is no answer to what was asked$/,
    ],
    ["a header with NUL", "HTTP/1.1 200 OK\r\nX-A: a\0b\r\n\r\n", "protocol", /is not HTTP/],
    [
      "half a body",
      "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<rss>",
      "connection",
      /closed the connection in the middle of its answer$/,
    ],
    [
      "chunks that end half-way",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n",
      "connection",
      /closed the connection in the middle of its answer$/,
    ],
    [
      "chunks of no length",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nhello\r\n0\r\n\r\n",
      "protocol",
      /is not HTTP/,
    ],
  ])("%s", async (_, answer, fault, found) => {
    await using server = await rawServer((socket) => socket.end(answer, "latin1"));
    const outcome = await fetchOnce(`http://127.0.0.1:${server.port}/feed`);
    expect(outcome).toMatchObject({ kind: "failed", fault, message: expect.stringMatching(found) });
  });
});

test("an address that is no web address is asked nothing", async () => {
  for (const url of ["ftp://outlet.example/feed", "file:///etc/passwd", "not an address"])
    expect(await fetchOnce(url)).toEqual({
      kind: "failed",
      fault: "address",
      message: `Cannot fetch ${url}: it is no web address`,
    });
});

test("a kept connection that the server closed meanwhile is made anew, a server that hangs up each time is an error", async () => {
  await using outlet = await startOutlet();
  outlet.serve(
    "/feed",
    { body: rssOf("one") },
    (request) => request.socket.destroy(),
    { body: rssOf("two") },
    (request) => request.socket.destroy(),
  );
  await using http = httpClient();
  const fetch = () => fetchFeed({ http, url: outlet.url("/feed"), validators: {}, clock });
  expect(await fetch()).toMatchObject({ kind: "body" });
  await new Promise(setImmediate); // undici hands a connection back one turn of the loop after the body's end
  expect(await fetch()).toMatchObject({ kind: "body" });
  await new Promise(setImmediate);
  expect(await fetch()).toMatchObject({ kind: "failed", fault: "connection" });
});

test("a server that hangs up on a new connection is not asked again", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", (request) => request.socket.destroy());
  expect(await fetchOnce(outlet.url("/feed"))).toMatchObject({ kind: "failed", fault: "connection" });
  expect(outlet.requests).toHaveLength(1);
});

test("a fetch that the caller ends is no failure of the feed", async () => {
  await using outlet = await startOutlet();
  const stop = new AbortController();
  outlet.serve("/feed", () => stop.abort());
  await using http = httpClient();
  const { signal } = stop;
  expect(await fetchFeed({ http, url: outlet.url("/feed"), validators: {}, clock, signal })).toEqual({
    kind: "aborted",
  });
});

/** A port that was somebody's a moment ago. */
async function startOutletAndLeave() {
  await using outlet = await startOutlet();
  return { port: outlet.port };
}
