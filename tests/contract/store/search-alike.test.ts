import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ParsedEntry, SafeHtml } from "../../../src/model/entry.ts";
import type { Store } from "../../../src/store/store.ts";
import { at, groupBy, parsedEntry, savePoll, source } from "../../support/store.ts";
import { engines } from "./engines.ts";

/** Few, so that they meet often; of scripts with and without spaces, and such as one engine alone might fold. */
const words = [
  ..."the sun and Sun's election elections Zürich straße STRASSE l'été Élysée café don't U.S. 1,000 C++ C# π".split(
    " ",
  ),
  ..."Ёлка елка мой ΑΘΗΝΑΣ αθήνας İstanbul ışık Đà Nẵng 東京都 京都 都 ガラス 서울에서 서울 กรุงเทพ เทพ".split(
    " ",
  ),
  ..."الحكومة حكومة الألعاب کتاب שָׁלוֹם שלום दिल्ली 🎉 x y z ' \" \\ : & | ! ( ) * <b>".split(" "),
];
const word = fc.constantFrom(...words);
const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((some) => some.join(" "));

const sources = [
  source("https://sun.example/feed", { name: "The Sun", category: "World" }),
  source("https://zuerich.example/feed", { name: "Zürich heute", category: "Élysée café" }),
  source("https://none.example/feed"),
];

const entry = fc.record({
  title: text,
  summary: fc.option(text, { nil: undefined }),
  contentHtml: fc.option(
    fc
      .array(text, { maxLength: 4 })
      .map((parts) => `<p>${parts.join(". ").replaceAll("<b>", "")}</p>` as SafeHtml),
    { nil: undefined },
  ),
  agency: fc.option(word, { nil: undefined }),
  language: fc.constantFrom("en", "de", "de-AT", "ja", undefined),
  author: fc.option(text, { nil: undefined }),
  origin: fc.option(text, { nil: undefined, freq: 6 }),
  source: fc.nat(sources.length - 1),
  publishedAt: fc.integer({ min: 8, max: 20 }).map((day) => new Date(Date.UTC(2026, 10, day, 9))),
});
type Drawn = typeof entry extends fc.Arbitrary<infer T> ? T : never;

const parsed = (
  { author, origin, source: _, summary, contentHtml, agency, language, ...rest }: Drawn,
  key: number,
): ParsedEntry =>
  parsedEntry({
    key: `k${key}`,
    ...rest,
    ...(summary !== undefined && { summary }),
    contentHtml: contentHtml ?? ("" as SafeHtml),
    ...(agency !== undefined && { agency }),
    ...(language !== undefined && { language }),
    authors: author === undefined ? [] : [{ name: author }],
    ...(origin !== undefined && { origin: { title: origin } }),
  });

const term = fc.oneof(
  word,
  word.map((one) => `${one}*`),
  text.map((some) => `"${some.replaceAll('"', "")}"`),
  text.map((some) => `"${some.replaceAll('"', "")}*"`),
  fc
    .tuple(fc.constantFrom("title", "author", "agency", "source", "category", "lang"), word)
    .map(([operator, one]) => `${operator}:${one}`),
  fc
    .tuple(fc.constantFrom("title", "author", "source"), text)
    .map(([operator, some]) => `${operator}:"${some.replaceAll('"', "")}"`),
  fc.constantFrom(
    "lang:de",
    "lang:en",
    "after:2026-11-12",
    "before:2026-11-15",
    "after:7d",
    "before:yesterday",
    "OR",
    "source:sun",
    "category:world",
  ),
);
const query = fc
  .array(fc.tuple(fc.boolean(), fc.boolean(), term), { minLength: 1, maxLength: 4 })
  .map((terms) =>
    terms.map(([isUnwanted, isAlso, one]) => `${isUnwanted && isAlso ? "-" : ""}${one}`).join(" "),
  );

async function fill(store: Store, drawn: readonly Drawn[]): Promise<void> {
  await store.syncSources(sources, at("08:00"));
  for (const [number, { url }] of sources.entries())
    await savePoll(
      store,
      url,
      drawn.flatMap((one, key) => (one.source === number ? [parsed(one, key)] : [])),
    );
  await groupBy(store, (title) => 1 + (title.length % 12));
}

const all = { from: "lowest", limit: 1000 } as const;

test("the same words find the same stories and entries, and are muted alike, on every engine", async () => {
  const drawn = fc.sample(entry, { numRuns: 60, seed: 20_261_120 });
  const queries = fc.sample(query, { numRuns: 300, seed: 7 });
  const muted = fc.sample(fc.array(fc.oneof(text, word), { maxLength: 3 }), { numRuns: 30, seed: 11 });
  const found: unknown[] = [];
  for (const { open } of engines) {
    await using store = await open();
    await fill(store, drawn);
    const answers: unknown[] = [];
    for (const search of queries)
      answers.push([
        search,
        await store.storyIds({ ...all, search }),
        await store.entryIds({ ...all, search }),
      ]);
    for (const some of muted)
      answers.push([
        some,
        await store.storyIds({ ...all, muted: some }),
        await store.entryIds({ ...all, muted: some }),
      ]);
    found.push(answers);
  }
  const [first, ...others] = found;
  for (const other of others) expect(other).toEqual(first);
  const answers = first as readonly [unknown, readonly number[], readonly number[]][];
  expect(answers.filter(([, stories]) => stories.length > 0).length).toBeGreaterThan(answers.length / 4);
}, 60_000);
