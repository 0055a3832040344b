import { describe, expect, test } from "vitest";
import type { ParsedEntry, SafeHtml } from "../../src/model/entry.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, parsedEntry, savePoll, source } from "../support/store.ts";

const gazette = "https://gazette.example/feed";

/** An entry of a story, which its title begins with. */
const report = (key: string, publishedAt: Date, given: Partial<ParsedEntry> = {}): ParsedEntry =>
  parsedEntry({ key, title: key, publishedAt, ...given });
const withText = (text: string) => ({ contentHtml: `<p>${text}</p>` as SafeHtml });

/** What the page of a search shows of the story, if anything. */
async function shown(reports: readonly ParsedEntry[], searched: string, storyId = 1) {
  await using store = await freshStore();
  await store.syncSources([source(gazette, { name: "Gazette" })], at("08:00"));
  await savePoll(store, gazette, reports);
  await groupBy(store, (title) => Number(title.split(" ")[1]));
  await using app = await startReader({ store, now: at("13:00") });
  const page = await (await app.get(`/search?q=${encodeURIComponent(searched)}`)).text();
  const card = page.slice(page.indexOf(`id="story-${storyId}"`)).split("</article>")[0] ?? "";
  return /<p class="deck"[^>]*>(?:<a [^>]*><bdi>[^<]*<\/bdi><\/a> )?(.*?)<\/p>/.exec(card)?.[1];
}

describe("where the lead has nothing of what was looked for", () => {
  test("the newest report is shown that says all of it in its summary", async () => {
    const reports = [
      report("Story 1", at("09:00")),
      report("Story 1 early", at("09:30"), { summary: "An okapi was seen early." }),
      report("Story 1 late", at("10:00"), { summary: "An okapi was seen late." }),
      report("Story 1 last", at("11:00"), withText("At the end stands an okapi.")),
    ];
    expect(await shown(reports, "okapi")).toBe("An <mark>okapi</mark> was seen late.");
  });

  test("a report whose text has all of it comes before one whose summary has some", async () => {
    const reports = [
      report("Story 1", at("09:00")),
      report("Story 1 some", at("10:00"), { summary: "An okapi was seen." }),
      report("Story 1 all", at("11:00"), withText("A zebra met an okapi.")),
    ];
    expect(await shown(reports, "okapi zebra")).toBe("A <mark>zebra</mark> met an <mark>okapi</mark>.");
  });

  test("the reports of each story are looked through, however many those of another are", async () => {
    const many = Array.from({ length: 130 }, (_, n) =>
      report(
        `Story 2 n${n}`,
        new Date(at("10:00").getTime() + n * 1000),
        withText(n === 1 ? "An okapi." : "Nothing."),
      ),
    );
    const few = [
      report("Story 1", at("08:00")),
      report("Story 1 other", at("08:30"), withText("One okapi is enough.")),
    ];
    expect(await shown([...many, ...few], "okapi")).toBe("One <mark>okapi</mark> is enough.");
  });
});
