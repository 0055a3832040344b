import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { SourceAccess } from "../../src/model/source-access.ts";
import { followSources } from "../../src/polling/follow-sources.ts";
import { pollingSettings } from "../support/feed.ts";
import { type Answer, redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const authorization = "Bearer s3same";
const accessTo = (url: string, given: Partial<SourceAccess> = {}) => ({
  [url]: { origin: new URL(url).origin, headers: { authorization }, plainSecrets: [], ...given },
});
/** Lets in who has the password. */
const guarded =
  (password = authorization): Answer =>
  (request, response) =>
    request.headers.authorization === password
      ? response.writeHead(200, { etag: '"1"' }).end(rssOf("1"))
      : response.writeHead(401).end();

test("a source's headers are sent at every poll, to it alone, and stored nowhere", async () => {
  await using folder = await temporaryFolder();
  await using outlet = await startOutlet();
  outlet.serve("/own", guarded());
  outlet.serve("/other", { body: rssOf("2") });
  const path = join(folder.path, "wirefold.db");
  const url = outlet.url("/own");
  await using polling = await startPolling({
    sources: [url, outlet.url("/other")],
    fetch: { access: accessTo(url) },
    databaseUrl: `sqlite:${path}`,
  });
  for (let time = 0; time < 2; time++) {
    await polling.clock.advance(60 * minuteMs);
    await polling.poller.pollDue();
  }
  expect((await polling.store.feeds()).map(({ state }) => state)).toEqual(["ok", "ok"]);
  expect(outlet.askedFor("/own").map(({ headers }) => headers.authorization)).toEqual([
    authorization,
    authorization,
  ]);
  for (const { headers } of outlet.askedFor("/other")) expect(headers).not.toHaveProperty("authorization");
  for (const file of [path, `${path}-wal`])
    expect((await readFile(file).catch(() => Buffer.of())).includes("s3same"), file).toBe(false);
});

test("an address of another origin that was adopted gets no headers, and the error says so", async () => {
  await using outlet = await startOutlet();
  await using other = await startOutlet();
  outlet.serve("/feed", redirect(301, other.url("/feed")));
  other.serve("/feed", { body: rssOf("1") });
  const url = outlet.url("/feed");
  await using polling = await startPolling({ sources: [url], fetch: { access: accessTo(url) } });
  for (let time = 0; time < 5; time++) await polling.pollNext();
  expect((await polling.feed()).fetchUrl).toBe(other.url("/feed"));
  other.serve("/feed", guarded());
  const [result] = await polling.pollNext();
  for (const { headers } of other.requests) expect(headers).not.toHaveProperty("authorization");
  expect(result).toMatchObject({
    url,
    status: 401,
    error: expect.stringContaining(`are sent to ${new URL(url).origin} only`),
  });
});

test("a feed that was refused is asked at once when its login was changed, and is the same feed", async () => {
  await using outlet = await startOutlet();
  outlet.serve("/feed", guarded("Bearer new"));
  const url = outlet.url("/feed");
  await using polling = await startPolling({ sources: [url], fetch: { access: accessTo(url) } });
  await polling.pollNext();
  const refused = await polling.feed();
  expect(refused).toMatchObject({
    state: "failing",
    polling: {
      lastError: expect.stringMatching(/401 Unauthorized to the authorization that the config gives/),
    },
  });
  const { id } = refused;
  const settings = (headers: SourceAccess["headers"]) => ({
    sources: [{ url }],
    polling: pollingSettings(),
    fetch: { timeoutMs: 1, maxBodyBytes: 1, allow: [], access: accessTo(url, { headers }) },
  });
  const before = settings({ authorization });
  const now = polling.clock.now();
  expect(await followSources(polling.store, before, now, before)).toBe(0); // the same: back-off goes on
  const after = settings({ authorization: "Bearer new" });
  expect(await followSources(polling.store, after, now, before)).toBe(1);
  expect(await polling.feed()).toMatchObject({
    id,
    polling: { nextPollAt: now, nextPollReason: "its login or headers were changed" },
  });
});
