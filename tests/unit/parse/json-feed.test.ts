import { describe, expect, test } from "vitest";
import { readJsonFeed } from "../../../src/parse/json-feed.ts";

const base = "https://outlet.example/feed.json";
const version = "https://jsonfeed.org/version/1.1";
const feedOf = (document: unknown) => {
  const outcome = readJsonFeed(JSON.stringify(document), base);
  if (outcome.kind !== "feed") throw new Error(outcome.why);
  return outcome.feed;
};
const itemOf = (item: unknown, head: object = {}) => feedOf({ version, ...head, items: [item] }).drafts[0];

test("a feed says who it is (JSON Feed 1.1)", () => {
  const { format, head } = feedOf({
    version,
    title: "Coast",
    description: "All along",
    home_page_url: "https://coast.example/",
    feed_url: "feed.json",
    icon: "/icon.png",
    language: "en_gb",
    authors: [{ name: "Ada", url: "/ada" }],
    hubs: [{ type: "WebSub", url: "https://hub.example/" }],
    items: [],
  });
  expect(format).toBe("json-1.1");
  expect(head).toEqual({
    title: "Coast",
    description: "All along",
    url: "https://coast.example/",
    selfUrl: "https://outlet.example/feed.json",
    imageUrl: "https://outlet.example/icon.png",
    language: "en-GB",
    authors: [{ name: "Ada", url: "https://outlet.example/ada" }],
    hubUrls: ["https://hub.example/"],
    categories: [],
  });
});

test("an item says what it is", () => {
  const item = itemOf({
    id: "x-1",
    url: "https://outlet.example/x",
    title: "A",
    content_html: "<p>At length.</p>",
    content_text: "At length.",
    summary: "In short.",
    image: "/a.jpg",
    date_published: "2026-11-23T10:00:00+01:00",
    date_modified: "2026-11-23T11:00:00Z",
    tags: ["sea", "sea", 3],
    language: "fr",
    attachments: [{ url: "/a.mp3", mime_type: "audio/mpeg", size_in_bytes: 7 }, { mime_type: "none" }],
  });
  expect(item).toMatchObject({
    guid: "x-1",
    content: { text: "<p>At length.</p>", kind: "html" },
    summary: { text: "In short.", kind: "text" },
    imageUrl: "https://outlet.example/a.jpg",
    publishedAt: new Date("2026-11-23T09:00:00Z"),
    updatedAt: new Date("2026-11-23T11:00:00Z"),
    categories: ["sea"],
    language: "fr",
    enclosures: [{ url: "https://outlet.example/a.mp3", mediaType: "audio/mpeg", length: 7 }],
  });
});

describe("authors are", () => {
  test("the item's, else the feed's", () => {
    const head = { authors: [{ name: "Ada" }] };
    expect(itemOf({ id: "1" }, head)?.authors).toEqual([{ name: "Ada" }]);
    expect(itemOf({ id: "1", authors: [{ name: "Bo" }] }, head)?.authors).toEqual([{ name: "Bo" }]);
  });
  test("one object in version 1.0; a mail address is no page", () => {
    const feed = feedOf({
      version: "https://jsonfeed.org/version/1",
      author: { name: "Ada", url: "mailto:ada@a.example" },
      items: [],
    });
    expect(feed.format).toBe("json-1.0");
    expect(feed.head.authors).toEqual([{ name: "Ada", email: "ada@a.example" }]);
  });
});

describe("a publisher's slip costs no more than itself:", () => {
  test("an id that is a number is read as it stands", () => expect(itemOf({ id: 17 })?.guid).toBe("17"));
  test("items that are none are left out", () => {
    expect(feedOf({ version, items: [null, 3, "x", [], { id: "1" }] }).drafts).toHaveLength(1);
  });
  test("values of the wrong kind are none", () => {
    const item = itemOf({
      id: "1",
      title: { a: 1 },
      tags: "sea",
      authors: "Ada",
      attachments: {},
      date_published: 5,
    });
    expect(item).toMatchObject({ guid: "1", authors: [], categories: [], enclosures: [] });
    expect(item).not.toHaveProperty("title");
    expect(item).not.toHaveProperty("publishedAt");
  });
  test("an external link stands in for a link that is missing", () => {
    expect(itemOf({ id: "1", external_url: "https://b.example/x" })?.url).toBe("https://b.example/x");
  });
});

describe("what is no JSON Feed is said to be", () => {
  test.each([
    ['{"version": ', /^it is not whole JSON/],
    ["[]", /no list "items"/],
    ['{"items": {}}', /no list "items"/],
    ['{"items": []}', /no "version" of jsonfeed.org/],
  ])("%s", (text, why) =>
    expect(readJsonFeed(text, base)).toEqual({ kind: "no-feed", why: expect.stringMatching(why) as string }),
  );
});

test("of a hundred thousand items the newest two thousand are kept", () => {
  const items = Array.from({ length: 2500 }, (_, at) => ({
    id: at,
    date_published: new Date(at * 1e9).toISOString(),
  }));
  const { drafts, notes } = feedOf({ version, items });
  expect(drafts).toHaveLength(2000);
  expect(drafts[0]?.guid).toBe("500");
  expect(notes).toEqual(["kept the newest 2000 of 2500 items"]);
});

test.each([
  ["nests too deep", `{"items":[${"[".repeat(300)}${"]".repeat(300)}]}`],
  ["holds too many lists and objects", `{"items":[${"{},".repeat(600_000)}{}]}`],
  ["holds too many values", `{"items":[${"0,".repeat(1_100_000)}0]}`],
])("JSON that %s is refused before it is taken apart", (what, text) => {
  expect(readJsonFeed(text, base)).toEqual({
    kind: "no-feed",
    why: `it is JSON that ${what} for a JSON Feed`,
  });
});

test("brackets in a text are none", () => {
  const title = "[".repeat(1000);
  expect(itemOf({ title })?.title?.text).toBe(title);
});
