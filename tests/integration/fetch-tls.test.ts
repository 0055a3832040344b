import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { beforeAll, describe, expect, test } from "vitest";
import { fetchFeed } from "../../src/fetch/fetch-feed.ts";
import { fetchOnce, httpClient, nameServer } from "../support/fetching.ts";
import { listening } from "../support/listening.ts";
import { rssOf, startOutlet } from "../support/outlet.ts";
import { testClock } from "../support/test-clock.ts";
import { startTlsServer, trustTestRoot } from "../support/tls.ts";

beforeAll(trustTestRoot);

const resolve = nameServer({ "outlet.example": [["127.0.0.1"]] });
const rawServer = (onData: (socket: Socket) => void) =>
  listening(createServer((socket) => void socket.once("data", () => onData(socket))));

/** What a fetch from a server's port says, without its beginning that names the address. */
async function faultAt({ port }: { port: number }, given: Parameters<typeof fetchOnce>[1] = {}) {
  const url = `https://outlet.example:${port}/feed`;
  const outcome = await fetchOnce(url, { resolve, ...given });
  if (outcome.kind !== "failed") return outcome.kind;
  return `${outcome.fault}: ${outcome.message.replace(`Cannot fetch ${url}: `, "")}`;
}

test("a certificate that an issuer vouches for is taken, also by way of an intermediate", async () => {
  await using good = await startTlsServer("good.pem");
  await using chained = await startTlsServer(["by-intermediate.pem", "intermediate.pem"]);
  expect(await faultAt(good)).toBe("body");
  expect(await faultAt(chained)).toBe("body");
});

describe("a certificate that is not taken is named, and the server learns nothing of the request:", () => {
  const trustIt = "where you trust it, start Wirefold with NODE_EXTRA_CA_CERTS set to a file that holds";
  test.each([
    [
      "expired",
      ["expired.pem"],
      "the certificate of outlet.example has expired: its operator must renew it, or this clock is wrong",
    ],
    [
      "not valid yet",
      ["not-yet-valid.pem"],
      "the certificate of outlet.example is not valid yet: the clock of this machine may be wrong",
    ],
    [
      "for other names",
      ["other-name.pem"],
      "the certificate of outlet.example is made out to a.other.example, b.other.example, c.other.example and 1 more only: check the address, or tell its operator",
    ],
    ["self-signed", ["self-signed.pem"], `the certificate of outlet.example is self-signed: ${trustIt} it`],
    [
      "from an unknown issuer",
      ["by-stranger.pem", "stranger.pem"],
      `the certificate of outlet.example comes from an issuer that is unknown here: ${trustIt} the issuer's certificate`,
    ],
    [
      "without the intermediate one",
      ["by-intermediate.pem"],
      `outlet.example sends its certificate without the issuer's, which is unknown here: its operator must send the whole chain, or, ${trustIt} the issuer's certificate`,
    ],
  ])("%s", async (_, certificates, words) => {
    const asked: unknown[] = [];
    await using server = await startTlsServer(certificates, { answer: ({ url }) => asked.push(url) });
    expect(await faultAt(server)).toBe(`tls: ${words}`);
    expect(asked).toEqual([]);
  });
});

describe("a handshake that fails is named:", () => {
  const refused =
    "outlet.example refused the TLS handshake: it serves no site of this name, wants a client's certificate, or has no cipher in common with us";
  test.each([
    [
      "a version that is too old",
      { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const,
      "outlet.example offers only versions of TLS that are not safe any more: its operator must offer 1.2",
    ],
    ["no cipher in common", { maxVersion: "TLSv1.2", ciphers: "AES128-SHA" } as const, refused],
    [
      "a client's certificate that is wanted",
      { requestCert: true, rejectUnauthorized: true, maxVersion: "TLSv1.2" } as const,
      refused,
    ],
    [
      "no HTTP/1.1",
      { ALPNProtocols: ["h2"] },
      "outlet.example does not speak HTTP/1.1 over TLS: its operator must offer it beside HTTP/2",
    ],
  ])("%s", async (_, options, words) => {
    await using server = await startTlsServer("good.pem", options);
    expect(await faultAt(server)).toBe(`tls: ${words}`);
  });

  test("a server without any certificate", async () => {
    await using server = await listening(createTlsServer({}).on("tlsClientError", () => {}));
    expect(await faultAt(server)).toBe(`tls: ${refused}`);
  });

  test("an alert that has no words of ours says what OpenSSL calls it", async () => {
    const alert = Buffer.from([21, 3, 3, 0, 2, 2, 50]); // fatal, decode_error
    await using server = await rawServer((socket) => socket.end(alert));
    expect(await faultAt(server)).toBe(
      "tls: no TLS connection to outlet.example came about (tlsv1 alert decode error)",
    );
  });

  test("plain HTTP on the port", async () => {
    await using outlet = await startOutlet();
    expect(await faultAt(outlet)).toBe(
      "tls: outlet.example does not speak TLS on this port: its address may begin with http://, not https://",
    );
  });

  test("TLS where plain HTTP was asked for", async () => {
    await using server = await startTlsServer("good.pem");
    const { message } = (await fetchOnce(`http://127.0.0.1:${server.port}/`)) as { message: string };
    expect(message).toMatch(/closed the connection before it answered$|is not HTTP/);
  });

  test("a server that hangs up", async () => {
    await using server = await rawServer((socket) => socket.destroy());
    expect(await faultAt(server)).toBe(
      "tls: outlet.example closed the connection in the TLS handshake: it is no HTTPS server, or keeps us out",
    );
  });

  test("a server that is silent, for no longer than a request may take", async () => {
    await using server = await rawServer(() => {});
    const startedAt = performance.now();
    expect(await faultAt(server, { timeoutMs: 200 })).toBe(
      "timeout: outlet.example took the connection and did not finish the TLS handshake within 0.2 s",
    );
    expect(performance.now() - startedAt).toBeLessThan(5000); // undici alone gives a connection 10 s
  });

  test("and a stop does not wait for it", async () => {
    const stop = new AbortController();
    await using server = await rawServer(() => stop.abort());
    await using http = httpClient({ timeoutMs: 60_000 });
    const url = `https://127.0.0.1:${server.port}/feed`;
    const { signal } = stop;
    const startedAt = performance.now();
    const outcome = await fetchFeed({ http, url, validators: {}, clock: testClock(), signal });
    expect(outcome).toEqual({ kind: "aborted" });
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

test("a redirect to a host with a bad certificate tells which", async () => {
  await using outlet = await startOutlet();
  await using server = await startTlsServer("expired.pem");
  const to = `https://127.0.0.1:${server.port}/feed`;
  outlet.serve("/feed", { status: 302, headers: { location: to } }, { body: rssOf("one") });
  expect(await fetchOnce(outlet.url("/feed"))).toMatchObject({
    fault: "tls",
    message: expect.stringContaining(`(it redirects to ${to}): the certificate of 127.0.0.1 has expired`),
  });
});
