import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/model/entry.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import type { SavedPoll } from "../../src/store/store.ts";
import { freshStore, groupBy, savePoll, source } from "../support/store.ts";

const feedUrl = "https://gazette.example/feed.xml";
const otherUrl = "https://courier.example/feed.xml";
const start = Date.parse("2026-11-20T12:00:00Z");
/** The instant of the poll with this number: one an hour. */
const hour = (number: number) => new Date(start + number * 3_600_000);
const dated = (number: number) => hour(number - 48).toUTCString();

type Item = Readonly<{ title?: string; link?: string; guid?: string; date?: string; text?: string }>;

const site = "https://gazette.example/";
const item = (given: Item) =>
  [
    given.title && `<title>${given.title}</title>`,
    given.link && `<link>${given.link.startsWith("http") ? given.link : site + given.link}</link>`,
    given.guid && `<guid isPermaLink="false">${given.guid}</guid>`,
    given.date && `<pubDate>${given.date}</pubDate>`,
    given.text && `<description><![CDATA[${given.text}]]></description>`,
  ].join("");
const rss = (items: readonly Item[]) =>
  `<rss version="2.0"><channel><title>Gazette</title><link>${site}</link>${items
    .map((each) => `<item>${item(each)}</item>`)
    .join("")}</channel></rss>`;

/** A feed that is polled once an hour, through the real parser into a real store. */
async function gazette(urls: readonly string[] = [feedUrl]) {
  const store = await freshStore();
  await store.syncSources(
    urls.map((url) => source(url)),
    hour(0),
  );
  let polls = 0;
  return {
    ...store,
    /** The next poll brings this document, an hour after the one before. */
    poll: async (items: readonly Item[], url = feedUrl): Promise<SavedPoll | undefined> => {
      const fetchedAt = hour(polls++);
      const parsed = await parseFeed({ bytes: Buffer.from(rss(items)), url, fetchedAt });
      if (parsed.kind === "no-feed") throw new Error(parsed.error);
      return savePoll(store, url, parsed.feed.entries, { fetchedAt });
    },
    all: () => store.ungroupedEntries(1000),
  };
}

const titles = (entries: readonly Entry[]) => entries.map(({ title }) => title).sort();
/** Ids by title: what must not change while an article stays the same. */
const idsOf = (entries: readonly Entry[]) =>
  Object.fromEntries(entries.map(({ title, id }) => [title, id] as const));
const nothingNew = { added: 0, changed: 0 };

const letters = ["a", "b", "c", "d", "e", "f"] as const;
/** Made-up words, so that no two articles say the same. */
const endings = [
  "olm",
  "erat",
  "ist",
  "und",
  "akri",
  "ole",
  "imt",
  "ara",
  "osk",
  "ente",
  "ulp",
  "irg",
  "ato",
  "ems",
];
const article = (name: string, given: Item = {}): Item => ({
  title: `Article ${name}`,
  link: `2026/${name}.html`,
  guid: `guid-${name}`,
  date: dated(name.codePointAt(0)! - 97),
  text: `<p>${endings.map((ending) => name.repeat(2) + ending).join(" ")}.</p>`,
  ...given,
});
const without = (key: keyof Item) => (each: Item) => ({ ...each, [key]: undefined }) as Item;

