import { describe, expect, test } from "vitest";
import { hourMs } from "../../src/base/duration.ts";
import { version } from "../../src/base/version.ts";
import type { Source } from "../../src/model/source.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll } from "../support/store.ts";

const url = (name: string) => `https://${name}.example/feed`;
const now = at("13:00");

/** The pages over these sources, at one o'clock. */
async function readerOf(sources: readonly Source[]) {
  const store = await freshStore();
  await store.syncSources(sources, at("11:00"));
  const reader = await startReader({ store, now });
  return {
    ...reader,
    store,
    html: async (path: string, headers: Readonly<Record<string, string>> = {}) =>
      (await reader.get(path, headers)).text(),
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

const german = { "accept-language": "de" };
const listed = (html: string) => [...html.matchAll(/<h3><a [^>]*>([^<]*)</g)].map(([, name]) => name);
const many = (amount: number, category?: (index: number) => string): Source[] =>
  Array.from({ length: amount }, (_, index) => ({
    url: url(`s${index}`),
    name: `Source ${index}`,
    ...(category && { category: category(index) }),
  }));

describe("the page of all sources", () => {
  test("has a hundred a page, category after category, and says on which page one is", async () => {
    await using reader = await readerOf(many(250, (index) => (index % 2 === 0 ? "Even" : "Odd & more")));
    const first = await reader.html("/sources");
    expect(listed(first)).toHaveLength(100);
    expect(listed(first)[1]).toBe("Source 2");
    expect(first).toContain("250 sources in 2 categories");
    expect(first).toContain("Page 1 of 3");
    const last = await reader.html("/sources?page=3");
    expect(listed(last)).toHaveLength(50);
    expect(last).toContain('href="/sources?page=2" rel="prev"');
    expect(last).not.toContain('rel="next"');
    const all = [first, await reader.html("/sources?page=2"), last].flatMap(listed);
    expect(new Set(all).size).toBe(250);
  });

  test("leads to each category with how many it has, and shows only that", async () => {
    await using reader = await readerOf([
      ...many(120, () => "World & more"),
      { url: url("lone"), name: "Lone" },
    ]);
    const html = await reader.html("/sources");
    expect(html).toContain('href="/sources?category=World+%26+more" dir="auto">World &amp; more 120</a>');
    expect(html).toContain('href="/sources?without=category" dir="auto">Without a category 1</a>');
    expect(listed(await reader.html("/sources?without=category"))).toEqual(["Lone"]);
    expect(listed(await reader.html("/sources?category=World+%26+more&page=2"))).toHaveLength(20);
  });

  test.each(["?page=0", "?page=-3", "?page=x", "?page=99", "?page=1e9", "?category=None&page=", "?page=2.7"])(
    "%s shows what there is",
    async (query) => {
      await using reader = await readerOf(many(150));
      const response = await reader.get(`/sources${query}`);
      expect(response.status).toBe(200);
      expect(listed(await response.text()).length).toBeGreaterThan(0);
    },
  );

  test("finds a source by words of its name or address, and says what was understood", async () => {
    await using reader = await readerOf([
      { url: "https://www.herald.example/world.xml", name: "The Herald" },
      { url: url("post"), name: "<Post>" },
    ]);
    const html = await reader.html("/sources?q=HERALD+world");
    expect(listed(html)).toEqual(["The Herald"]);
    expect(html).toContain("1 source has “HERALD world” in name or address.");
    expect(html).toContain('value="HERALD world"');
    const none = await reader.html("/sources?q=%3Cscript%3E");
    expect(none).toContain("No source has “&lt;script&gt;” in its name or address.");
    expect(none).toContain('<a href="/sources">All sources</a>');
    expect((await reader.get(`/sources?q=${"x".repeat(5000)}`)).status).toBe(200);
  });

  test("tells sources of one name apart by their hosts", async () => {
    await using reader = await readerOf([
      { url: url("one"), name: "The Times" },
      { url: url("two"), name: "The Times" },
      { url: url("three"), name: "Other" },
    ]);
    const html = await reader.html("/sources");
    // Without a website a source's own host stands there anyway, and once is enough.
    expect(html.match(/one\.example</g)).toHaveLength(1);
    expect(html).toContain("<span>two.example</span>");
    expect(html).not.toContain('class="address"');
    const feeds = await reader.html("/feeds");
    expect(feeds).toContain('<option value="/sources/1">The Times (one.example)</option>');
    expect(feeds).toContain('<p class="hint address">two.example</p>');
  });

  test("without a source says how to name some", async () => {
    await using reader = await readerOf([]);
    const html = await reader.html("/sources");
    expect(html).toContain("Name the feeds to follow under “sources” in feeds.config.json.");
    expect(html).not.toContain('class="search"');
  });
});

describe("the page of feeds over very many sources", () => {
  test("names no source, leads to where they are found, and makes the feed of the one it is asked for", async () => {
    await using reader = await readerOf(many(300));
    const html = await reader.html("/feeds");
    expect(html).toContain("Each of 300 sources has its feed on its page.");
    expect(html).not.toContain("Source 7");
    const asked = await reader.html("/feeds?list=/sources/8&format=atom");
    expect(asked).toContain(`${reader.base}/sources/8.atom`);
    expect(asked).toContain('<option value="/sources/8" selected>Source 7</option>');
    expect(await reader.html("/sources/8")).toContain('href="/feeds?list=%2Fsources%2F8#address"');
  });
});

describe("a source's page without a report", () => {
  test.each([
    ["new", "It has not been asked yet.", "It has not been polled yet."],
    ["failing", "it does not answer as a feed should", "1 failed poll"],
    ["ok", "holds no entry that could be shown", "How it is polled"],
  ] as const)("that is %s says why", async (state, why, below) => {
    await using reader = await readerOf([{ url: url("a"), name: "A", category: "World" }]);
    if (state !== "new")
      await savePoll(reader.store, url("a"), [], {
        state,
        polling: {
          validators: {},
          failures: state === "failing" ? 1 : 0,
          notes: [],
          nextPollAt: at("14:00"),
          nextPollReason: "every 1 h",
        },
      });
    const html = await reader.html("/sources/1");
    expect(html).toContain(why);
    expect(html).toContain(below);
    expect(html).toContain('<a href="/categories/World">');
  });
});

describe("the status page", () => {
  const failing = (lastStatus?: number) => ({
    state: "failing" as const,
    polling: {
      validators: {},
      failures: 3,
      failingSince: at("10:05"),
      notes: [],
      lastPolledAt: at("12:00"),
      lastOutcome: "error" as const,
      lastError: `Cannot fetch ${url("a")}: no name server answered for a.example: this machine has no network, or its name server is down`,
      nextPollAt: new Date(now.getTime() + hourMs),
      nextPollReason: "this machine's own network failed: tried again soon, later as usual",
      ...(lastStatus !== undefined && { lastStatus }),
    },
  });

  test("says in one sentence that nothing can be reached, and folds what each source says", async () => {
    await using reader = await readerOf(many(3));
    for (const name of ["s0", "s1", "s2"]) await savePoll(reader.store, url(name), [], failing());
    const html = await reader.html("/status");
    expect(html).toContain(
      "None of 3 sources has answered since 10:05 UTC: most likely this machine has no network.",
    );
    expect(html).toMatch(/<details class="each-source">\s*<summary>What was found at each source/);
    expect(await reader.html("/status?state=failing")).not.toContain('class="each-source"');
  });

  test("shows each source where a server answered", async () => {
    await using reader = await readerOf(many(2));
    await savePoll(reader.store, url("s0"), [], failing(500));
    await savePoll(reader.store, url("s1"), [], failing());
    const html = await reader.html("/status");
    expect(html).toContain("None of 2 sources answers as a feed should");
    expect(html).not.toContain('class="each-source"');
  });

  test("is in the visitor's language, with the reasons of polling", async () => {
    await using reader = await readerOf(many(2));
    await savePoll(reader.store, url("s0"), [parsedEntry({ key: "1" })]);
    await savePoll(reader.store, url("s1"), [], failing());
    const html = await reader.html("/status", german);
    expect(html).toContain("1 von 2 Quellen antwortet; 1 gestört.");
    expect(html).toContain("<span>alle 30\u00a0Min.</span>");
    expect(html).toContain("das Netz dieses Rechners war gestört: bald wieder versucht");
    expect(html).toContain("kein Namensserver kennt gerade a.example");
    expect(html.slice(html.indexOf("<main"))).not.toContain('lang="en"');
  });

  test("marks what it has only in English, on a German page", async () => {
    await using reader = await readerOf(many(1));
    const odd = failing();
    await savePoll(reader.store, url("s0"), [], {
      ...odd,
      polling: {
        ...odd.polling,
        lastError: "Cannot store what it brought: the disk is full",
        notes: ["closed it"],
      },
    });
    const html = await reader.html("/status", german);
    expect(html).toContain('<p class="fault" lang="en" dir="auto">Cannot store what it brought');
    expect(html).toContain('<ul lang="en">');
  });
});

describe("/about", () => {
  test("says which version this is, shows the keys, what is remembered and a story to see the reasons at", async () => {
    await using reader = await readerOf(many(1));
    await savePoll(reader.store, url("s0"), [parsedEntry({ key: "1", title: "The bridge <opens>" })]);
    await groupBy(reader.store, () => 1);
    const html = await reader.html("/about");
    expect(html).toContain(`Wirefold ${version}`);
    expect(html).toMatch(/<kbd>g<\/kbd> then <kbd>h<\/kbd><\/th><td>front page/);
    expect(html).toContain("wirefold-reader");
    expect(html).toMatch(/<a href="\/stories\/\d+"[^>]*><bdi>The bridge &lt;opens&gt;<\/bdi>/);
    expect(await reader.html("/about", german)).toMatch(
      /<kbd>g<\/kbd> dann <kbd>h<\/kbd><\/th><td>Titelseite/,
    );
  });
});

test("every page about sources is whole in German, with no English left but names", async () => {
  await using reader = await readerOf(many(2, () => "Welt"));
  await savePoll(reader.store, url("s0"), [parsedEntry({ key: "1", title: "Brücke" })]);
  await groupBy(reader.store, () => 1);
  for (const path of ["/status", "/sources", "/sources/1", "/sources/2", "/feeds", "/about"]) {
    const html = await reader.html(path, german);
    expect(html).toContain('<html lang="de"');
    const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
    const text = main.replaceAll(/<[^>]*>/g, " ");
    expect(text).not.toMatch(/\b(?:the|and|its|with|not asked|entries|failing)\b/i);
  }
});

test("asking a source by hand is answered in the language that a program asks for", async () => {
  await using reader = await readerOf(many(1));
  await savePoll(reader.store, url("s0"), [], { state: "gone" });
  const answer = await fetch(`${reader.base}/sources/1/poll`, {
    method: "POST",
    headers: { accept: "application/json", ...german },
  });
  expect(await answer.json()).toMatchObject({
    outcome: "refused",
    text: expect.stringContaining("Sie wird nicht mehr abgefragt"),
  });
});
