import * as fc from "fast-check";
import { request } from "undici";
import { describe, expect, test } from "vitest";
import { publishLongWire } from "../support/long-wire.ts";
import { changes } from "../support/newsroom-changes.ts";
import { publishQuake } from "../support/quake-wire.ts";
import { startPublisher, testSite } from "../support/wire.ts";

const { url: _, ...unplaced } = testSite;
const formats = ["rss", "atom", "json"] as const;

/** What goes over the wire: fetch would decode it. */
async function raw(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method: "GET" | "HEAD" = "GET",
) {
  const response = await request(url, { method, headers });
  const { date: _d, connection: _c, "keep-alive": _k, ...told } = response.headers;
  const body = Buffer.from(await response.body.arrayBuffer());
  return { status: response.statusCode, headers: told, body: body.toString("base64") };
}

describe("a feed that is asked for again", () => {
  const askings = [
    ["as it is", {}, "GET"],
    ["in gzip", { "accept-encoding": "gzip" }, "GET"],
    ["in br", { "accept-encoding": "br" }, "GET"],
    ["by HEAD", { "accept-encoding": "gzip" }, "HEAD"],
    ["with a good copy", { "if-none-match": "*" }, "GET"],
  ] as const;

  test.each(askings)("is answered to the letter as the first time: %s", async (_what, headers, method) => {
    await using wire = await publishQuake();
    for (const format of formats) {
      const ask = () => raw(`${wire.base}/feed.${format}`, headers, method);
      const [first, second] = [await ask(), await ask()];
      expect(second).toEqual(first);
      expect(second.headers).toHaveProperty("content-security-policy");
    }
  });

  test("under another name of this machine names itself by that", async () => {
    await using wire = await publishQuake({ site: unplaced });
    const port = new URL(wire.base).port;
    for (const host of ["127.0.0.1", "localhost", "127.0.0.1", "localhost"]) {
      const response = await raw(`${wire.base}/feed.rss`, { host: `${host}:${port}` });
      expect(response.headers["link"]).toContain(`<http://${host}:${port}/feed.rss>; rel="self"`);
    }
  });

  test.each(["/feed.rss?fold=none", "/feed.rss?limit=1", "/search.rss?q=quake", "/search.rss?q=ministers"])(
    "is not taken for another one: %s",
    async (path) => {
      await using wire = await publishQuake();
      const alone = await wire.text(path);
      for (const other of [
        "/feed.rss",
        "/search.rss?q=quake",
        "/search.rss?q=ministers",
        "/feed.rss?fold=none",
      ])
        await wire.text(other);
      expect(await wire.text(path)).toBe(alone);
    },
  );

  test("is no answer to what else is asked of its address", async () => {
    await using wire = await publishQuake();
    await wire.text("/feed.rss");
    expect((await wire.get("/feed.rss", {}, "POST")).status).toBe(404);
    expect((await wire.get("/feed.rss?limit=0")).status).toBe(400);
  });
});

const addresses = [
  ...formats.map((format) => `/feed.${format}`),
  "/feed.rss?fold=copy",
  "/feed.json?fold=none&limit=3",
  "/feed.atom?min=2&lang=de",
  "/feed.json?limit=5",
  "/feed.rss?after=0",
  "/categories/World.atom",
  "/categories/Deutsch.json",
  "/sources/1.rss",
  "/search.json?q=ministers",
];

test("after any change every feed has the bytes of one that is made anew", { timeout: 120_000 }, async () => {
  const anyChange = fc.record({ kind: fc.constantFrom(...Object.keys(changes)), pick: fc.nat(60) });
  const runs = Number(process.env["WIREFOLD_FUZZ"] ?? 8);
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { minLength: 4, maxLength: 10 }), async (course) => {
      await using wire = await publishLongWire(9);
      const kept = () => Promise.all(addresses.map((path) => raw(wire.base + path)));
      await kept();
      for (const { kind, pick } of course) {
        await changes[kind]!(wire.store, pick);
        await using other = await startPublisher(wire.store);
        const anew = await Promise.all(addresses.map((path) => raw(other.base + path)));
        for (const answers of [await kept(), await kept()])
          for (const [at, { status, body }] of answers.entries())
            expect([addresses[at], kind, status, body]).toEqual([
              addresses[at],
              kind,
              anew[at]?.status,
              anew[at]?.body,
            ]);
      }
    }),
    { numRuns: runs },
  );
});
