import { describe, expect, test } from "vitest";
import type { ReaderAppOptions } from "../support/reader-app.ts";
import { startReader } from "../support/reader-app.ts";
import type { ParsedEntry, SafeHtml } from "../../src/model/entry.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const gazette = "https://gazette.example/feed";
const courier = "https://courier.example/feed";

const html = (text: string) => `<p>${text}</p>` as SafeHtml;

const reports: Readonly<Record<string, readonly (Partial<ParsedEntry> & { key: string })[]>> = {
  [gazette]: [
    { key: "talks", title: "Peace talks open in Geneva", contentHtml: html("Envoys met by the lake.") },
    { key: "cup", title: "Cup final in Basel", contentHtml: html("Geneva lost.") },
    {
      key: "long",
      title: "A long report",
      contentHtml: html(
        `${"Many words before. ".repeat(30)}The zeppelin landed & left. ${"More after. ".repeat(30)}`,
      ),
    },
  ],
  [courier]: [{ key: "own", title: "Talks begin", summary: "Delegates from Ruritania arrived <b>late</b>." }],
};

/** The two reports on the talks are one story. */
const storyOf = (title: string) => (title.startsWith("Cup") ? 2 : title.startsWith("A long") ? 3 : 1);

async function reader(given: Partial<ReaderAppOptions> = {}) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  const sources = [
    source(gazette, { name: "Gazette", category: "World" }),
    source(courier, { name: "The Courier", category: "Sport" }),
  ];
  await store.syncSources(sources, at("11:00"));
  for (const [url, own] of Object.entries(reports))
    await savePoll(
      store,
      url,
      own.map((entry) => parsedEntry(entry)),
    );
  await groupBy(store, storyOf);
  const app = stack.use(await startReader({ store, now: at("13:00"), ...given }));
  const search = async (q: string, more: Readonly<Record<string, string>> = {}) =>
    (await app.get(`/search?${new URLSearchParams({ q, ...more }).toString()}`)).text();
  return { ...app, search, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** The marked words of the page. */
const marked = (page: string) => Array.from(page.matchAll(/<mark>([^<]*)<\/mark>/g), ([, text]) => text);
const notes = (page: string) =>
  Array.from(page.matchAll(/<p class="hint" role="note"[^>]*>([^<]*)</g), ([, text]) => text);

describe("what was found", () => {
  test("is marked in the headline", async () => {
    await using app = await reader();
    expect(await app.search("peace geneva")).toContain(
      "<mark>Peace</mark> talks open in <mark>Geneva</mark>",
    );
  });

  test("is shown where it stands in the text, where the headline has it not", async () => {
    await using app = await reader();
    const page = await app.search("zeppelin");
    expect(page).toMatch(
      />… [^<]*words before\. The <mark>zeppelin<\/mark> landed &amp; left\. More [^<]* …</,
    );
    expect(marked(await app.search("cup geneva"))).toEqual(["Cup", "Geneva"]);
  });

  test("is shown with its outlet where another report has it, and leads there", async () => {
    await using app = await reader();
    const page = await app.search("ruritania");
    expect(page).toMatch(
      /<a href="\/stories\/1#entry-\d+"><bdi>The Courier:<\/bdi><\/a> Delegates from <mark>Ruritania<\/mark> arrived &lt;b&gt;late/,
    );
  });

  test("is not shown of a text that pages may not give out", async () => {
    await using app = await reader({ content: { usual: "title" } });
    const page = await app.search("zeppelin");
    expect(page).toContain("A long report");
    expect(page).not.toContain("landed");
  });
});

describe("how a search was understood", () => {
  test.each([
    ["geneva", []],
    [
      '"peace talks" -basel elect*',
      ["Looked for: “peace talks”, not “basel” and words that begin with “elect”."],
    ],
    [
      "source:gazette category:world lang:de title:cup",
      ["Looked for: the source “gazette”, the category “world”, in German and “cup” in the headline."],
    ],
    ["a OR b after:2026-11-20", ["Looked for: “a” or “b” and from 20 Nov 2026 on (UTC)."]],
    ["x after:7d", ["Looked for: “x” and from 13 Nov 2026 on (UTC)."]],
    [
      "x after:soon",
      [
        "Looked for: “x”.",
        "“after:soon” was left out: a day is written 2026-11-24, 2026-11, today, yesterday or 7d (seven days back), counted from the newest report.",
      ],
    ],
    [
      'site:x "open',
      [
        "Looked for: “site:x” and “open”.",
        "“site:x” was looked for as words: there is no such operator.",
        "The quotation mark of “&#34;open” is not closed; it was read to the end.",
      ],
    ],
    ["-geneva", ["“-geneva” says only what is not wanted. A search needs something that is."]],
    ["?!…", ["“?!…” was left out: no letter and no digit is in it."]],
    ["source:", ["“source:” was left out, as nothing follows it."]],
  ])("is said of %s", async (query, said) => {
    await using app = await reader();
    expect(notes(await app.search(query))).toEqual(said);
  });

  test("is said of thousands of terms, and of what is too long", async () => {
    await using app = await reader();
    const [cut, , many] = notes(await app.search("x ".repeat(3000)));
    expect(cut).toBe("That was long: only its first 200 characters were looked for.");
    expect(many).toMatch(/^That were many: everything from “x x x .*…” on was left out\.$/);
  });

  test("is said in the visitor's language", async () => {
    await using app = await reader();
    const page = await app.get("/search?q=cup+-geneva+lang:klingonisch!", { "accept-language": "de" });
    expect(notes(await page.text())).toEqual([
      "Gesucht wurde: „cup“ und nicht „geneva“.",
      "„lang:klingonisch!“ wurde ausgelassen: Eine Sprache wird en oder de geschrieben.",
    ]);
  });
});

describe("a search that finds nothing", () => {
  test("names what finds something without one of its parts", async () => {
    await using app = await reader();
    const page = await app.search("geneva talks zebra");
    expect(page).toContain('<a href="/search?q=geneva+talks"><bdi>geneva talks</bdi></a> (1 story)');
    expect(page).not.toContain("q=geneva+zebra");
  });

  test("or else which part does alone", async () => {
    await using app = await reader();
    const page = await app.search("geneva zebra okapi");
    expect(page).toContain('<a href="/search?q=geneva"><bdi>geneva</bdi></a> (2 stories)');
    expect(await app.search("zebra")).toContain("Fewer words");
  });
});

test("fields beside the words are led into them as operators", async () => {
  await using app = await reader();
  const moved = async (query: string) =>
    (await app.get(`/search?${query}`, { redirect: "manual" })).headers.get("location");
  expect(await moved("q=geneva&source=The+Courier&category=World&after=2026-11-01&before=")).toBe(
    "/search?q=geneva+source%3A%22The+Courier%22+category%3AWorld+after%3A2026-11-01",
  );
  expect(await moved("q=%22geneva&category=World")).toBe("/search?q=%22geneva%22+category%3AWorld");
  expect(await moved("source=x%22+OR+y")).toBe("/search?q=source%3A%22x++OR+y%22");
  expect(await moved("q=geneva&source=&category=&after=&before=")).toBeNull();
});

test("the list stands by rank as well", async () => {
  await using app = await reader();
  const ids = (page: string) => Array.from(page.matchAll(/data-story="(\d+)"/g), ([, id]) => Number(id));
  expect(new Set(ids(await app.search("geneva", { order: "top" })))).toEqual(new Set([1, 2]));
  expect(await app.search("geneva")).toContain('href="/search?q=geneva&amp;order=top"');
});

test("a line for the config keeps it as a view", async () => {
  await using app = await reader();
  expect(await app.search('"peace talks" Genevä')).toContain(
    "<code>{ &#34;slug&#34;: &#34;peace-talks-geneva&#34;, &#34;title&#34;: &#34;\\&#34;peace talks\\&#34; Genevä&#34;, &#34;query&#34;: &#34;\\&#34;peace talks\\&#34; Genevä&#34; }</code>",
  );
});
