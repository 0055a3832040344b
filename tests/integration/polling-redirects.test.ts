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
      expect(outlet.requests.slice(2).every(({ headers }) => headers["if-none-match"] === etag)).toBe(true);
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
