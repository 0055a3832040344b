import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { askCallback, type CallbackRequest } from "../../src/fetch/callback.ts";
import { httpClient, nameServer } from "../support/fetching.ts";
import { listening } from "../support/listening.ts";
import { startSubscriber } from "../support/subscriber.ts";
import { testClock } from "../support/test-clock.ts";

type Asked = Partial<CallbackRequest> & { client?: Parameters<typeof httpClient>[0] };

async function ask(url: string, { client, ...given }: Asked = {}) {
  await using http = httpClient(client);
  const { signal } = new AbortController();
  return await askCallback({ http, url, timeoutMs: 20_000, clock: testClock(), signal, ...given });
}

const post = { body: Buffer.from("bytes \u0000 ü"), headers: { "content-type": "application/atom+xml" } };

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = await listening(createServer(answer));
  return { ...server, url: `http://127.0.0.1:${server.port}/cb` };
}

test("a POST carries just these bytes, and its answer is the status alone", async () => {
  await using subscriber = await startSubscriber(() => ({ status: 202, body: "thank you" }));
  const answer = await ask(`${subscriber.base}/cb?a=1`, { post });
  expect(answer).toEqual({ kind: "answered", status: 202, text: "" });
  const [call] = subscriber.calls;
  expect(call).toMatchObject({ method: "POST", path: "/cb?a=1", body: post.body });
  expect(call!.headers).toMatchObject({ "content-type": "application/atom+xml", "content-length": "10" });
  for (const name of ["accept", "accept-encoding", "transfer-encoding", "cookie", "referer"])
    expect(call!.headers).not.toHaveProperty(name);
});

test("of a GET's answer the beginning is read, as it came", async () => {
  await using long = await startSubscriber(() => ({ body: "x".repeat(3_000_000) }));
  const answer = await ask(long.base);
  expect(answer.kind === "answered" && answer.text.length).toBeLessThan(200_000);
  await using short = await startSubscriber(() => ({ status: 201, body: "chällenge" }));
  expect(await ask(short.base)).toEqual({ kind: "answered", status: 201, text: "chällenge" });
});

test.each([301, 302, 303, 307, 308])("a %i is an answer, and leads nowhere", async (status) => {
  await using other = await startSubscriber();
  await using subscriber = await startSubscriber(() => ({ status, headers: { location: other.base } }));
  expect(await ask(subscriber.base, { post })).toMatchObject({ kind: "answered", status });
  expect(await ask(subscriber.base)).toMatchObject({ kind: "answered", status });
  expect(other.calls).toEqual([]);
});

test("Retry-After is told in ms", async () => {
  await using subscriber = await startSubscriber(() => ({ status: 503, headers: { "retry-after": "7" } }));
  expect(await ask(subscriber.base, { post })).toMatchObject({ status: 503, retryAfterMs: 7000 });
});

test("a body without end ends nothing that was told: the connection is given up", async () => {
  let closed: (() => void) | undefined;
  const whenClosed = new Promise<void>((resolve) => (closed = resolve));
  await using server = await serve((request, response) => {
    request.resume().socket.once("close", () => closed?.());
    response.writeHead(200);
    const more = setInterval(() => response.write("x".repeat(4096)), 1);
    response.once("close", () => clearInterval(more));
  });
  expect(await ask(server.url, { post })).toMatchObject({ kind: "answered", status: 200 });
  await whenClosed;
});

test("connections are used again where the answer is short", async () => {
  await using server = await serve(
    (request, response) => void request.resume().on("end", () => response.end("ok")),
  );
  await using http = httpClient();
  const { signal } = new AbortController();
  const request = { http, url: server.url, timeoutMs: 20_000, clock: testClock(), signal };
  for (let round = 0; round < 8; round++) await askCallback({ ...request, post });
  // One may still be on its way back when the next request sets out.
  expect(server.sockets.size).toBeLessThan(4);
});

test("who says nothing is given up in time, before it answers and in the midst", async () => {
  await using silent = await serve(() => {});
  expect(await ask(silent.url, { post, timeoutMs: 300 })).toMatchObject({ kind: "failed", fault: "timeout" });
  await using halting = await serve((_, response) => void response.writeHead(200).write("half"));
  expect(await ask(halting.url, { timeoutMs: 300 })).toMatchObject({ kind: "failed", fault: "timeout" });
});

test("what is not to be reached is not, by address or by name", async () => {
  await using server = await serve((_, response) => void response.end());
  const refused = { kind: "failed", fault: "address" };
  expect(await ask(server.url, { client: { allow: [] } })).toMatchObject(refused);
  const resolve = nameServer({ "reader.example": [["127.0.0.1"]] });
  const byName = `http://reader.example:${server.port}/`;
  expect(await ask(byName, { post, client: { allow: [], resolve } })).toMatchObject(refused);
  expect(server.sockets.size).toBe(0);
});

test("nobody at the port is a fault in words; who is asked to stop says no more", async () => {
  const server = await serve(() => {});
  const { url } = server;
  const stopping = new AbortController();
  const asking = ask(url, { post, signal: stopping.signal });
  stopping.abort();
  expect(await asking).toEqual({ kind: "aborted" });
  await server[Symbol.asyncDispose]();
  expect(await ask(url)).toEqual({
    kind: "failed",
    fault: "connection",
    message: "127.0.0.1 refused the connection",
  });
});