describe("an article stays one", () => {
  test.each<[string, (each: Item, poll: number) => Item]>([
    ["without a guid", without("guid")],
    ["without a guid and a date", (each) => without("date")(without("guid")(each))],
    ["with the same guid on every item", (each) => ({ ...each, guid: "gazette" })],
    ["with guids that change at every poll", (each, poll) => ({ ...each, guid: `${each.guid}-${poll}` })],
    [
      "with guids and dates that change at every poll",
      (each, poll) => ({ ...each, guid: `${each.guid}-${poll}`, date: dated(poll + 40) }),
    ],
    [
      "with links that carry other tracking at every poll",
      (each, poll) => ({ ...each, link: `${each.link}?utm_source=rss&amp;utm_id=${poll}` }),
    ],
    [
      "with links that carry a session",
      (each, poll) => ({ ...each, link: `s/${poll * 7919}/${each.link}?sid=${poll}x` }),
    ],
    [
      "without guids, with links that carry a session",
      (each, poll) => ({ ...without("guid")(each), link: `${each.link}?sid=${poll}x` }),
    ],
    [
      "without guids and dates, with links that carry a session",
      (each, poll) => ({
        ...without("date")(without("guid")(each)),
        link: `${each.link}?sid=${poll}x`,
      }),
    ],
    ["with a date that moves with every poll", (each, poll) => ({ ...each, date: dated(poll + 40) })],
    ["without a link", without("link")],
    ["with nothing but title and text", ({ title, text }) => ({ title, text }) as Item],
    ["with nothing but its text", ({ text }) => ({ text }) as Item],
  ])("%s", async (_what, as) => {
    await using feed = await gazette();
    const documentAt = (poll: number) => letters.slice(0, 5).map((name) => as(article(name), poll));
    expect(await feed.poll(documentAt(0))).toMatchObject({ added: 5 });
    const before = idsOf(await feed.all());
    for (let poll = 1; poll < 5; poll++) expect(await feed.poll(documentAt(poll))).toMatchObject(nothingNew);
    expect(idsOf(await feed.all())).toEqual(before);
    // And one that is new comes in.
    expect(await feed.poll([as(article("f"), 5), ...documentAt(5)])).toMatchObject({ added: 1, changed: 0 });
    expect(await feed.all()).toHaveLength(6);
  });

  test("when the order changes, in part or all", async () => {
    await using feed = await gazette();
    const document = letters.map((name) => article(name));
    await feed.poll(document);
    expect(await feed.poll(document.toReversed())).toMatchObject(nothingNew);
    expect(await feed.poll([...document.slice(3), ...document.slice(0, 3)])).toMatchObject(nothingNew);
  });

  test("when it vanishes and returns, as often as that may be", async () => {
    await using feed = await gazette();
    const [a, b, c] = letters.map((name) => article(name));
    await feed.poll([a!, b!, c!]);
    const before = idsOf(await feed.all());
    for (const document of [[c!], [a!, c!], [], [b!, a!, c!]])
      expect(await feed.poll(document)).toMatchObject(nothingNew);
    expect(idsOf(await feed.all())).toEqual(before);
  });

  test("when it is listed twice in one document", async () => {
    await using feed = await gazette();
    const a = article("a");
    expect(await feed.poll([a, article("b"), a])).toMatchObject({ added: 2 });
    expect(await feed.poll([a, a, article("b")])).toMatchObject(nothingNew);
  });

  test("when retention has dropped it, also after the site has moved", async () => {
    await using feed = await gazette();
    await feed.poll(letters.map((name) => article(name)));
    await groupBy(feed, (title) => title.codePointAt(8)!);
    expect((await feed.dropStories({ before: hour(1), limit: 100 })).dropped).toBe(6);
    expect(await feed.poll(letters.map((name) => article(name)))).toMatchObject(nothingNew);
    const moved = letters.map((name) =>
      article(name, { guid: `new-${name}`, link: `https://new.example/articles/${name}` }),
    );
    expect(await feed.poll(moved)).toMatchObject(nothingNew);
    expect(await feed.poll([...moved, article("g")])).toMatchObject({ added: 1 });
    expect(titles(await feed.all())).toEqual(["Article g"]);
  });
});

