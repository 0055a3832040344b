import { describe, expect, test } from "vitest";
import { knownReader, mostInAnHour } from "../../src/reader/new-readers.ts";
import { staticPage } from "../../src/reader/static-page.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { type ReaderAppOptions, startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";
import { shownMarks, visitorOf } from "../support/visitor.ts";

const world = "https://world.example/feed";
const sport = "https://sport.example/feed";
const storyOf = (title: string) => Number(/\d+/.exec(title)?.[0] ?? 1);
const entries = (...numbers: number[]) =>
  numbers.map((number) =>
    parsedEntry({
      key: `k${number}`,
      title: `Story ${number} of the harbour`,
      publishedAt: at(`10:0${number}`),
    }),
  );

/** Stories 1 and 2 of World, 3 of Sport; the newest is the highest. */
async function newsroom(given: Partial<ReaderAppOptions> = {}) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await store.syncSources(
    [source(world, { name: "World News", category: "World" }), source(sport, { category: "Sport" })],
    at("09:00"),
  );
  await savePoll(store, world, entries(1, 2));
  await savePoll(store, sport, entries(3));
  await groupBy(store, storyOf, { newsAt: at("12:00") });
  const views = [{ slug: "worldly", title: "Worldly", categories: ["World"] }];
  const reader = stack.use(await startReader({ store, now: at("13:00"), views, ...given }));
  return {
    store,
    visitor: (cookie?: string) => visitorOf(reader.base, cookie),
    /** One story more of World, news at 14:00. */
    arrive: async (number: number) => {
      await savePoll(store, world, entries(number));
      await groupBy(store, storyOf, { newsAt: at("14:00") });
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const asOf = at("12:00").toISOString();

describe("whoever only reads", () => {
  test("gets no cookie, and is asked nothing of the store about readers", async () => {
    let questions = 0;
    const counting = async () => (questions++, undefined);
    await using plain = await newsroom();
    const store: Store = { ...plain.store, reader: counting, marksOf: async () => (questions++, new Map()) };
    await using reader = await startReader({ store, now: at("13:00") });
    const stranger = visitorOf(reader.base);
    for (const path of [
      "/",
      "/stories/1",
      "/unread",
      "/starred",
      "/settings",
      "/categories/World",
      "/search?q=story",
    ])
      expect((await stranger.get(path)).headers.getSetCookie()).toEqual([]);
    expect(questions).toBe(0);
  });

  test("has nothing marked, everything unread, and is told where marks are kept", async () => {
    await using news = await newsroom();
    const stranger = news.visitor();
    expect(shownMarks(await stranger.page("/"))).toEqual(["3", "2", "1"]);
    const unread = await stranger.page("/unread");
    expect(shownMarks(unread)).toEqual(["3", "2", "1"]);
    expect(unread).toContain("kept for this browser, from the first mark on");
    expect(await stranger.page("/starred")).toContain("No account is needed");
  });

  test("reads nothing by opening a story", async () => {
    await using news = await newsroom();
    const stranger = news.visitor();
    expect(shownMarks(await stranger.page("/stories/1", { "sec-fetch-dest": "document" }))).toEqual(["1"]);
    expect(await news.store.reader(1, at("13:00"))).toBeUndefined();
  });
});

describe("a mark", () => {
  test("of a story is made by a form without any script, led back to its card, and shown on every list", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    expect(await ann.led("/marks", { story: "2", act: "read", back: "/" })).toEqual([303, "/#story-2"]);
    await ann.post("/marks", { story: "2", act: "star", back: "/?order=latest" });
    for (const path of ["/", "/?order=latest", "/search?q=harbour"])
      expect([path, shownMarks(await ann.page(path))]).toEqual([path, ["3", "2 read starred", "1"]]);
    for (const path of ["/categories/World", "/views/worldly", "/sources/1"])
      expect([path, shownMarks(await ann.page(path))]).toEqual([path, ["2 read starred", "1"]]);
    expect(shownMarks(await ann.page("/unread"))).toEqual(["3", "1"]);
    expect(shownMarks(await ann.page("/starred"))).toEqual(["2 read starred"]);
    expect(shownMarks(await ann.page("/stories/2"))).toEqual(["2 read starred"]);
  });

  test("is taken off by the button that made it", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    await ann.post("/marks", { story: "2", act: "read" });
    const card = /<article [^>]*id="story-2"[\s\S]*?<\/article>/.exec(await ann.page("/"))![0];
    expect(card).toMatch(/name="act" value="unread" aria-pressed="true"[^>]*>Read</);
    expect(card).toMatch(/name="act" value="star" aria-pressed="false"[^>]*>Star</);
    await ann.post("/marks", { story: "2", act: "unread" });
    expect(shownMarks(await ann.page("/"))).toEqual(["3", "2", "1"]);
  });

  test("makes a browser a reader once; the cookie is out of reach of scripts", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    const first = await ann.post("/marks", { story: "1", act: "read" });
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^wirefold-reader=1\..*HttpOnly; SameSite=Lax$/),
    ]);
    const second = await ann.post("/marks", { story: "2", act: "read" });
    expect(second.headers.getSetCookie()).toEqual(first.headers.getSetCookie());
    expect(await news.store.reader(2, at("13:00"))).toBeUndefined();
  });

  test("of several stories at once is told to scripts in JSON, with what undoes it", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    const fields: [string, string][] = [
      ["act", "read"],
      ["story", "1"],
      ["story", "3"],
      ["story", "99"],
    ];
    const { status, answer } = await ann.told("/marks", fields);
    expect([status, answer]).toEqual([200, { change: expect.any(Number), stories: 2 }]);
    expect(await ann.told("/marks", fields)).toEqual({ status: 200, answer: { stories: 0 } });
    const change = String(answer["change"]);
    expect((await ann.told("/marks/undo", { change })).answer).toEqual({ undone: true });
    expect((await ann.told("/marks/undo", { change })).answer).toEqual({ undone: false });
    expect(shownMarks(await ann.page("/"))).toEqual(["3", "2", "1"]);
  });

  test("of a story that became part of another one is that one's", async () => {
    await using news = await newsroom();
    await news.store.saveGrouping({
      placements: [],
      merges: [{ from: 2, into: 1, reason: "by the test", at: at("12:30") }],
      stories: [],
    });
    const ann = news.visitor();
    expect((await ann.told("/marks", { story: "2", act: "star" })).answer).toMatchObject({ stories: 1 });
    expect(shownMarks(await ann.page("/starred"))).toEqual(["1 starred"]);
    const moved = await ann.get("/stories/2", { "sec-fetch-dest": "document" });
    expect([moved.status, moved.headers.get("location")]).toEqual([301, "/stories/1"]);
    expect(shownMarks(await ann.page("/starred"))).toEqual(["1 starred"]);
  });
});

