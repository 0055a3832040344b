import { describe, expect, test } from "vitest";
import { de } from "../../src/reader/words/de.ts";
import { en } from "../../src/reader/words/en.ts";
import { fillNewsroom, newsroomNow } from "../support/newsroom.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore } from "../support/store.ts";

const german = { "accept-language": "de-AT,de;q=0.9,en;q=0.5" };

/** A reader over a newsroom in English, whose visitors want what `headers` say. */
async function newsroom(headers: Readonly<Record<string, string>>) {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  await fillNewsroom(store, { pictures: "http://127.0.0.1:9" });
  const views = [{ slug: "wide", title: "Widely reported", minOutlets: 3 }];
  const reader = stack.use(await startReader({ store, now: newsroomNow, views }));
  const get = (path: string, more: Readonly<Record<string, string>> = {}) =>
    reader.get(path, { ...headers, ...more });
  return {
    base: reader.base,
    get,
    html: async (path: string) => (await get(path)).text(),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** All that English says in two words or more, and German otherwise: it is nothing that stands in a page by chance. */
function sayings(words: unknown, others: unknown): string[] {
  if (typeof words === "string") return words !== others && words.includes(" ") ? [words] : [];
  if (typeof words !== "object" || words === null) return [];
  return Object.entries(words).flatMap(([key, each]) =>
    sayings(each, (others as Record<string, unknown> | undefined)?.[key]),
  );
}

const english = sayings(en, de);

describe("a visitor who reads German", () => {
  test.each([
    ["/", ["<html lang=", "Wichtigste", "Abonnieren", "Reuters bei Harbour Courier", "vor 3 Std."]],
    ["/?order=latest", ["Neueste"]],
    ["/stories/1", ["Wie es hereinkam", "Warum das hier steht:", "Diese Geschichte korrigieren"]],
    ["/stories/1?like=bridge", ["Dieselbe Geschichte"]],
    [
      "/views/wide",
      ["Geschichten mit mindestens 3 unabhängigen Berichten; ein kopierter Text zählt einmal."],
    ],
    ["/stories/9999", ["Diese Geschichte gibt es nicht", "Alle Geschichten durchsuchen"]],
    ["/categories/none", ["Diese Rubrik gibt es nicht", "„none“"]],
    ["/search", ["Wörter, die ein Bericht haben muss"]],
    ["/search?q=bridge", ["<title>„bridge“ · ", " Geschichte"]],
    ["/search?q=nonesuch", ["Nirgends kommt <b"]],
    [`/search?q=${"a".repeat(201)}`, ["Nur nach den ersten 200 Zeichen"]],
    ["/nowhere", ["Diese Seite gibt es nicht"]],
    ["/?cursor=nonsense", ["Diese Stelle gibt es in der Liste nicht", "Erste Seite dieser Liste"]],
  ])("is told everything in German: %s", async (path, said) => {
    await using reader = await newsroom(german);
    const html = await reader.html(path);
    expect(html).toContain('<html lang="de"');
    for (const text of said) expect(html).toContain(text);
    expect(english.filter((text) => html.includes(`>${text}`) || html.includes(`"${text}"`))).toEqual([]);
  });

  test("is told in German what a wish lacks, as a browser and as a program", async () => {
    await using reader = await newsroom(german);
    const ask = (accept: string) =>
      fetch(`${reader.base}/stories/1/apart`, { method: "POST", headers: { ...german, accept } });
    expect(await (await ask("text/html")).text()).toContain(de.corrections.faults.entry);
    expect(await (await ask("application/json")).json()).toMatchObject({
      text: de.corrections.faults.entry,
    });
  });

  test("gets problems as plain text in German too", async () => {
    await using reader = await newsroom(german);
    const response = await reader.get("/stories/9999", { accept: "*/*" });
    expect(await response.text()).toMatch(/^Diese Geschichte gibt es nicht\. /);
    expect(response.headers.get("vary")).toContain("Accept-Language");
  });
});

test("who asks for a language that the interface does not speak, or for none, gets English", async () => {
  for (const headers of [{ "accept-language": "fr" }, { "accept-language": "*" }]) {
    await using reader = await newsroom(headers);
    expect(await reader.html("/")).toMatch(/<html lang="en"[\s\S]*Subscribe/);
  }
});

test("a list says where it is and of when; a card which story it is; a story's page which it is", async () => {
  await using reader = await newsroom({});
  const html = await reader.html("/?order=latest");
  expect(html).toMatch(
    /class="stories" data-list="\/\?order=latest" data-as-of="2026-11-24T1\d:\d\d:00.000Z"/,
  );
  expect(html).toMatch(/<article class="card[^"]*" id="story-(\d+)" data-story="\1"/);
  expect(await reader.html("/stories/1")).toMatch(/<div class="story" data-story="1"[\s\S]* original"/);
});
