import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Answer, rssOf, startOutlet } from "../support/outlet.ts";
import { startPolling } from "../support/polling.ts";

const fetch = { timeoutMs: 120_000, maxBodyBytes: 10_000_000 };
const good: Answer = { body: rssOf("1") };
const paths = (count: number) => Array.from({ length: count }, (_, at) => `/${at}`);

test("a host that does not answer holds up no other host's feeds", async () => {
  await using silent = await startOutlet();
  await using quick = await startOutlet();
  for (const path of paths(50)) silent.serve(path, () => {});
  for (const path of paths(20)) quick.serve(path, good);
  await using polling = await startPolling({
    sources: [...paths(50).map(silent.url), ...paths(20).map(quick.url)],
    settings: { concurrency: 4 },
    fetch,
  });
  const { promise: allQuick, resolve } = Promise.withResolvers<void>();
  let done = 0;
  const polled = polling.poller.pollDue({ drain: true, onResult: () => ++done === 20 && resolve() });
  await allQuick;
  expect(silent.requests).toHaveLength(2); // as many as perHost lets it hold
  await polling.poller.stop();
  await polled;
});

test("feeds that wait for their host are no more than some two thousand, the others are left to be claimed", async () => {
  await using outlet = await startOutlet();
  const sources = paths(3000).map(outlet.url);
  for (const path of paths(3000)) outlet.serve(path, () => {});
  await using polling = await startPolling({ sources, fetch });
  const polled = polling.poller.pollDue();
  while (outlet.requests.length < 2) await setImmediate();
  const claimed = (await polling.store.feeds()).filter(({ leasedUntil }) => leasedUntil !== undefined);
  expect(claimed.length).toBeGreaterThanOrEqual(2000);
  expect(claimed.length).toBeLessThan(2200);
  await polling.poller.stop();
  await polled;
});

test("large bodies wait for room and are all read in the end, small ones meanwhile as ever", async () => {
  await using outlet = await startOutlet();
  const held: ServerResponse[] = [];
  const large = rssOf("1").replace("<channel>", `<channel>${" ".repeat(1_500_000)}`);
  const names = paths(6);
  for (const path of names)
    outlet.serve(path, (_, response) => {
      response.writeHead(200).write(large.slice(0, -10));
      held.push(response);
    });
  outlet.serve("/small", good);
  await using polling = await startPolling({
    sources: [...names, "/small"].map(outlet.url),
    settings: { perHost: 10 },
    fetch,
  });
  const { promise: small, resolve } = Promise.withResolvers<void>();
  const onResult = ({ url }: { url: string }) => url.endsWith("/small") && resolve();
  const polled = polling.poller.pollDue({ onResult });
  await small;
  while (held.length < 6) await setImmediate();
  for (const response of held) response.end(large.slice(-10));
  const outcomes = (await polled).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(Array.from({ length: 7 }, () => "ok"));
});