describe("opening a story", () => {
  const opened = { "sec-fetch-dest": "document" };
  async function annReading() {
    const news = await newsroom();
    const ann = news.visitor();
    await ann.post("/marks", { story: "3", act: "star" });
    return { ...news, ann };
  }

  test.each([
    ["a page", opened],
    ["a page, over plain http", { "upgrade-insecure-requests": "1" }],
  ])("as %s reads it for a reader who is known, at once on the page itself", async (_how, headers) => {
    await using news = await annReading();
    expect(shownMarks(await news.ann.page("/stories/1", headers))).toEqual(["1 read"]);
    expect(shownMarks(await news.ann.page("/unread"))).toEqual(["3 starred", "2"]);
  });

  test.each([
    ["ahead", { ...opened, "sec-purpose": "prefetch;prerender" }],
    ["ahead, as it used to be said", { ...opened, purpose: "prefetch" }],
    ["by a script", { "sec-fetch-dest": "empty" }],
    ["in a frame", { "sec-fetch-dest": "iframe", "upgrade-insecure-requests": "1" }],
    ["by a program", {}],
  ])("%s reads nothing", async (_how, headers) => {
    await using news = await annReading();
    expect(shownMarks(await news.ann.page("/stories/1", headers))).toEqual(["1"]);
    expect(shownMarks(await news.ann.page("/unread"))).toEqual(["3 starred", "2", "1"]);
  });

  test("is undone by its button, and the page that this leads to leaves it so", async () => {
    await using news = await annReading();
    await news.ann.page("/stories/1", opened);
    const [status, location] = await news.ann.led("/marks", {
      story: "1",
      act: "unread",
      back: "/stories/1",
    });
    expect([status, location]).toEqual([303, "/stories/1?left=unread"]);
    expect(shownMarks(await news.ann.page(String(location), opened))).toEqual(["1"]);
    expect(await news.ann.led("/marks", { story: "1", act: "read", back: "/stories/1?left=unread" })).toEqual(
      [303, "/stories/1"],
    );
  });
});

