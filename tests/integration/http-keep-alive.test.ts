import { expect, test, vi } from "vitest";
import { fetchFeed } from "../../src/fetch/fetch-feed.ts";
import { httpClient, nameServer } from "../support/fetching.ts";
import { redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { testClock } from "../support/test-clock.ts";

const clock = testClock();

/** undici hands a connection back one turn of the loop after the body's end. */
const handedBack = () => new Promise(setImmediate);

async function fetchAll(http: ReturnType<typeof httpClient>, urls: readonly string[]) {
  for (const url of urls) {
    const outcome = await fetchFeed({ http, url, validators: { etag: '"a"' }, clock });
    expect(outcome, JSON.stringify(outcome)).toMatchObject({
      kind: expect.stringMatching(/^(?:body|not-modified|http-error)$/),
    });
    await handedBack();
  }
}

// First in this file: undici makes its clock with the first connection, and this test drives it.
test("idle connections of many hosts end by themselves after seconds, however long the servers would keep them", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    await using outlet = await startOutlet();
    const generous = { headers: { "keep-alive": "timeout=600" }, body: rssOf("one") };
    outlet.serve("/feed", generous);
    const hosts = Array.from({ length: 50 }, (_, index) => `h${index}.example`);
    await using http = httpClient({
      resolve: nameServer({ "*": [["127.0.0.1"]] }),
    });
    await fetchAll(
      http,
      hosts.map((host) => `http://${host}:${outlet.port}/feed`),
    );
    expect(outlet.connections()).toBe(50);
    expect(outlet.open()).toBe(50);
    for (let second = 0; second < 6; second++) await vi.advanceTimersByTimeAsync(1000);
    await vi.waitFor(() => expect(outlet.open()).toBe(0));
  } finally {
    vi.useRealTimers();
  }
});

test("the feeds of a host share a connection, whatever it answers", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/a", { body: rssOf("one") });
  outlet.serve("/b", { status: 304 });
  outlet.serve("/c", { status: 500, body: "broken" });
  outlet.serve("/d", redirect(302, "/a"));
  await using http = httpClient();
  await fetchAll(
    http,
    ["/a", "/b", "/c", "/nowhere", "/d", "/a"].map((path) => outlet.url(path)),
  );
  expect(outlet.requests).toHaveLength(7);
  expect(outlet.connections()).toBe(1);
});

test("two hosts at one address have a connection each", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", { body: rssOf("one") });
  await using http = httpClient({ resolve: nameServer({ "*": [["127.0.0.1"]] }) });
  await fetchAll(http, [`http://a.example:${outlet.port}/feed`, `http://b.example:${outlet.port}/feed`]);
  expect(outlet.connections()).toBe(2);
});

test("a server that says close, or that it keeps a connection for a second, gets a new one", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/close", { headers: { connection: "close" }, body: rssOf("one") });
  outlet.serve("/short", {
    headers: { connection: "keep-alive", "keep-alive": "timeout=1" },
    body: rssOf("one"),
  });
  await using http = httpClient();
  await fetchAll(
    http,
    ["/close", "/short", "/short"].map((path) => outlet.url(path)),
  );
  expect(outlet.connections()).toBe(3);
});
