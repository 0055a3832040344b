import { describe, expect, test } from "vitest";
import type { ContentRule, ContentRules } from "../../src/model/content-rule.ts";
import type { SafeHtml } from "../../src/model/entry.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";
import { fillStore, startPublisher } from "../support/wire.ts";

const herald = "https://herald.example/feed";
const post = "https://post.example/feed";
const now = at("12:00");

const wording = (outlet: string, edition = "") => ({
  contentHtml:
    `<p>The beginning of ${outlet}${edition}.</p><p>The end of ${outlet}${edition}.</p>` as SafeHtml,
  summary: `The beginning of ${outlet}${edition}.`,
});

/** One story of each source, the Herald's edited since; and what is found of them everywhere they are given out. */
async function giveOut(content: ContentRules | undefined) {
  const store = await freshStore();
  const report = (outlet: string, story: number) => ({
    entry: parsedEntry({
      key: outlet,
      url: `https://${outlet}.example/1`,
      title: `Headline of ${outlet}`,
      ...wording(outlet),
      imageUrl: `https://${outlet}.example/picture.jpg`,
      imageCredit: `Photographer of ${outlet}`,
      enclosures: [{ url: `https://${outlet}.example/talk.mp3`, mediaType: "audio/mpeg" }],
      transcripts: [{ url: `https://${outlet}.example/talk.vtt`, mediaType: "text/vtt" }],
      publishedAt: at("11:00"),
    }),
    story,
  });
  const [one, two] = [report("herald", 1), report("post", 2)];
  const outlets = [
    { source: source(herald), entries: [one] },
    { source: source(post), entries: [two] },
  ];
  await fillStore(store, outlets, now);
  await savePoll(store, herald, [{ ...one.entry, ...wording("herald", ", told anew") }], {
    fetchedAt: at("12:05"),
  });
  const publisher = await startPublisher(store, content && { content });
  const reader = await startReader({ store, now: at("12:10"), ...(content && { content }) });
  const feeds = [
    "/feed.rss",
    "/feed.atom",
    "/feed.json",
    "/feed.json?after=0",
    "/feed.atom?fold=none",
    "/feed.rss?fold=copy",
  ];
  const texts = {
    ...Object.fromEntries(
      await Promise.all(feeds.map(async (path) => [path, await publisher.text(path)] as const)),
    ),
    ...Object.fromEntries(
      await Promise.all(
        ["/", "/stories/1", "/stories/2"].map(
          async (path) => [path, await (await reader.get(path)).text()] as const,
        ),
      ),
    ),
  } as Readonly<Record<string, string>>;
  await reader[Symbol.asyncDispose]();
  await publisher[Symbol.asyncDispose]();
  await store.close();
  return texts;
}

const traces = {
  text: (outlet: string) => new RegExp(`The end of ${outlet}`),
  beginning: (outlet: string) => new RegExp(`The beginning of ${outlet}`),
  picture: (outlet: string) => new RegExp(`${outlet}.example/picture|Photographer of ${outlet}`),
  files: (outlet: string) => new RegExp(`${outlet}.example/talk`),
};
const kept: Readonly<Record<ContentRule, readonly (keyof typeof traces)[]>> = {
  full: ["text", "beginning", "picture", "files"],
  summary: ["beginning", "picture", "files"],
  title: [],
};

describe("how much of an article is given out", () => {
  test.each<[rule: ContentRule, content: ContentRules | undefined]>([
    ["full", undefined],
    ["full", { usual: "full", own: { [post]: "title" } }],
    ["summary", { usual: "summary" }],
    ["summary", { usual: "full", own: { [herald]: "summary" } }],
    ["title", { usual: "title", own: { [post]: "full" } }],
  ])("%s, by the rules %j: in feeds, archives and on pages", async (rule, content) => {
    const texts = await giveOut(content);
    for (const [path, text] of Object.entries(texts)) {
      if (path === "/stories/2") continue;
      expect(text).toContain("Headline of herald");
      for (const [name, trace] of Object.entries(traces)) {
        const isKept = kept[rule].includes(name as keyof typeof traces);
        // A list shows neither texts nor files.
        if (isKept && path === "/" && (name === "text" || name === "files")) continue;
        expect({ path, name, found: trace("herald").test(text) }).toEqual({ path, name, found: isKept });
      }
    }
  });

  test("a source's own rule is for that source alone", async () => {
    const texts = await giveOut({ usual: "full", own: { [herald]: "title" } });
    expect(texts["/feed.rss"]).toMatch(traces.text("post"));
    expect(texts["/stories/2"]).toMatch(traces.text("post"));
    expect(texts["/feed.rss"]).not.toMatch(traces.beginning("herald"));
  });

  test("what an article said before is no way around it", async () => {
    expect((await giveOut(undefined))["/stories/1"]).toContain("told anew");
    expect((await giveOut({ usual: "title" }))["/stories/1"]).not.toContain("told anew");
  });
});