describe("all as read", () => {
  test("marks what the page had, says so, and takes it back", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    const front = await ann.page("/");
    const form = /<form class="mark-all"[\s\S]*?<\/form>/.exec(front)![0];
    expect(form).toContain(`name="asOf" value="${asOf}"`);
    expect(form).toContain('name="list" value="/"');
    await news.arrive(4);
    const [status, location] = await ann.led("/marks/all", { list: "/", asOf, back: "/" });
    expect([status, location]).toEqual([303, expect.stringMatching(/^\/\?marked=\d+$/)]);
    const after = await ann.page(String(location));
    expect(shownMarks(after)).toEqual(["4", "3 read", "2 read", "1 read"]);
    expect(after).toContain("What stood in this list is marked as read.");
    const change = /class="undo"[\s\S]*?name="change" value="(\d+)"/.exec(after)![1]!;
    expect(await ann.led("/marks/undo", { change, back: String(location) })).toEqual([303, "/"]);
    expect(shownMarks(await ann.page("/"))).toEqual(["4", "3", "2", "1"]);
  });

  test.each([
    ["/categories/World", ["3", "2 read", "1 read"]],
    ["/views/worldly", ["3", "2 read", "1 read"]],
    ["/sources/2", ["3 read", "2", "1"]],
    ["/search?q=%22story+1%22", ["3", "2", "1 read"]],
    ["/unread", ["3 read", "2 read", "1 read"]],
    ["/?order=latest", ["3 read", "2 read", "1 read"]],
  ])("of %s is of that list alone", async (list, marks) => {
    await using news = await newsroom();
    const ann = news.visitor();
    expect(await ann.page(list)).toContain(`name="list" value="${list.replaceAll("&", "&amp;")}"`);
    const { answer } = await ann.told("/marks/all", { list, asOf });
    expect(answer).toMatchObject({ stories: marks.filter((mark) => mark.endsWith("read")).length });
    expect(shownMarks(await ann.page("/"))).toEqual(marks);
  });

  test("leaves what is muted unread, and so does a page from the future what is still to come", async () => {
    await using news = await newsroom({ mute: ["story 2"] });
    const ann = news.visitor();
    await ann.post("/marks/all", { list: "/", asOf: "2999-01-01T00:00:00.000Z" });
    expect(shownMarks(await ann.page("/search?q=harbour"))).toEqual(["3 read", "2", "1 read"]);
    await news.arrive(4);
    expect(shownMarks(await ann.page("/unread"))).toEqual(["4"]);
  });

  test("where all is read, the list of the unread says so, and when sources are looked at next", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    const [, location] = await ann.led("/marks/all", { list: "/unread", asOf });
    const page = await ann.page(String(location));
    expect(page).toContain("<h2>All read</h2>");
    expect(page).toMatch(/The sources are looked at again\s*<time datetime="2026-11-20T13:00/);
    expect(page).toContain('<form class="undo"');
    expect(page).not.toContain('<form class="mark-all"');
  });

  test("of nothing that is left has nothing to undo", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    await ann.post("/marks/all", { list: "/", asOf });
    expect(await ann.led("/marks/all", { list: "/", asOf, back: "/" })).toEqual([303, "/"]);
  });
});

