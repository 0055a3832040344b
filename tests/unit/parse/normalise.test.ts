import { describe, expect, test } from "vitest";
import type { EntryDraft } from "../../../src/parse/draft.ts";
import { type FeedContext, normaliseEntries } from "../../../src/parse/normalise.ts";
import { fetchedAt } from "../../support/parsed.ts";

const feed: FeedContext = { siteUrl: "https://outlet.example/", language: undefined, fetchedAt };
async function entryOf(draft: Partial<EntryDraft>, given: Partial<FeedContext> = {}) {
  const full = { authors: [], categories: [], enclosures: [], ...draft };
  const [entry] = await normaliseEntries([full], { ...feed, ...given });
  if (!entry) throw new Error("no entry");
  return entry;
}
const html = (text: string) => ({ text, kind: "html" as const });
const english = "The ferry was freed from the rocks at high tide, and nobody on board was hurt at all.";

describe("a title is never missing:", () => {
  test.each<[string, Partial<EntryDraft>, string]>([
    ["it is what the document says", { title: html("A <b>bridge</b>") }, "A bridge"],
    ["made from the first sentence", { content: html(`<p>${english} Or so it is said.</p>`) }, english],
    ["made from the summary", { summary: html("Fog in the bay.") }, "Fog in the bay."],
    [
      "made from the name of the file",
      { enclosures: [{ url: "https://a.example/x/tide-tables_2026.pdf" }] },
      "tide tables 2026",
    ],
    ["made from the name of the page", { url: "https://a.example/news/ferry-aground.html" }, "ferry aground"],
    ["“Untitled” as the last resort", { guid: "1" }, "Untitled"],
    ["no mark-up from an address", { url: "https://a.example/%3Cscript%3Ealert" }, "Untitled"],
  ])("%s", async (_, draft, title) => expect((await entryOf(draft)).title).toBe(title));

  test("one of a thousand words is cut", async () => {
    const { title } = await entryOf({ title: html("word ".repeat(1000)) });
    expect(title.length).toBeLessThanOrEqual(500);
    expect(title).toMatch(/…$/);
  });
});

describe("dates", () => {
  test("to come are the time of the fetch: nobody can have published what is still to come", async () => {
    const entry = await entryOf({ publishedAt: new Date("2027-03-01"), updatedAt: new Date("2026-11-25") });
    expect(entry).toMatchObject({ publishedAt: fetchedAt, updatedAt: fetchedAt });
  });
  test("of the far future are none", async () => {
    expect(await entryOf({ publishedAt: new Date("9998-01-01") })).not.toHaveProperty("publishedAt");
  });
  test("that are missing stay missing", async () => {
    expect(await entryOf({})).not.toHaveProperty("publishedAt");
  });
});

describe("the language of an entry is", () => {
  const content = html(`<p>${english}</p>`);
  test.each<[string, Partial<EntryDraft>, string | undefined, string]>([
    ["what the item declares", { content, language: "en-IE" }, "en-GB", "en-IE"],
    ["what its text declares", { content: { ...content, language: "en-ie" } }, "en-GB", "en-IE"],
    ["what the feed declares", { content }, "en-GB", "en-GB"],
    ["what the text is written in", { content }, undefined, "en"],
    [
      "what its letters say where a template says another",
      { title: html("Паром сняли с камней во время прилива, никто не пострадал") },
      "en",
      "ru",
    ],
  ])("%s", async (_, draft, language, expected) => {
    expect((await entryOf(draft, { language })).language).toBe(expected);
  });
});

describe("a guid", () => {
  test("is kept as it is written, and counts as it is written", async () => {
    const { guid, identityKeys } = await entryOf({ guid: "Tag:A b" });
    expect(guid).toBe("Tag:A b");
    expect(identityKeys).not.toEqual((await entryOf({ guid: "tag:a b" })).identityKeys);
  });
  test.each(["javascript:alert(1)", "  data:text/html,x", "<script>alert(1)</script>"])(
    "that runs is no name for people: %s",
    async (guid) => expect(await entryOf({ guid })).not.toHaveProperty("guid"),
  );
});

describe("the summary", () => {
  const line = "Breaking news from our newsroom.";
  test.each<[string, string, string]>([
    ["is the teaser", "A ferry is free again.", "A ferry is free again."],
    ["goes on with the article where the teaser is its first line alone", line, `${line} ${english}`],
  ])("%s", async (_, teaser, summary) => {
    const content = html(`<p>${line}</p><p>${english}</p>`);
    expect((await entryOf({ summary: html(teaser), content })).summary).toBe(summary);
  });

  test("is a longer teaser as it stands, whatever follows on it in the article", async () => {
    const teaser = `${english} Its captain is asked why he was there.`;
    const content = html(`<p>${teaser}</p><p>It was the third this year.</p>`);
    expect((await entryOf({ summary: html(teaser), content })).summary).toBe(teaser);
  });
});

test("an entry without a text has neither text nor summary, rather than empty ones", async () => {
  const entry = await entryOf({
    title: html("A"),
    content: html("<p>&nbsp;</p><script>x</script>"),
    summary: html(" "),
  });
  expect(entry).not.toHaveProperty("contentHtml");
  expect(entry).not.toHaveProperty("summary");
});

test("the picture of the text stands in where the item names none", async () => {
  const content = html('<p><img src="/a.jpg"></p>');
  expect((await entryOf({ content, base: "https://a.example/" })).imageUrl).toBe("https://a.example/a.jpg");
  expect((await entryOf({ content, imageUrl: "https://a.example/b.jpg" })).imageUrl).toBe(
    "https://a.example/b.jpg",
  );
});

test("what a caption says counts neither as text nor as an agency's signature", async () => {
  const content = html(
    `<p>${english}</p><figure><img src="https://a.example/a.jpg"><figcaption>Ada Hill (AFP)</figcaption></figure>`,
  );
  const entry = await entryOf({ title: html("A"), content });
  expect(entry.summary).toBe(english);
  expect(entry).not.toHaveProperty("agency");
});