describe("two articles stay two", () => {
  test("where their guids differ in case only", async () => {
    await using feed = await gazette();
    const document = ["aB3", "Ab3", "ab3"].map((guid, at) => article(letters[at]!, { guid }));
    expect(await feed.poll(document)).toMatchObject({ added: 3 });
    const before = idsOf(await feed.all());
    expect(await feed.poll(document.toReversed())).toMatchObject(nothingNew);
    expect(idsOf(await feed.all())).toEqual(before);
  });

  test("where two feeds use one guid", async () => {
    await using feed = await gazette([feedUrl, otherUrl]);
    await feed.poll([article("a", { guid: "1" })]);
    expect(await feed.poll([article("b", { guid: "1" })], otherUrl)).toMatchObject({ added: 1 });
    expect(await feed.poll([article("a", { guid: "1" })])).toMatchObject(nothingNew);
    expect(titles(await feed.all())).toEqual(["Article a", "Article b"]);
  });

  test("where they swap their guids", async () => {
    await using feed = await gazette();
    await feed.poll([article("a"), article("b"), article("c")]);
    const before = idsOf(await feed.all());
    const swapped = [article("a", { guid: "guid-b" }), article("b", { guid: "guid-a" }), article("c")];
    for (let poll = 0; poll < 3; poll++) {
      expect(await feed.poll(swapped)).toMatchObject(nothingNew);
      expect(idsOf(await feed.all())).toEqual(before);
    }
    expect(await feed.poll([article("a"), article("b"), article("c")])).toMatchObject(nothingNew);
  });

  test("where guids only number the places of the list", async () => {
    await using feed = await gazette();
    const all = Array.from("abcdefghijkl");
    const windowAt = (newest: number) =>
      all
        .slice(newest - 4, newest)
        .toReversed()
        .map((name, at) => article(name, { guid: `${at + 1}` }));
    const added = [];
    for (const newest of [4, 5, 7, 7, 8, 12]) added.push((await feed.poll(windowAt(newest)))!.added);
    expect(added).toEqual([4, 1, 2, 0, 1, 4]);
    expect(titles(await feed.all())).toEqual(all.map((name) => `Article ${name}`));
  });

  test("where a feed of one item gives each the same guid", async () => {
    await using feed = await gazette();
    for (const name of letters)
      expect(await feed.poll([article(name, { guid: "latest" })])).toMatchObject({ added: 1, changed: 0 });
    expect(await feed.poll([article("f", { guid: "latest" })])).toMatchObject(nothingNew);
    expect(await feed.all()).toHaveLength(6);
  });

  test("where they have one link", async () => {
    await using feed = await gazette();
    const document = letters.map((name) => article(name, { link: "changes.html" }));
    expect(await feed.poll(document.slice(1))).toMatchObject({ added: 5 });
    expect(await feed.poll(document)).toMatchObject({ added: 1, changed: 0 });
  });

  const today = { link: "today.html" };
  test.each<[string, Item, Item]>([
    ["a page shows another one each day, without guids", { ...today, guid: "" }, { ...today, guid: "" }],
    [
      "links differ in what looks like tracking",
      { link: "log?icid=1", guid: "" },
      { link: "log?icid=2", guid: "" },
    ],
    ["links differ in a fragment", { link: "log#id=1", guid: "" }, { link: "log#id=2", guid: "" }],
    [
      "they share title alone",
      { title: "Weather", link: "", guid: "" },
      { title: "Weather", link: "", guid: "" },
    ],
    ["they share link and date", { ...today, date: dated(9) }, { ...today, date: dated(9) }],
    ["they share guid and link", { ...today, guid: "today" }, { ...today, guid: "today" }],
  ])("where %s", async (_what, one, other) => {
    await using feed = await gazette();
    expect(await feed.poll([article("a", one)])).toMatchObject({ added: 1 });
    expect(await feed.poll([article("b", other)])).toMatchObject({ added: 1, changed: 0 });
    expect(await feed.all()).toHaveLength(2);
    expect(await feed.poll([article("b", other)])).toMatchObject(nothingNew);
    expect(await feed.all()).toHaveLength(2);
  });

  test("where two posts of one document have guid and link of their page", async () => {
    await using feed = await gazette();
    const posts = ["a", "b"].map((name) => article(name, { link: "live.html", guid: "live" }));
    expect(await feed.poll(posts)).toMatchObject({ added: 2 });
    expect(await feed.poll(posts)).toMatchObject(nothingNew);
  });
});

