import { expect, test } from "vitest";
import type { PollResult } from "../../src/polling/poll-feed.ts";
import { type Answer, rssOf, rssWith, startOutlet } from "../support/outlet.ts";
import { startPolling } from "../support/polling.ts";

const whole = (etag: string, body: string): Answer => ({ headers: { etag }, body });
const delta = (etag: string, body: string): Answer => ({ status: 226, headers: { etag, im: "feed" }, body });

async function poll(...answers: readonly Answer[]) {
  const stack = new AsyncDisposableStack();
  const outlet = stack.use(await startOutlet());
  outlet.serve("/feed", ...answers);
  const polling = stack.use(await startPolling({ sources: [outlet.url("/feed")] }));
  const results: PollResult[] = [];
  while (outlet.requests.length < answers.length) results.push(...(await polling.pollNext()));
  return { ...polling, outlet, results, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test("a 226 adds its entries to those that are there, and the next poll asks from there on", async () => {
  await using polled = await poll(
    whole('"1"', rssOf("a", "b")),
    delta('"2"', rssOf("c")),
    delta('"3"', rssOf("d", "b")),
    { status: 304 },
  );
  expect(polled.results).toMatchObject([
    { outcome: "ok", status: 200, entries: 2, new: 2 },
    { outcome: "ok", status: 226, entries: 1, new: 1 },
    { outcome: "ok", status: 226, entries: 2, new: 1 },
    { outcome: "not-modified", status: 304 },
  ]);
  expect(await polled.titles()).toEqual(["a", "b", "c", "d"].map((key) => `Title of ${key}`));
  expect(polled.outlet.requests.map(({ headers }) => headers["if-none-match"])).toEqual([
    undefined,
    '"1"',
    '"2"',
    '"3"',
  ]);
  expect(polled.outlet.requests.map(({ headers }) => headers["a-im"])).toEqual([
    undefined,
    "feed",
    "feed",
    "feed",
  ]);
});

test("a 226 replaces nothing: not what the feed says of itself, nor what it asks for, nor by what its document is known", async () => {
  const document = rssWith("<description>All news</description><ttl>120</ttl>", "a");
  await using polled = await poll(
    whole('"1"', document),
    delta('"2"', rssOf("b").replace("<title>Outlet</title>", "")),
    whole('"3"', document),
  );
  const { title, description, polling } = await polled.feed();
  expect({ title, description }).toEqual({ title: "Outlet", description: "All news" });
  expect(polling).toMatchObject({ documentIntervalMs: 7_200_000, validators: { etag: '"3"' } });
  // The same document under 200 needs no work, whatever came in between.
  expect(polled.results[2]).toMatchObject({ outcome: "not-modified", status: 200 });
});

test("a 226 without entries changes nothing but the validators", async () => {
  await using polled = await poll(whole('"1"', rssOf("a")), delta('"2"', rssOf()));
  expect(polled.results[1]).toMatchObject({ outcome: "not-modified", status: 226, entries: 0 });
  const { polling } = await polled.feed();
  expect(polling.validators).toEqual({ etag: '"2"' });
  expect(polling.lastChangedAt).not.toEqual(polling.lastPolledAt);
});

test("a 226 that is cut off is kept as far as it goes, and the whole document is asked for next", async () => {
  const cut = rssOf("b", "c").replace(/<guid>c.*$/s, "");
  await using polled = await poll(
    whole('"1"', rssOf("a")),
    delta('"2"', cut),
    whole('"2"', rssOf("a", "b", "c")),
  );
  expect(polled.outlet.requests[2]?.headers).not.toHaveProperty("if-none-match");
  expect(await polled.titles()).toEqual(["a", "b", "c"].map((key) => `Title of ${key}`));
});

test("a 226 that nobody asked for is an error, and the articles stay", async () => {
  await using polled = await poll(whole('"1"', rssOf("a")), { status: 226, body: rssOf("b") });
  expect(await polled.feed()).toMatchObject({
    state: "failing",
    entryCount: 1,
    polling: {
      lastError: expect.stringMatching(/^Cannot fetch .*: it answered 226 IM Used without an IM header/),
      validators: { etag: '"1"' },
    },
  });
});

test("entries of a 226 that are all new are new, also under a title and date that are known", async () => {
  const item = (key: string) =>
    `<item><title>Weather</title><link>https://outlet.example/${key}</link><guid>${key}</guid><pubDate>Fri, 20 Nov 2026 06:00:00 GMT</pubDate></item>`;
  await using polled = await poll(whole('"1"', rssWith(item("north"))), delta('"2"', rssWith(item("south"))));
  expect(polled.results[1]).toMatchObject({ new: 1 });
  expect(await polled.titles()).toEqual(["Weather", "Weather"]);
});
