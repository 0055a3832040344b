import { expect, test } from "vitest";
import { createCorrections } from "../../src/story/corrections.ts";
import { installation } from "../support/installation.ts";
import { runProgram } from "../support/program.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const feed = "https://a.example/feed";

/** A database with three stories of one entry each, and a fourth entry in the first. */
async function newsroom() {
  const stack = new AsyncDisposableStack();
  const here = stack.use(await installation());
  const store = stack.use(await freshStore(here.env.DATABASE_URL));
  await store.syncSources([source(feed, { name: "The Herald" })], at("11:00"));
  const entries = ["ferry", "boats", "court", "rain"].map((title) =>
    parsedEntry({ key: title, title, summary: `About ${title}`, language: "en", publishedAt: at("10:00") }),
  );
  await savePoll(store, feed, entries);
  await groupBy(store, (title) => ({ ferry: 1, rain: 1, boats: 2, court: 3 })[title]!);
  const { items } = await store.latestEntries({ limit: 9 });
  return {
    env: here.env,
    idOf: (title: string) => items.find((entry) => entry.title === title)!.id,
    corrections: createCorrections({ store, clock: { now: () => at("13:00") } }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test("what was corrected by hand is written as labelled pairs of articles that group reads; what was undone is not", async () => {
  await using here = await newsroom();
  const { corrections, env, idOf } = here;
  await corrections.setApart({ storyId: 1, entryId: idOf("rain"), withCopies: false });
  await corrections.putTogether({ storyId: 1, otherId: 2 });
  await corrections.putTogether({ storyId: 1, otherId: 3 });
  await corrections.undo({ storyId: 1, correctionId: 3 });
  const exported = await runProgram(["export", "--pairs"], env);
  expect([exported.code, exported.stderr]).toEqual([0, ""]);
  const pairs = exported.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { a: { title: string }; b: { title: string }; same: boolean });
  expect(pairs.map(({ a, b, same }) => [[a.title, b.title].sort().join(" "), same])).toEqual([
    ["ferry rain", false],
    ["boats ferry", true],
  ]);
  expect([pairs[0]!.a, pairs[0]!.b]).toContainEqual({
    id: idOf("ferry"),
    title: "ferry",
    publishedAt: "2026-11-20T10:00:00.000Z",
    summary: "About ferry",
    language: "en",
    outlet: "The Herald",
    url: "https://outlet.example/ferry",
  });
  const articles = pairs.flatMap(({ a, b }) => [a, b]).slice(0, 3);
  const lines = [...new Map(articles.map((article) => [article.title, JSON.stringify(article)])).values()];
  expect((await runProgram(["group"], {}, lines.join("\n"))).code).toBe(0);
});

test("where nothing was corrected, nothing is written", async () => {
  await using here = await installation();
  const exported = await runProgram(["export", "--pairs"], here.env);
  expect(exported).toMatchObject({ code: 0, stdout: "", stderr: "" });
});
