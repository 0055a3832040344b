import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { type Piece, instantOf, pressOf } from "../support/press.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";
import { startPublisher } from "../support/wire.ts";

const hourMs = 3_600_000;
const recall: Piece = { by: "herald", title: "Corvane recalls C4 batteries after fires in Osterby", hour: 0 };
const fine: Piece = { by: "gazette", title: "Corvane fined over C4 battery fires in Osterby", hour: 240 };
const fineToo: Piece = { by: "bote", title: "Corvane is fined over C4 battery fires in Osterby", hour: 241 };
const appeal: Piece = { by: "courier", title: "Corvane appeals C4 fine before Osterby court", hour: 400 };
const orchestra: Piece = { by: "signal", title: "Orchestra accepts lower pay after long quarrel", hour: 399 };

/** Stories 1 recall, 2 fine (of two outlets), 3 orchestra, 4 appeal. */
async function newsroom({ sagaOnce = false } = {}) {
  const store = await freshStore();
  const press = await pressOf(store);
  await press.publish(recall, fine, fineToo, orchestra, appeal);
  const now = instantOf(401);
  const settings = () => ({ windowMs: 120 * hourMs, granularity: "event" }) as const;
  await createGrouper({ store, settings, clock: testClock(now), log: silentLog }).groupNew();
  const reader = await startReader({ store, now, sagaOnce });
  const wire = await startPublisher(store, { sagaOnce });
  return {
    corrections: createCorrections({ store, clock: testClock(now) }),
    html: async (path: string) => (await reader.get(path)).text(),
    text: wire.text,
    json: async (path: string) =>
      JSON.parse(await wire.text(path)) as {
        items: readonly { title: string; content_html: string; _wirefold: Record<string, unknown> }[];
      },
    [Symbol.asyncDispose]: async () => {
      await wire[Symbol.asyncDispose]();
      await reader[Symbol.asyncDispose]();
      await store.close();
    },
  };
}
const headings = (html: string) =>
  [...html.matchAll(/<h2[^>]*><a href="\/stories\/\d+">([^<]*)</g)].map(([, title]) => title);

describe("a story's page", () => {
  test("names the earlier events of its saga, the nearest first, with the reason, and what followed", async () => {
    await using news = await newsroom();
    const html = await news.html("/stories/2");
    expect(html).toMatch(/Later: <a href="\/stories\/4"[^>]*>Corvane appeals/);
    const [, earlier = ""] = html.split("Earlier in this story");
    expect(earlier).toMatch(/<a href="\/stories\/1"[^>]*>Corvane recalls C4 batteries/);
    expect(earlier).toMatch(/This story began 10.d after its last report, and both are about “/);
    expect(earlier).toMatch(/Likeness 0\.\d{3}; a link needs 0\.200/);
    const last = await news.html("/stories/4");
    expect(last.indexOf("Corvane fined over")).toBeLessThan(last.indexOf("Corvane recalls"));
    expect(last).toMatch(/2 independent reports/);
    expect(last).toMatch(/The story above began 10.d after its last report/);
  });

  test("of a story without a saga speaks of none", async () => {
    await using news = await newsroom();
    expect(await news.html("/stories/3")).not.toMatch(/Earlier in this story|Later:/);
  });

  test("says why its lead speaks for it", async () => {
    await using news = await newsroom();
    expect(await news.html("/stories/2")).toMatch(
      /Why [^<]* leads<\/summary>\n<p lang="en">It is the outlet’s own report\. It was the first of 2 of which that can be said\.</,
    );
  });
});

test("a story's page says which other stories became part of it, and why", async () => {
  await using news = await newsroom();
  await news.corrections.putTogether({ storyId: 1, otherId: 3 });
  expect(await news.html("/stories/1")).toMatch(
    /Another story became part of this one, <time [^>]*>[^<]*<\/time>: <span lang="en">Put together by hand on .* with “Corvane recalls/,
  );
});

describe("the front page and the merged feed", () => {
  test("show every event as a story, where granularity is not topic", async () => {
    await using news = await newsroom();
    expect(headings(await news.html("/"))).toHaveLength(4);
    expect((await news.json("/feed.json")).items).toHaveLength(4);
  });

  test("show a saga once with granularity topic, under its newest event, which names the earlier ones", async () => {
    await using news = await newsroom({ sagaOnce: true });
    const html = await news.html("/");
    expect(headings(html).toSorted()).toEqual([appeal.title, orchestra.title]);
    const [, earlier = ""] = html.split("Earlier in this story");
    expect(earlier.indexOf(fine.title)).toBeLessThan(earlier.indexOf(recall.title));
    const { items } = await news.json("/feed.json");
    expect(items.map(({ title }) => title).toSorted()).toEqual([appeal.title, orchestra.title]);
    expect((await news.json("/feed.json?fold=none")).items).toHaveLength(5);
    expect((await news.json("/search.json?q=corvane")).items).toHaveLength(3);
    expect((await news.json("/feed.json?after=0")).items).toHaveLength(4);
    expect((await news.json("/feed.json?min=2")).items.map(({ title }) => title)).toEqual([fine.title]);
  });

  test("name what came before in an item's text, and for programs", async () => {
    await using news = await newsroom();
    const { items } = await news.json("/feed.json");
    const item = items.find(({ title }) => title === appeal.title)!;
    expect(item.content_html).toContain("<strong>Earlier in this story</strong>");
    expect(item.content_html).toMatch(/href="https:\/\/wire\.example\.org\/stories\/2"[^>]*>Corvane fined/);
    expect(item._wirefold["leadReason"]).toBe("It is the only report so far.");
    expect(item._wirefold["earlier"]).toEqual([
      {
        story: 2,
        followedBy: 4,
        url: "https://wire.example.org/stories/2",
        title: fine.title,
        publishedAt: instantOf(240).toISOString(),
        why: expect.stringMatching(/^Follows on “Corvane fined/),
      },
      expect.objectContaining({ story: 1, followedBy: 2, title: recall.title }),
    ]);
    for (const path of ["/feed.rss", "/feed.atom"])
      expect(await news.text(path)).toContain("Earlier in this story");
  });
});
