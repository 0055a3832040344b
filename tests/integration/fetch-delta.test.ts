import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fetchOnce } from "../support/fetching.ts";
import { type Answer, rssOf, startOutlet } from "../support/outlet.ts";

const body = rssOf("new");
const validators = { etag: '"old"', lastModified: "then" };
const delta = (headers: Record<string, string>, given: Uint8Array | string = body): Answer => ({
  status: 226,
  headers,
  body: given,
});

async function answerTo(answer: Answer, asked: Parameters<typeof fetchOnce>[1] = { validators }) {
  await using outlet = await startOutlet();
  outlet.serve("/feed", answer);
  const outcome = await fetchOnce(outlet.url("/feed"), asked);
  return { outcome, sent: outlet.requests[0]?.headers };
}

describe("226 IM Used", () => {
  test("is asked for with an ETag, and brings the new entries with the validators of the whole", async () => {
    const { outcome, sent } = await answerTo(delta({ im: "feed", etag: '"new"', "delta-base": '"old"' }));
    expect(sent).toMatchObject({ "a-im": "feed", "if-none-match": '"old"' });
    expect(outcome).toMatchObject({
      kind: "body",
      isDelta: true,
      status: 226,
      validators: { etag: '"new"' },
    });
    expect(outcome.kind === "body" && outcome.validators).not.toHaveProperty("lastModified");
    expect(outcome.kind === "body" && Buffer.from(outcome.bytes).toString()).toBe(body);
  });

  test("is not asked for at first", async () => {
    expect((await answerTo({ body }, {})).sent).not.toHaveProperty("a-im");
  });

  test("without validators of its own leaves those that it follows on", async () => {
    expect((await answerTo(delta({ im: "feed" }))).outcome).toMatchObject({ validators });
  });

  test.each([
    ["IM: feed, gzip", { im: "feed, gzip" }, gzipSync(body)],
    ["IM: feed; q=1 and Content-Encoding", { im: "Feed; q=1", "content-encoding": "gzip" }, gzipSync(body)],
    ["gzip said in both places", { im: "feed, gzip", "content-encoding": "gzip" }, gzipSync(body)],
    ["gzip put on in both", { im: "feed, gzip", "content-encoding": "gzip" }, gzipSync(gzipSync(body))],
  ])("with %s is read", async (_, headers, bytes) => {
    const { outcome } = await answerTo(delta(headers, bytes));
    expect(outcome.kind === "body" && Buffer.from(outcome.bytes).toString()).toBe(body);
  });

  test.each<[string, Answer, Parameters<typeof fetchOnce>[1], RegExp]>([
    ["without IM", delta({}), { validators }, /without an IM header that says which part/],
    [
      "with a manipulation that was not asked for",
      delta({ im: "vcdiff" }),
      { validators },
      /with IM: vcdiff, where only "feed" was asked for$/,
    ],
    [
      "with one more",
      delta({ im: "feed, vcdiff" }),
      { validators },
      /coded as "vcdiff", which was not asked for$/,
    ],
    ["to a first request", delta({ im: "feed" }), {}, /answered 226 IM Used to a first request/],
  ])("%s is an error", async (_, answer, asked, words) => {
    const { outcome } = await answerTo(answer, asked);
    expect(outcome).toMatchObject({ kind: "failed", message: expect.stringMatching(words) });
  });

  test("stays good as it says, where a cache that knows no 226 may not keep it", async () => {
    const { outcome } = await answerTo(delta({ im: "feed", "cache-control": "no-store, im, max-age=7200" }));
    expect(outcome).toMatchObject({ freshness: { ms: 7_200_000, says: "max-age=7200" } });
  });
});
