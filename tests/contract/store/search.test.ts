import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ParsedEntry, SafeHtml } from "../../../src/model/entry.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

const world = "https://feeds.bbc.example/world";
const sport = "https://sport.example/feed";
const asia = "https://asahi.example/rss";

const sources = [
  source(world, { name: "BBC World", category: "World" }),
  source(sport, { name: "The Sun", category: "Sport" }),
  source(asia, { category: "World news" }),
];

const day = (date: string) => new Date(`2026-11-${date}T12:00:00Z`);
const html = (text: string) => `<p>${text}</p>` as SafeHtml;

/** What each outlet has, by the key that these tests name it by. Without a text of their own they have none. */
const entries: Readonly<Record<string, Readonly<Record<string, Partial<ParsedEntry>>>>> = {
  [world]: {
    talks: {
      title: "Ceasefire talks open in Geneva",
      contentHtml: html("Envoys met on the shore. The U.S. said 1,000 people came; Biden’s envoy didn't."),
      agency: "Reuters",
      language: "en-GB",
      publishedAt: day("18"),
    },
    election: {
      title: "Election night: results “within hours”",
      summary: "Turnout in the elections was high.",
      authors: [{ name: "Ada Writer" }],
      language: "en",
      publishedAt: day("19"),
    },
    zurich: {
      title: "Nachtzug nach Zürich: Straßenbahn wartet",
      language: "de",
      publishedAt: day("20"),
      categories: ["Bahn"],
    },
    summer: {
      title: "L’été à l'Élysée",
      language: "fr-FR",
      publishedAt: day("10"),
      contentHtml: html("Un cœur, une œuvre"),
    },
    code: {
      title: "C++ beats C# in #BigBench",
      contentHtml: html("It took 3.14 s, with .NET 10 and Disney+ on 🎉."),
    },
  },
  [sport]: {
    flare: {
      title: "A flare on the sun",
      publishedAt: day("17"),
      language: "en",
      contentHtml: html("Astronomers met"),
    },
    match: { title: "Geneva win the cup final", publishedAt: day("16") },
    lake: { title: "Rowing on the lake", origin: { title: "Lakeside Courier" } },
  },
  [asia]: {
    quake: {
      title: "東京都で震度５弱の地震、けが人なし",
      language: "ja",
      contentHtml: html("ガラスが割れた"),
    },
    beijing: { title: "北京市政府发布新规定", language: "zh", contentHtml: html("记者从国务院获悉") },
    seoul: { title: "서울에서 대통령이 연설했다", language: "ko" },
    bangkok: { title: "น้ำท่วมกรุงเทพมหานครปี ๒๕๖๙", language: "th" },
    baghdad: { title: "الحكومةُ العراقية في بغداد تعلن الألعاب", language: "ar" },
    tehran: { title: "تهران: کتاب‌های تازه", language: "fa" },
    jerusalem: { title: "שָׁלוֹם בירושלים, דובר צה״ל", language: "he" },
    moscow: { title: "Ёлка в Москве: мой город", language: "ru" },
    athens: { title: "Η ΑΘΗΝΑ σήμερα", language: "el" },
    istanbul: { title: "İstanbul'da ışık festivali", language: "tr" },
    hanoi: { title: "Đà Nẵng đón du khách", language: "vi" },
    delhi: { title: "दिल्ली में २०२६ का चुनाव", language: "hi" },
    kyiv: { title: "Об’єкт у Києві, їжак", language: "uk" },
  },
};

const keys = Object.values(entries).flatMap((own) => Object.keys(own));
const titles = Object.values(entries).flatMap((own) => Object.values(own).map(({ title }) => title));

async function fill(store: Store): Promise<void> {
  await store.syncSources(sources, at("11:00"));
  for (const [url, own] of Object.entries(entries)) {
    const items = Object.entries(own).map(([key, given]) =>
      parsedEntry({ key, contentHtml: html("…"), ...given }),
    );
    await savePoll(store, url, items, { title: url === asia ? "朝日新聞" : "Title of the feed" });
  }
  await groupBy(store, (title) => 1 + titles.indexOf(title));
}