describe("readers apart", () => {
  test("no reader ever gets another's page, kept or not, whoever asks first and whatever tag is sent along", async () => {
    await using news = await newsroom();
    const [ann, bob, stranger] = [news.visitor(), news.visitor(), news.visitor()];
    await ann.post("/marks", { story: "1", act: "read" });
    await bob.post("/marks", { story: "2", act: "star" });
    const wanted = [
      [ann, ["3", "2", "1 read"]],
      [bob, ["3", "2 starred", "1"]],
      [stranger, ["3", "2", "1"]],
    ] as const;
    for (const path of ["/", "/?order=latest", "/search?q=harbour"]) {
      const asked = await Promise.all([...wanted, ...wanted].map(([who]) => who.page(path)));
      expect(asked.map(shownMarks)).toEqual([...wanted, ...wanted].map(([, marks]) => marks));
      for (const [who] of wanted) {
        const tag = (await who.get(path)).headers.get("etag") ?? "";
        for (const [other] of wanted) {
          const { status } = await other.get(path, { "if-none-match": tag });
          expect(status).toBe(other === who ? 304 : 200);
        }
      }
    }
  });

  test("a page may be kept by its browser alone, and is known by the cookie", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    await ann.post("/marks", { story: "1", act: "read" });
    for (const path of ["/", "/unread"]) {
      const { headers } = await ann.get(path);
      expect(headers.get("cache-control")).toBe("private, no-cache");
      expect(headers.get("vary")).toMatch(/Cookie, Accept-Language/);
    }
  });

  test("nobody undoes another's change", async () => {
    await using news = await newsroom();
    const [ann, bob] = [news.visitor(), news.visitor()];
    const { answer } = await ann.told("/marks", { story: "1", act: "read" });
    await bob.post("/marks", { story: "1", act: "star" });
    expect((await bob.told("/marks/undo", { change: String(answer["change"]) })).answer).toEqual({
      undone: false,
    });
    expect(shownMarks(await ann.page("/"))).toEqual(["3", "2", "1 read"]);
  });

  test.each([
    ["a forged cookie", (cookie: string) => cookie.replace("=1.", "=2.")],
    ["a broken one", () => "wirefold-reader=%00; wirefold-reader"],
    ["a very long one", () => `wirefold-reader=${"9".repeat(8000)}`],
  ])("%s is no reader and no error; the next mark makes a new one", async (_what, spoil) => {
    await using news = await newsroom();
    const [ann, bob] = [news.visitor(), news.visitor()];
    await ann.post("/marks", { story: "1", act: "read" });
    await bob.post("/marks", { story: "2", act: "read" });
    const forger = news.visitor(spoil(ann.jar.cookie ?? ""));
    expect(shownMarks(await forger.page("/"))).toEqual(["3", "2", "1"]);
    await forger.post("/marks", { story: "3", act: "read" });
    expect(shownMarks(await forger.page("/"))).toEqual(["3 read", "2", "1"]);
    expect(shownMarks(await bob.page("/"))).toEqual(["3", "2 read", "1"]);
  });

  test("a cookie whose reader was dropped is as none", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    await ann.post("/marks", { story: "1", act: "read" });
    await news.store.dropReader(1);
    expect(shownMarks(await ann.page("/"))).toEqual(["3", "2", "1"]);
    await ann.post("/marks", { story: "2", act: "read" });
    expect(ann.jar.cookie).toMatch(/^wirefold-reader=2\./);
  });
});

