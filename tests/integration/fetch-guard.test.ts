import { describe, expect, test } from "vitest";
import { fetchFeed } from "../../src/fetch/fetch-feed.ts";
import { fetchOnce, httpClient, nameServer } from "../support/fetching.ts";
import { redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { testClock } from "../support/test-clock.ts";

/** Every way to write an address that leads to this machine, where a server waits for whoever comes. */
const notations = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0x7F.1",
  "017700000001",
  "0177.0.0.01",
  "127.0.0.1.",
  "127%2e0%2e0%2e1",
  "①②⑦.⓪.⓪.①",
  "127。0。0。1",
  "0.0.0.0",
  "0",
  "127.99.99.99",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[::]",
];

describe("a private address is not connected to", () => {
  test.each(notations)("when the source names it as %s", async (host) => {
    await using outlet = await startOutlet();
    expect(await fetchOnce(`http://${host}:${outlet.port}/feed`, { allow: [] })).toMatchObject({
      kind: "failed",
      fault: "address",
      message: expect.stringMatching(/ address, and network\.allow does not name it$/),
    });
    expect(outlet.connections()).toBe(0);
  });

  test.each(["10.0.0.1", "0xa.1", "169.254.169.254", "[::1]", "[fd00::1]", "127.0.0.2"])(
    "when an allowed one redirects to http://%s/",
    async (host) => {
      await using outlet = await startOutlet();
      outlet.serve("/feed", redirect(302, `http://${host}/secrets`));
      const { message, ...outcome } = (await fetchOnce(outlet.url("/feed"))) as { message?: string };
      expect(outcome).toMatchObject({ kind: "failed", fault: "address" });
      expect(message).toContain(`Cannot fetch ${outlet.url("/feed")} (it redirects to http://`);
      expect(message).toMatch(/address, and network\.allow does not name it$/);
    },
  );

  test("when a name leads to it, which the error tells", async () => {
    await using outlet = await startOutlet();
    const url = `http://intranet.example:${outlet.port}/feed`;
    const resolve = nameServer({ "intranet.example": [["127.0.0.1"]] });
    expect(await fetchOnce(url, { resolve, allow: [] })).toEqual({
      kind: "failed",
      fault: "address",
      message: `Cannot fetch ${url}: intranet.example resolves to 127.0.0.1, a loopback address, and network.allow does not name it`,
    });
    expect(outlet.connections()).toBe(0);
  });

  test("when the machine's own names lead to it", async () => {
    await using outlet = await startOutlet();
    const outcome = await fetchOnce(`http://localhost:${outlet.port}/feed`, { allow: [] });
    expect(outcome).toMatchObject({ kind: "failed", fault: "address" });
    expect(outlet.connections()).toBe(0);
  });

  test("when a redirect leads to a name that leads to it", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", redirect(301, "http://inner.example/feed"));
    const resolve = nameServer({ "inner.example": [["192.168.1.1", "fe80::1"]] });
    expect(await fetchOnce(outlet.url("/feed"), { resolve })).toMatchObject({
      fault: "address",
      message: expect.stringContaining("inner.example resolves to 192.168.1.1, a private address"),
    });
  });
});

test("of a name's addresses the allowed one is connected to, wherever it stands among the others", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { body: rssOf("one") });
  const resolve = nameServer({ "both.example": [["10.0.0.1", "127.0.0.2", "127.0.0.1", "::1"]] });
  const outcome = await fetchOnce(`http://both.example:${outlet.port}/feed`, { resolve });
  expect(outcome).toMatchObject({ kind: "body" });
});

test("a name that turns private between two requests is refused at the second", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { headers: { connection: "close" }, body: rssOf("one") });
  const resolve = nameServer({ "turns.example": [["127.0.0.1"], ["127.0.0.2"]] });
  await using http = httpClient({ resolve });
  const url = `http://turns.example:${outlet.port}/feed`;
  const fetch = () => fetchFeed({ http, url, validators: {}, clock: testClock() });
  expect(await fetch()).toMatchObject({ kind: "body" });
  expect(await fetch()).toMatchObject({ kind: "failed", fault: "address" });
});