describe.each(engines)("a search on $name", ({ open }) => {
  let store: Store & AsyncDisposable;
  beforeAll(async () => {
    store = await open();
    await fill(store);
  });
  afterAll(() => store[Symbol.asyncDispose]());

  /** The keys of what is found, in the order of the entries above: by both orders, counted, and as ids and entries. */
  async function found(search: string): Promise<string> {
    const ids = async (order: "top" | "latest") =>
      (await store.stories({ order, limit: 99, search })).items.map(({ story }) => story.id);
    const [top, latest] = [await ids("top"), await ids("latest")];
    const inOrder = top.toSorted((one, other) => one - other);
    expect(latest.toSorted((one, other) => one - other)).toEqual(inOrder);
    expect(await store.countFound({ search, atMost: 99 })).toBe(top.length);
    expect(await store.storyIds({ from: "lowest", limit: 99, search })).toEqual(inOrder);
    expect(await store.entryIds({ from: "lowest", limit: 99, search })).toHaveLength(top.length);
    return inOrder.map((id) => keys[id - 1]).join(" ");
  }

  test.each([
    ["words in any order and case", "GENEVA talks", "talks"],
    ["all of them, in one report", "geneva cup", "match"],
    ["in the text", "shore envoys", "talks"],
    ["in the summary", "turnout", "election"],
    ["by its author", "ada writer", "election"],
    ["by its agency", "reuters", "talks"],
    ["by the outlet that it names", "lakeside", "lake"],
    ["nothing, where one is missing", "geneva zebra", ""],
    ["a phrase", '"ceasefire talks"', "talks"],
    ["not across it", '"talks ceasefire"', ""],
    ["nor from one field to the next", '"geneva envoys"', ""],
    ["a phrase over signs", '"night results within hours"', "election"],
    ["what is joined as a phrase", "cup-final", "match"],
    ["no more than the word", "elect", ""],
    ["the beginning of a word", "elect*", "election"],
    ["the beginning of a phrase's last word", '"ceasefire ta*"', "talks"],
    ["one number by its word alone", "elections", "election"],
    ["without a word", "geneva -talks", "match"],
    ["without a phrase", 'geneva -"cup final"', "talks"],
    ["without a beginning", "geneva -ce*", "match"],
    ["one or the other", "ceasefire OR rowing", "talks lake"],
    ["one or the other, and a third", "(ceasefire OR cup) geneva", "talks match"],
    ["words by chance named as operators are", "or", ""],
    ["an outlet's name with another word", "bbc geneva", "talks"],
    ["a feed's own name, from its first document on", "朝日 서울", "seoul"],
    ["in no outlet's name alone", "sun", "flare"],
    ["nor two of it", "bbc world", ""],
  ])("finds %s: %s", async (_what, search, expected) => {
    expect(await found(search)).toBe(expected);
  });

  test.each([
    ["source:bbc geneva", "talks"],
    ['source:"the sun"', "flare match lake"],
    ["source:sport.example", "flare match lake"],
    ['source:"lakeside courier"', "lake"],
    ["source:朝日 서울", "seoul"],
    ["source:bbc source:sun geneva", "talks match"],
    ["geneva -source:sun", "talks"],
    ["source:nobody", ""],
    ["category:sport", "flare match lake"],
    ["category:world geneva", "talks"],
    ["category:world* 東京", "quake"],
    ["category:world 東京", ""],
    ["geneva -category:World", "match"],
    ["agency:reuters", "talks"],
    ["geneva -agency:reuters", "match"],
    ["author:ada", "election"],
    ["author:writ*", "election"],
    ["title:shore", ""],
    ["title:geneva -title:cup", "talks"],
    ["lang:de", "zurich"],
    ["lang:EN", "talks election flare"],
    ["lang:en lang:fr source:bbc", "talks election summer"],
    ["geneva -lang:en", "match"],
    ["source:bbc -lang:en", "zurich summer code"],
    ["after:2026-11-18 before:2026-11-20", "talks election"],
    ["before:2026-11-11", "summer"],
    ["after:2026-11-17 before:2026-11-18 sun", "flare"],
    ["source:bbc before:2026-11-19 -before:2026-11-11", "talks"],
    ["source:bbc after:today", "zurich code"],
    ["source:bbc after:yesterday before:today", "election"],
    ["source:bbc after:2d before:1d", "talks"],
    ["source:bbc after:someday", "talks election zurich summer code"],
    ["ceasefire OR source:sun", "talks flare match lake"],
    ["geneva -shore -lang:de -source:bbc", "match"],
    ["-geneva source:sun", "flare lake"],
  ])("by operators: %s", async (search, expected) => {
    expect(await found(search)).toBe(expected);
  });

  test.each([
    ["zurich", "zurich"],
    ["ZÜRICH strassenbahn", "zurich"],
    ["Straßenbahn", "zurich"],
    ["ete elysee", "summer"],
    ["l'été", "summer"],
    ["coeur œuvre", "summer"],
    ["US", "talks"],
    ["u.s.", "talks"],
    ["1000", "talks"],
    ["1.000", "talks"],
    ["biden", "talks"],
    ["didnt", "talks"],
    ["didn’t", "talks"],
    ["c++", "code"],
    ["C# bigbench", "code"],
    ["#bigbench .net disney", "code"],
    ["3.14", "code"],
    ["🎉", "code"],
    ["東京", "quake"],
    ["東", "quake"],
    ["都", "quake"],
    ["し", "quake"],
    ["東京都で", "quake"],
    ["地震 東京", "quake"],
    ["震度5弱", "quake"],
    ["ﾗｽ", "quake"],
    ["京東", ""],
    ["北京", "beijing"],
    ["京市政", "beijing"],
    ["国务院", "beijing"],
    ["新规定", "beijing"],
    ["京", "quake beijing"],
    ["서울", "seoul"],
    ["대통령", "seoul"],
    ["서울에서", "seoul"],
    ["대통령 서울 연설", "seoul"],
    ["น้ำท่วม", "bangkok"],
    ["กรุงเทพ", "bangkok"],
    ["น้ำ", "bangkok"],
    ["2569", "bangkok"],
    ["حكومة", "baghdad"],
    ["الحكومه", "baghdad"],
    ["عراقية بغداد", "baghdad"],
    ["العاب", "baghdad"],
    ["ألعاب", "baghdad"],
    ["الع*", "baghdad"],
    ["كتاب", "tehran"],
    ["کتاب های", "tehran"],
    ["שלום", "jerusalem"],
    ['צה"ל', "jerusalem"],
    ["елка москве", "moscow"],
    ["мои", ""],
    ["αθήνα", "athens"],
    ["ΣΗΜΕΡΑ", "athens"],
    ["istanbul ISIK", "istanbul"],
    ["da nang", "hanoi"],
    ["दिल्ली 2026", "delhi"],
    ["об'єкт їжак", "kyiv"],
    ["ｇｅｎｅｖａ　ｔａｌｋｓ", "talks"],
  ])("in any language: %s", async (search, expected) => {
    expect(await found(search)).toBe(expected);
  });

  test.each([
    "",
    "…",
    '""',
    "-",
    "-geneva",
    "-source:bbc",
    "source:",
    "before:never",
    '") OR 1=1 --',
    "a".repeat(5000),
  ])("finds nothing, and does nothing else, by %s", async (search) => {
    expect(await found(search)).toBe("");
  });

  test("is bounded, however many terms it has", async () => {
    expect(await found(Array.from({ length: 2000 }, () => "geneva").join(" "))).toBe("talks match");
    expect(await found(Array.from({ length: 2000 }, (_, index) => `x${index}`).join(" "))).toBe("");
  });

  test("leaves out what is muted by its headline, in every language", async () => {
    const left = async (muted: readonly string[], search: string) => {
      const { items } = await store.stories({ order: "top", limit: 99, search, muted });
      return items.map(({ story }) => keys[story.id - 1]).join(" ");
    };
    expect(await left(["ceasefire"], "geneva")).toBe("match");
    expect(await left(["cup final", "zebra"], "geneva")).toBe("talks");
    expect(await left(["shore"], "geneva talks")).toBe("talks");
    expect(await left(["地震"], "京")).toBe("beijing");
    expect(await left(["elysée"], "ete")).toBe("");
    expect(await left(["fin*"], "geneva")).toBe("talks");
  });
});

