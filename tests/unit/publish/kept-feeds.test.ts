import { describe, expect, test, vi } from "vitest";
import { createKeptFeeds } from "../../../src/publish/kept-feeds.ts";
import { createRepresentation } from "../../../src/web/conditional.ts";

const body = (text: string) => createRepresentation({ body: text, contentType: "text/plain" });
const rendering = (text: string) => vi.fn(async () => body(text));
const feeds = (room: Partial<{ maxCount: number; maxBytes: number }> = {}) =>
  createKeptFeeds({ maxCount: 10, maxBytes: 1000, ...room });

test("many who ask at once share one rendering", async () => {
  const kept = feeds();
  const render = rendering("news");
  const answers = await Promise.all(Array.from({ length: 50 }, () => kept.get("/a", "1", render)));
  expect(render).toHaveBeenCalledTimes(1);
  expect(new Set(answers).size).toBe(1);
});

test("a feed is rendered anew when its stamp has changed, and only then", async () => {
  const kept = feeds();
  const first = rendering("old");
  const second = rendering("new");
  await kept.get("/a", "1", first);
  expect(await kept.get("/a", "1", second)).toBe(await first.mock.results[0]!.value);
  expect(second).not.toHaveBeenCalled();
  expect((await kept.get("/a", "2", second)).body.toString()).toBe("new");
});

test("each address has its own", async () => {
  const kept = feeds();
  await kept.get("/a", "1", rendering("a"));
  expect((await kept.get("/b", "1", rendering("b"))).body.toString()).toBe("b");
});

test("a new rendering with the old bytes leaves the old one, with its compressed forms", async () => {
  const kept = feeds();
  const before = await kept.get("/a", "1", rendering("same"));
  expect(await kept.get("/a", "2", rendering("same"))).toBe(before);
});

test("where the bytes stay, so does the time of their last change", async () => {
  const kept = feeds();
  await kept.get("/a", "1", rendering("same"));
  const moved = createRepresentation({
    body: "same",
    contentType: "text/plain",
    lastModified: new Date("2026-11-20T12:00:00Z"),
  });
  const answer = await kept.get("/a", "2", async () => moved);
  expect(answer.lastModified).toBeUndefined();
});

test("a rendering that failed is not kept", async () => {
  const kept = feeds();
  const fails = async () => {
    throw new Error("the store is closed");
  };
  await expect(kept.get("/a", "1", fails)).rejects.toThrow("the store is closed");
  expect((await kept.get("/a", "1", rendering("news"))).body.toString()).toBe("news");
});

test("a rendering overtaken by a newer one does not replace it", async () => {
  const kept = feeds();
  const slow = Promise.withResolvers<ReturnType<typeof body>>();
  const asked = kept.get("/a", "1", () => slow.promise);
  await kept.get("/a", "2", rendering("new"));
  slow.resolve(body("old"));
  expect((await asked).body.toString()).toBe("old");
  const again = rendering("again");
  expect((await kept.get("/a", "2", again)).body.toString()).toBe("new");
  expect(again).not.toHaveBeenCalled();
});

describe("where there is no room", () => {
  const isKept = async (kept: ReturnType<typeof feeds>, address: string) => {
    const render = rendering("x");
    await kept.get(address, "1", render);
    return render.mock.calls.length === 0;
  };

  test("for as many feeds, what nobody has asked for the longest goes", async () => {
    const kept = feeds({ maxCount: 2 });
    await kept.get("/a", "1", rendering("a"));
    await kept.get("/b", "1", rendering("b"));
    await kept.get("/a", "1", rendering("a"));
    await kept.get("/c", "1", rendering("c"));
    expect(await isKept(kept, "/a")).toBe(true);
    expect(await isKept(kept, "/b")).toBe(false);
  });

  test("for as many bytes, as many go as it takes", async () => {
    const kept = feeds({ maxBytes: 100 });
    for (const address of ["/a", "/b", "/c"]) await kept.get(address, "1", rendering("x".repeat(30)));
    await kept.get("/d", "1", rendering("x".repeat(70)));
    expect(await isKept(kept, "/d")).toBe(true);
    expect(await isKept(kept, "/c")).toBe(true);
    expect(await isKept(kept, "/b")).toBe(false);
  });

  test("for one feed alone, it is rendered all the same, and the others do not suffer later", async () => {
    const kept = feeds({ maxBytes: 100 });
    expect((await kept.get("/big", "1", rendering("x".repeat(500)))).body).toHaveLength(500);
    await kept.get("/a", "1", rendering("a"));
    expect(await isKept(kept, "/a")).toBe(true);
  });

  test("bytes are counted once for a feed that is rendered again and again", async () => {
    const kept = feeds({ maxBytes: 100 });
    await kept.get("/other", "1", rendering("x"));
    for (let stamp = 1; stamp <= 50; stamp++) await kept.get("/a", `${stamp}`, rendering("x".repeat(60)));
    expect(await isKept(kept, "/other")).toBe(true);
  });
});

test("where a new rendering fails, the old one is there still as the last, and the next is rendered", async () => {
  const kept = feeds();
  await kept.get("/a", "1", rendering("old"));
  await expect(kept.get("/a", "2", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(kept.last("/a")?.body.toString()).toBe("old");
  expect((await kept.get("/a", "2", rendering("new"))).body.toString()).toBe("new");
  expect(kept.last("/a")?.body.toString()).toBe("new");
  expect(kept.last("/b")).toBeUndefined();
});

test("one that failed again and again takes no more room than once", async () => {
  const kept = feeds({ maxBytes: 10 });
  await kept.get("/a", "1", rendering("12345"));
  for (let stamp = 2; stamp < 9; stamp++)
    await kept.get("/a", String(stamp), () => Promise.reject(new Error("gone"))).catch(() => undefined);
  await kept.get("/b", "1", rendering("12345"));
  expect(kept.last("/a")?.body.toString()).toBe("12345");
});
