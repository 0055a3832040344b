import { createServer, type AddressInfo, Socket } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { fetchOnce, httpClient } from "../support/fetching.ts";
import { listening } from "../support/listening.ts";

test("a client that is closed ends connections that are still being made", { timeout: 5000 }, async () => {
  const { promise: connected, resolve } = Promise.withResolvers<Socket>();
  const silent = createServer(resolve); // it never answers the TLS handshake
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  const { port } = silent.address() as AddressInfo;
  const http = httpClient();
  const url = new URL(`https://127.0.0.1:${port}/`);
  const options = { headers: {}, signal: new AbortController().signal, idleMs: 60_000 };
  const failed = http.get(url, options).then(() => "answered", String);
  const socket = (await connected).on("error", () => {});
  const closed = new Promise((done) => socket.resume().once("close", done));
  await http.close();
  expect(await failed).toMatch(/destroyed/);
  await closed; // undici alone would keep it for 10 s
  await new Promise((done) => silent.close(done));
});

describe("what there was no end of waiting for is said, for as long as a request may take:", () => {
  test("a name server", async () => {
    const outcome = await fetchOnce("http://outlet.example/feed", { timeoutMs: 100, resolve: () => {} });
    expect(outcome).toEqual({
      kind: "failed",
      fault: "offline",
      message:
        "Cannot fetch http://outlet.example/feed: no name server answered for outlet.example within 0.1 s",
    });
  });

  test("a host that takes no connection", async () => {
    // No address of this machine is silent: the system's own call is kept from being made.
    const connect = vi.spyOn(Socket.prototype, "connect").mockReturnThis();
    const outcome = await fetchOnce("http://93.184.216.34/feed", { timeoutMs: 100 });
    connect.mockRestore();
    expect(outcome).toEqual({
      kind: "failed",
      fault: "timeout",
      message:
        "Cannot fetch http://93.184.216.34/feed: 93.184.216.34 did not take the connection within 0.1 s",
    });
  });

  test("an answer", async () => {
    await using server = await listening(createServer());
    expect(await fetchOnce(`http://127.0.0.1:${server.port}/feed`, { timeoutMs: 100 })).toMatchObject({
      fault: "timeout",
      message: expect.stringMatching(
        /: 127\.0\.0\.1 took the request and did not answer within 0\.\d s$|: no answer within 0\.1 s$/,
      ),
    });
  });
});