describe.each(engines)("what is searched on $name", ({ open }) => {
  test("all that is asked holds for one report of a story, and the story is there once", async () => {
    await using store = await open();
    await fill(store);
    await store.saveGrouping({
      placements: [],
      stories: [],
      merges: [{ from: 7, into: 1, reason: "the same", at: at("12:30") }],
    });
    const ids = async (search: string) =>
      (await store.stories({ order: "latest", limit: 9, search })).items.map(({ story }) => story.id);
    expect([await ids("geneva"), await ids("ceasefire cup"), await ids("cup source:sun")]).toEqual([
      [1],
      [],
      [1],
    ]);
    expect(await ids("cup source:bbc")).toEqual([]);
    expect(await store.countFound({ search: "geneva", atMost: 9 })).toBe(1);
  });

  test("an edited report is found by what it says now", async () => {
    await using store = await open();
    await store.syncSources(sources, at("11:00"));
    const save = (title: string, time: string) =>
      savePoll(store, world, [parsedEntry({ key: "a", title })], { fetchedAt: at(time) });
    await save("Ferry aground", "12:00");
    await groupBy(store, () => 1);
    await save("Ferry sails again", "13:00");
    const found = (search: string) => store.countFound({ search, atMost: 9 });
    expect([await found("aground"), await found("sails"), await found("ferry sails -aground")]).toEqual([
      0, 1, 1,
    ]);
  });

  test("what is dropped is found no more", async () => {
    await using store = await open();
    await fill(store);
    await store.dropStories({ before: day("17"), limit: 99 });
    expect(await store.countFound({ search: "geneva", atMost: 9 })).toBe(2);
    await store.dropStories({ before: new Date("2026-12-01"), limit: 99 });
    expect(await store.countFound({ search: "geneva OR source:bbc", atMost: 9 })).toBe(0);
  });

  test("a renamed source is found by its new name", async () => {
    await using store = await open();
    await fill(store);
    await store.syncSources([{ ...sources[0]!, name: "Beeb" }, ...sources.slice(1)], at("13:00"));
    expect(await store.countFound({ search: "source:beeb geneva", atMost: 9 })).toBe(1);
  });

  test("a stretch of a long text beyond 20,000 characters is not", async () => {
    await using store = await open();
    await store.syncSources(sources, at("11:00"));
    const text = `begin ${"filling words ".repeat(3000)} end`;
    await savePoll(store, world, [parsedEntry({ key: "long", contentHtml: html(text) })]);
    await groupBy(store, () => 1);
    const found = (search: string) => store.countFound({ search, atMost: 9 });
    expect([await found("begin"), await found('"filling words filling"'), await found("end")]).toEqual([
      1, 1, 0,
    ]);
  });

  test("goes on, page after page, to the last of many", async () => {
    await using store = await open();
    await store.syncSources(sources, at("11:00"));
    const count = 2400;
    // Half of them was published before what came earlier.
    const items = Array.from({ length: count }, (_, index) =>
      parsedEntry({
        key: `k${index}`,
        title: `Harbour ${index % 7 === 0 ? "storm" : "calm"} ${index}`,
        publishedAt: new Date(at("10:00").getTime() - (index % 2 === 0 ? index : 5000 - index) * 60_000),
      }),
    );
    await savePoll(store, world, items);
    while ((await store.ungroupedEntries(1)).length > 0)
      await groupBy(store, (title) => 1 + Number(title.split(" ").at(-1)));
    const entriesOf = async (search: string, cursor?: string): Promise<readonly number[]> => {
      const page = await store.latestEntries({ search, limit: 700, ...(cursor !== undefined && { cursor }) });
      const shown = page.items.map(({ shownAt }) => shownAt.getTime());
      return page.next === undefined ? shown : [...shown, ...(await entriesOf(search, page.next))];
    };
    for (const search of ["harbour", "storm"]) {
      const shown = await entriesOf(search);
      expect(shown).toHaveLength(await store.countFound({ search, atMost: 9999 }));
      expect(shown).toEqual(shown.toSorted((one, other) => other - one));
    }
    for (const [search, expected] of [
      ["harbour", count],
      ["storm", Math.ceil(count / 7)],
      ["harbour -storm", count - Math.ceil(count / 7)],
      ["harbour source:bbc", count],
      ["harbour before:2026-11-19", undefined],
    ] as const) {
      for (const order of ["latest", "top"] as const) {
        const all = await store.stories({ order, limit: 5000, search });
        expect(all.items.length).toBe(expected ?? all.items.length);
        const ids: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.stories({
            order,
            limit: 400,
            search,
            ...(cursor !== undefined && { cursor }),
          });
          ids.push(...page.items.map(({ story }) => story.id));
          cursor = page.next;
        } while (cursor !== undefined);
        expect(ids).toEqual(all.items.map(({ story }) => story.id));
      }
    }
  });
});