describe("what cannot be marked", () => {
  test.each([
    ["/marks", { act: "read" }, 400, "“story” has to be the number of a story"],
    ["/marks", { story: "x", act: "read" }, 400, "“story” has to be the number of a story"],
    ["/marks", { story: "1", act: "burn" }, 400, "“act” has to be one of these: read, unread, star, unstar."],
    ["/marks", { story: "99", act: "read" }, 404, "may have been dropped"],
    ["/marks/all", { list: "/settings", asOf }, 400, "“list” has to be the address of a list"],
    ["/marks/all", { list: "/views/none", asOf }, 400, "“list” has to be the address of a list"],
    ["/marks/all", { list: "/categories/%ff", asOf }, 400, "“list” has to be the address of a list"],
    ["/marks/all", { asOf }, 400, "“list” has to be the address of a list"],
    ["/marks/all", { list: "/", asOf: "yesterday" }, 400, "“asOf” has to be an instant"],
    ["/marks/all", { list: "/", asOf: "2026-99-99T00:00:00Z" }, 400, "“asOf” has to be an instant"],
    ["/marks/undo", { change: "-1" }, 400, "“change” has to be the number"],
    ["/marks", { story: "1", act: "read", back: `/${"x".repeat(3000)}` }, 400, "“back” has to be"],
    ["/marks", { story: "1", act: "read", back: "x".repeat(9000) }, 400, "neither a small form"],
  ])("%s with %j is %i, and says why", async (path, fields, status, why) => {
    await using news = await newsroom();
    const ann = news.visitor();
    const response = await ann.post(path, fields);
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(why)]);
    expect(await ann.told(path, fields)).toEqual({
      status,
      answer: { outcome: "refused", text: expect.stringContaining(why) },
    });
    expect(await news.store.reader(1, at("13:00"))).toBeUndefined();
  });

  test("more stories than two hundred at once", async () => {
    await using news = await newsroom();
    const story = Array.from({ length: 201 }, (_, index): [string, string] => ["story", String(index + 1)]);
    const { status, answer } = await news.visitor().told("/marks", [["act", "read"], ...story]);
    expect([status, answer["text"]]).toEqual([400, "At most 200 stories are marked at once."]);
  });

  test.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/.//evil.example/",
    "/\t/evil.example/",
  ])("with a way back to %j", async (back) => {
    await using news = await newsroom();
    const ann = news.visitor();
    for (const [path, fields] of [
      ["/marks", { story: "1", act: "read", back }],
      ["/marks/all", { list: "/", asOf, back }],
      ["/marks/undo", { change: "1", back }],
      ["/settings", { theme: "dark", back }],
    ] as const) {
      const response = await ann.post(path, fields);
      expect([path, response.status, response.headers.get("location")]).toEqual([path, 400, null]);
    }
    expect(await news.store.reader(1, at("13:00"))).toBeUndefined();
  });

  test("from another site's page", async () => {
    await using news = await newsroom();
    const ann = news.visitor();
    await ann.post("/marks", { story: "1", act: "star" });
    const { change } = (await ann.told("/marks", { story: "1", act: "read" })).answer;
    for (const [path, fields] of [
      ["/marks", { story: "2", act: "read" }],
      ["/marks/all", { list: "/", asOf }],
      ["/marks/undo", { change: String(change) }],
      ["/settings", { theme: "dark" }],
      ["/settings/forget", {}],
    ] as const)
      for (const headers of [{ "sec-fetch-site": "cross-site" }, { origin: "https://evil.example" }])
        expect([path, (await ann.post(path, fields, headers)).status]).toEqual([path, 403]);
    expect(shownMarks(await ann.page("/"))).toEqual(["3", "2", "1 read starred"]);
  });

  test.each(["/marks", "/marks/all", "/marks/undo", "/settings/forget"])(
    "%s is not to be had by reading",
    async (path) => {
      await using news = await newsroom();
      const response = await news.visitor().get(path);
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    },
  );
});

test("a flood of new readers ends for an hour, and those who are known go on", async () => {
  await using news = await newsroom();
  const given = { now: at("13:00"), made: 1 };
  const store: Store = { ...news.store, addReader: async () => ({ id: ++given.made, look: {} }) };
  const known = news.visitor();
  await known.post("/marks", { story: "1", act: "read" });
  await using reader = await startReader({ store, now: () => given.now });
  const newcomer = () => visitorOf(reader.base).told("/marks", { story: "1", act: "read" });
  const clock = testClock(given.now);
  for (let made = 1; made < mostInAnHour; made++) await knownReader({ store, clock });
  expect((await newcomer()).status).toBe(200);
  expect(await newcomer()).toEqual({
    status: 503,
    answer: { outcome: "refused", text: expect.stringContaining("Later it works again") },
  });
  const again = await visitorOf(reader.base).post("/settings", { theme: "dark" });
  expect([again.status, again.headers.get("retry-after")]).toEqual([503, "3600"]);
  expect(
    (await visitorOf(reader.base, known.jar.cookie).told("/marks", { story: "2", act: "read" })).status,
  ).toBe(200);
  given.now = at("14:00");
  expect((await newcomer()).status).toBe(200);
});

