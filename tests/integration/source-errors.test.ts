import { expect, test } from "vitest";
import { nameServer } from "../support/fetching.ts";
import { redirect, startOutlet } from "../support/outlet.ts";
import { startPolling } from "../support/polling.ts";
import { startReader } from "../support/reader-app.ts";
import { startTlsServer } from "../support/tls.ts";

/** A page's words, without its marks, soft hyphens and joiners. */
const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#39;", "'")
    .replaceAll(/[\u00ad\u200b\u2060]/g, "")
    .replaceAll(/[\s\u00a0]+/g, " ");

test("what keeps a source from being read stands on its page and in /status.json, in one sentence", async () => {
  await using outlet = await startOutlet();
  await using expired = await startTlsServer("expired.pem");
  outlet.serve("/page", { headers: { "content-type": "text/html" }, body: "<!doctype html><h1>Blog</h1>" });
  outlet.serve("/login", { status: 401 });
  outlet.serve("/circle", redirect(302, "/circle"));
  const cases: readonly (readonly [url: string, found: string])[] = [
    ["http://nowhere.example/feed", "the host name nowhere.example does not resolve"],
    [
      `https://outlet.example:${expired.port}/feed`,
      "the certificate of outlet.example has expired: its operator must renew it, or this clock is wrong",
    ],
    ["http://10.0.0.1/feed", "10.0.0.1 is a private address, and network.allow does not name it"],
    [outlet.url("/none"), "the server answered 404 Not Found"],
    [outlet.url("/login"), "the server answered 401 Unauthorized. It wants a login"],
    [outlet.url("/circle"), "its redirects go round in a circle"],
    [outlet.url("/page"), "it is an HTML page"],
  ];
  await using polling = await startPolling({
    sources: cases.map(([url]) => url),
    fetch: { resolve: nameServer({ "outlet.example": [["127.0.0.1"]] }) },
  });
  await polling.pollNext();
  await using reader = await startReader({ store: polling.store, now: () => polling.clock.now() });
  const feeds = await polling.store.feeds();
  const told = (await (await reader.get("/status.json")).json()) as { url: string; lastError?: string }[];
  for (const [index, [url, found]] of cases.entries()) {
    const page = wordsOf(await (await reader.get(`/sources/${feeds[index]!.id}`)).text());
    expect(page).toContain(found);
    expect(told[index]).toMatchObject({ url, lastError: expect.stringContaining(found) });
    expect(told[index]?.lastError).toMatch(/^Cannot (?:fetch|parse) https?:/);
  }
});
