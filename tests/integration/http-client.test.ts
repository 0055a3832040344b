import { createServer, type AddressInfo, type Socket } from "node:net";
import { expect, test } from "vitest";
import { httpClient } from "../support/fetching.ts";

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