describe("a site moves", () => {
  const before = letters.map((name) => article(name));

  test.each<[string, (name: string) => Item]>([
    ["all guids change at once", (name) => article(name, { guid: `https://gazette.example/?p=${name}` })],
    [
      "the scheme and host of links change",
      (name) => article(name, { link: `http://www.gazette.example/2026/${name}.html` }),
    ],
    [
      "guids and hosts change",
      (name) => article(name, { guid: `new-${name}`, link: `https://www.new.example/2026/${name}.html` }),
    ],
    [
      "guids, hosts and paths change",
      (name) => article(name, { guid: `new-${name}`, link: `https://new.example/articles/${name}-1` }),
    ],
    [
      "guids, links and the style of quotes in titles change",
      (name) =>
        article(name, {
          guid: `new-${name}`,
          link: `https://new.example/${name}`,
          title: `Article  ${name}`,
        }),
    ],
  ])("%s: nothing comes twice, what is new comes in, links are the new ones", async (_what, moved) => {
    await using feed = await gazette();
    await feed.poll(before);
    const ids = idsOf(await feed.all());
    expect(await feed.poll(letters.map(moved))).toMatchObject(nothingNew);
    expect(await feed.poll([moved("g"), ...letters.map(moved)])).toMatchObject({ added: 1, changed: 0 });
    const entries = await feed.all();
    expect(idsOf(entries)).toMatchObject(ids);
    expect(entries).toHaveLength(7);
    const href = moved("a").link!;
    expect(entries.find(({ title }) => title === "Article a")?.url).toBe(
      href.startsWith("http") ? href : site + href,
    );
  });

  test("with a new article in the first document after the move", async () => {
    await using feed = await gazette();
    await feed.poll(before);
    const moved = ["g", ...letters].map((name) =>
      article(name, { guid: `new-${name}`, link: `https://new.example/${name}` }),
    );
    expect(await feed.poll(moved)).toMatchObject({ added: 1, changed: 0 });
  });

  test("an article of an old one's title is new where any other is known, or where its date is another", async () => {
    await using feed = await gazette();
    await feed.poll(before);
    const again = article("a", { guid: "again", link: "2027/a.html" });
    expect(await feed.poll([again, ...before.slice(1)])).toMatchObject({ added: 1 });
    const weather = { title: "Weather report", text: "<p>Rain.</p>" };
    await feed.poll([{ ...weather, guid: "w1", link: "w/1", date: dated(1) }]);
    expect(await feed.poll([{ ...weather, guid: "w2", link: "w/2", date: dated(2) }])).toMatchObject({
      added: 1,
    });
  });

  test("two articles of one title and date are taken for none of the old ones", async () => {
    await using feed = await gazette();
    await feed.poll(before);
    const twins = ["x", "y"].map((guid) => article("a", { guid, link: `https://new.example/${guid}` }));
    expect(await feed.poll(twins)).toMatchObject({ added: 2 });
  });
});