test("pages in files know no marks, no settings and no list of the unread", async () => {
  await using news = await newsroom();
  const clock = testClock(at("13:00"));
  const parts = {
    store: news.store,
    clock,
    site: () => ({ title: "Wire", description: "", language: "en" }),
    views: () => [],
    ownFeeds: {
      lists: async () => ({ front: [], categories: [], views: [], sources: [] }),
      problemAt: async () => undefined,
    },
    corrections: createCorrections({ store: news.store, clock }),
    configFault: () => undefined,
  };
  for (const path of ["/", "/stories/1", "/categories/World", "/sources/1"]) {
    const found = await staticPage(parts, path, {});
    expect(found.kind === "page" && found.html).toContain("Story 1 of the harbour");
    expect(found.kind === "page" && found.html).not.toMatch(
      /<form|marks-|\/unread|\/starred|\/settings|data-as-of/,
    );
  }
  for (const path of ["/unread", "/starred", "/settings"])
    expect(await staticPage(parts, path, {})).toEqual({ kind: "none" });
});

describe("news of a list", () => {
  const newsOf = async (visitor: ReturnType<typeof visitorOf>, list: string, since: string) => {
    const response = await visitor.get(`/news?${new URLSearchParams({ list, asOf: since }).toString()}`);
    return [response.status, response.headers.get("cache-control"), await response.json()];
  };

  test("are what came after the page was made, and in that list", async () => {
    await using news = await newsroom();
    const stranger = news.visitor();
    const page = await stranger.page("/");
    const [, list = "", since = ""] = /data-list="([^"]*)" data-as-of="([^"]*)"/.exec(page) ?? [];
    expect(await newsOf(stranger, list, since)).toEqual([200, "no-store", { stories: 0 }]);
    await news.arrive(4);
    expect(await newsOf(stranger, list, since)).toEqual([200, "no-store", { stories: 1 }]);
    expect(await newsOf(stranger, "/categories/World", since)).toEqual([200, "no-store", { stories: 1 }]);
    expect(await newsOf(stranger, "/categories/Sport", since)).toEqual([200, "no-store", { stories: 0 }]);
    const later = /data-as-of="([^"]*)"/.exec(await stranger.page("/"))?.[1] ?? "";
    expect(await newsOf(stranger, list, later)).toEqual([200, "no-store", { stories: 0 }]);
  });

  test("leave out what is muted", async () => {
    await using news = await newsroom({ mute: ["story 4"] });
    await news.arrive(4);
    expect(await newsOf(news.visitor(), "/", asOf)).toEqual([200, "no-store", { stories: 0 }]);
  });

  test.each([
    ["/settings", asOf],
    ["//evil.example/", asOf],
    ["/starred", asOf],
    ["/", "now"],
  ])("of %s as of %s are refused", async (list, since) => {
    await using news = await newsroom();
    expect(await newsOf(news.visitor(), list, since)).toEqual([
      400,
      "no-store",
      { text: expect.stringContaining("has to be") },
    ]);
  });

  test("cost the store one count for all who ask at the same state of things", async () => {
    await using news = await newsroom();
    let counts = 0;
    const store: Store = { ...news.store, countNews: (query) => (counts++, news.store.countNews(query)) };
    await using reader = await startReader({ store, now: at("13:00") });
    const ask = () => newsOf(visitorOf(reader.base), "/", asOf);
    await Promise.all([ask(), ask(), ask()]);
    expect(counts).toBe(1);
    await news.arrive(4);
    expect(await ask()).toEqual([200, "no-store", { stories: 1 }]);
    expect(counts).toBe(2);
  });
});
