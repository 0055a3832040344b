import { describe, expect, test } from "vitest";
import { redirect, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";

const etag = '"a1"';

describe("a permanent redirect", () => {
  test.each([301, 308])(
    "by %i is adopted after three answers, asking both addresses by turns until then",
    async (status) => {
      await using outlet = await startOutlet();
      outlet.serve("/old", redirect(status, "/new"));
      outlet.serve("/new", { headers: { etag }, body: rssOf("1") });
      await using polling = await startPolling({ sources: [outlet.url("/old")] });
      const asked: string[][] = [];
      for (let time = 0; time < 7; time++) {
        const before = outlet.requests.length;
        await polling.pollNext();
        asked.push(outlet.requests.slice(before).map(({ path }) => path));
      }
      const both = ["/old", "/new"];
      expect(asked).toEqual([both, ["/new"], both, ["/new"], both, ["/new"], ["/new"]]);
      const feed = await polling.feed();
      expect(feed).toMatchObject({
        fetchUrl: outlet.url("/new"),
        source: { url: outlet.url("/old") },
        entryCount: 1,
      });
      const again = outlet.askedFor("/new").slice(1);
      expect(again.every(({ headers }) => headers["if-none-match"] === etag)).toBe(true);
      for (const { headers } of outlet.askedFor("/old")) expect(headers).not.toHaveProperty("if-none-match");
    },
  );

  test("that was adopted is given up when the new address is gone, and the old one is asked without the other's ETag", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(301, "/new"));
    outlet.serve("/new", { headers: { etag }, body: rssOf("1") });
    await using polling = await startPolling({ sources: [outlet.url("/old")] });
    for (let time = 0; time < 5; time++) await polling.pollNext();
    outlet.serve("/old", { body: rssOf("1", "2") });
    outlet.serve("/new", { status: 410 });
    await polling.pollNext();
    expect(await polling.feed()).toMatchObject({ state: "failing", fetchUrl: outlet.url("/old") });
    await polling.pollNext();
    expect(await polling.feed()).toMatchObject({ state: "ok", entryCount: 2 });
    expect(outlet.requests.at(-1)).toMatchObject({ path: "/old" });
    expect(outlet.requests.at(-1)?.headers).not.toHaveProperty("if-none-match");
  });

  test.each([301, 302])(
    "by %i to another address than before is asked there without the first one's ETag and date",
    async (status) => {
      await using outlet = await startOutlet();
      const lastModified = "Fri, 20 Nov 2026 10:00:00 GMT";
      outlet.serve("/feed", redirect(status, "/a"), redirect(status, "/b"), redirect(status, "/b"));
      outlet.serve("/a", { headers: { etag, "last-modified": lastModified }, body: rssOf("1") });
      // Older than what was read: a date would have it answer 304 for ever.
      outlet.serve("/b", (request, response) =>
        request.headers["if-modified-since"] === lastModified
          ? response.writeHead(304).end()
          : response.writeHead(200, { "last-modified": "Mon, 02 Nov 2026 10:00:00 GMT" }).end(rssOf("2")),
      );
      await using polling = await startPolling({ sources: [outlet.url("/feed")] });
      while (outlet.askedFor("/b").length < 2) await polling.pollNext();
      const [first, second] = outlet.askedFor("/b").map(({ headers }) => headers["if-modified-since"]);
      expect(first).toBeUndefined();
      expect(second).toBe("Mon, 02 Nov 2026 10:00:00 GMT");
      expect(await polling.titles()).toEqual(["Title of 1", "Title of 2"]);
    },
  );

  test.each([302, 303, 307])("is none by %i, however often", async (status) => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(status, "/new"));
    outlet.serve("/new", { body: rssOf("1") });
    await using polling = await startPolling({
      sources: [outlet.url("/old")],
      settings: { maxEveryMs: 30 * minuteMs },
    });
    for (let time = 0; time < 6; time++) await polling.pollNext();
    expect(outlet.askedFor("/old")).toHaveLength(6);
    expect((await polling.feed()).fetchUrl).toBe(outlet.url("/old"));
  });
});