describe("what is edited", () => {
  test("has its earlier words kept, and keeps its id, its story and its first date", async () => {
    await using feed = await gazette();
    await feed.poll([article("a"), article("b")]);
    await groupBy(feed, () => 1);
    const { entries } = (await feed.stories({ order: "top", limit: 1 })).items[0]!;
    const edited = article("a", {
      title: "Article a, corrected",
      date: dated(30),
      link: "2026/a-corrected.html",
    });
    expect(await feed.poll([edited, article("b")])).toMatchObject({ added: 0, changed: 1 });
    const after = (await feed.stories({ order: "top", limit: 1 })).items[0]!.entries;
    expect(after.map(({ id, publishedAt, placement }) => ({ id, publishedAt, placement }))).toEqual(
      entries.map(({ id, publishedAt, placement }) => ({ id, publishedAt, placement })),
    );
    const id = after.find(({ title }) => title === "Article a, corrected")!.id;
    const versions = await feed.earlierVersions({ entryIds: after.map((entry) => entry.id), limit: 20 });
    expect([...versions.keys()]).toEqual([id]);
    expect(versions.get(id)).toMatchObject([{ title: "Article a", saidUntil: hour(1) }]);
  });

  test.each<[string, string, string]>([
    ["view counters", "<p>Cracks.</p><p>1,234 views</p>", "<p>Cracks.</p><p>1,240 views</p>"],
    [
      "comment counters",
      "<p>Cracks.</p><p>12 comments | 3 shares</p>",
      "<p>Cracks.</p><p>13 comments | 4 shares</p>",
    ],
    ["relative times", "<p>Posted 3 hours ago</p><p>Cracks.</p>", "<p>Posted 4 hours ago</p><p>Cracks.</p>"],
    ["white space and quotes", "<p>“Cracks”,  she said</p>", '<p>"Cracks",\n she said</p>'],
    [
      "tracking in links",
      '<p>Cracks. <a href="https://a.example/?utm_id=1">More</a></p>',
      '<p>Cracks. <a href="https://a.example/?utm_id=2">More</a></p>',
    ],
    [
      "hosts and cache busters of pictures",
      '<p>Cracks.</p><img src="https://c1.example/a.jpg?v=1" width="600" height="400">',
      '<p>Cracks.</p><img src="https://c2.example/a.jpg?v=2" width="600" height="400">',
    ],
    [
      "the order of advertisements",
      "<p>Cracks were found in the bridge.</p><p>Advertisement</p><p>Buy boats now.</p><p>Buy ropes now.</p>",
      "<p>Cracks were found in the bridge.</p><p>Advertisement</p><p>Buy ropes now.</p><p>Buy boats now.</p>",
    ],
  ])("is not what changes in %s", async (_what, before, after) => {
    await using feed = await gazette();
    await feed.poll([article("a", { text: before })]);
    const revision = await feed.revision();
    expect(await feed.poll([article("a", { text: after })])).toMatchObject(nothingNew);
    expect(await feed.revision()).toBe(revision);
    const [entry] = await feed.all();
    expect(await feed.earlierVersions({ entryIds: [entry!.id], limit: 20 })).toEqual(new Map());
  });

  test("is not where pictures lie; their new addresses come along with what is new", async () => {
    await using feed = await gazette();
    const picture = (host: string) =>
      article("a", {
        text: `<p>Cracks.</p><img src="https://${host}.example/a.jpg" width="600" height="400">`,
      });
    await feed.poll([picture("c1")]);
    await feed.poll([picture("c2")]);
    expect((await feed.all())[0]!.imageUrl).toBe("https://c1.example/a.jpg");
    await feed.poll([article("b"), picture("c3")]);
    expect((await feed.all()).find(({ title }) => title === "Article a")!.imageUrl).toBe(
      "https://c3.example/a.jpg",
    );
  });
});

describe("dates", () => {
  test("one that moves with every poll is not believed: the first stays", async () => {
    await using feed = await gazette();
    for (let poll = 0; poll < 4; poll++) await feed.poll([article("a", { date: hour(poll).toUTCString() })]);
    const [entry] = await feed.all();
    expect(entry).toMatchObject({ publishedAt: hour(0), shownAt: hour(0) });
  });

  test("one in the future is the time of fetching, and stays that", async () => {
    await using feed = await gazette();
    for (let poll = 0; poll < 2; poll++) await feed.poll([article("a", { date: hour(500).toUTCString() })]);
    expect((await feed.all())[0]).toMatchObject({ publishedAt: hour(0), shownAt: hour(0) });
  });

  test.each(["Mon, 01 Jan 9999 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "never", "0000-00-00"])(
    "an absurd one (%s) is none",
    async (date) => {
      await using feed = await gazette();
      await feed.poll([article("a", { date })]);
      const [entry] = await feed.all();
      expect(entry!.publishedAt).toBeUndefined();
      expect(entry!.shownAt).toEqual(hour(0));
    },
  );
});

test("keys of a feed whose guids and dates change with every poll do not grow for ever", async () => {
  await using feed = await gazette();
  for (let poll = 0; poll < 40; poll++)
    await feed.poll([article("a", { guid: `g${poll}`, date: hour(poll - 60).toUTCString() }), article("b")]);
  expect(await feed.all()).toHaveLength(2);
  expect(await feed.poll([article("a", { guid: "last" }), article("b")])).toMatchObject(nothingNew);
});
