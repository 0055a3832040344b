import { expect, test } from "vitest";
import type { Story } from "../../src/model/story.ts";
import type { Store } from "../../src/store/store.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";

const hourMs = 3_600_000;
const few = "https://few.example/feed";
const many = "https://many.example/feed";
/** More of one source than are looked at one by one. */
const stories = 6000;

/** Of each story two reports, the second from the other source, hours later, and some of them saved much later still. */
const reportOf = (story: number, second: boolean) => {
  const words = ["harbour", story % 2 === 0 ? "storm" : "calm", story % 3 === 0 ? "bridge" : "market"];
  const ordered = story % 5 === 0 ? words : words.toReversed();
  const shown = at("10:00").getTime() - (stories - story) * 60_000 + (second ? 5 * hourMs : 0);
  return parsedEntry({
    key: `${second ? "second" : "first"} ${story}`,
    title: `${ordered.join(" ")} ${second ? "again " : ""}${story}`,
    publishedAt: new Date(Math.min(shown, at("11:00").getTime())),
  });
};
type Report = ReturnType<typeof reportOf>;

const storyIdOf = (title: string): number => 1 + Number(title.split(" ").at(-1));

/** Each report in the story of its number, which begins with the first one, whenever that was saved. */
async function placeAll(store: Store): Promise<void> {
  for (;;) {
    const entries = await store.ungroupedEntries(1000);
    if (entries.length === 0) return;
    const placements = entries.map(({ id, title }) => ({
      entryId: id,
      placement: {
        storyId: storyIdOf(title),
        copyGroup: id,
        layer: "story",
        reason: { text: "by the test" },
      } as const,
    }));
    const placed = [...new Map(entries.map((entry) => [storyIdOf(entry.title), entry]))].map(
      ([id, lead]): Story => {
        const firstReportAt = reportOf(id - 1, false).publishedAt!;
        const counts = { entryCount: 1, coverage: 1, leadEntryId: lead.id, language: "en", rank: id };
        const { shownAt } = lead;
        return { id, ...counts, firstReportAt, lastReportAt: shownAt, updatedAt: shownAt, newsAt: shownAt };
      },
    );
    await store.saveGrouping({ placements, merges: [], stories: placed });
  }
}

test("whichever way a search of many is gone about, it finds all, in order, page after page", async () => {
  await using store = await freshStore();
  await store.syncSources(
    [source(few, { name: "The Few" }), source(many, { name: "The Many", category: "World" })],
    at("09:00"),
  );
  const first = Array.from({ length: stories }, (_, story) => reportOf(story, false));
  const second = first.flatMap((_, story) => (story % 4 === 0 ? [reportOf(story, true)] : []));
  const late = new Set(second.filter((_, index) => index % 10 === 0));
  // The newest of all come first, as where a feed that was down for days brings older ones.
  await savePoll(store, many, first.slice(4700));
  await savePoll(store, many, first.slice(0, 4000));
  await savePoll(
    store,
    few,
    second.filter((report) => !late.has(report)),
  );
  await savePoll(store, many, first.slice(4000, 4700));
  await savePoll(store, few, [...late]);
  await placeAll(store);

  const day = new Date(at("00:00").getTime() - 24 * hourMs);
  const holds = (report: Report, ...words: readonly string[]) =>
    words.every((word) => report.title.includes(word));
  const isLate = (report: Report) => report.title.includes("again");
  const searches: Readonly<Record<string, (report: Report) => boolean>> = {
    harbour: () => true,
    "harbour storm": (report) => holds(report, "storm"),
    '"harbour storm"': (report) => holds(report, "harbour storm"),
    '"market storm harbour"': (report) => holds(report, "market storm harbour"),
    '"harbour calm bridge" again': (report) => holds(report, "harbour calm bridge", "again"),
    "storm -bridge": (report) => holds(report, "storm") && !holds(report, "bridge"),
    [`storm before:${day.toISOString().slice(0, 10)}`]: (report) =>
      holds(report, "storm") && report.publishedAt! < day,
    [`storm after:${day.toISOString().slice(0, 10)}`]: (report) =>
      holds(report, "storm") && report.publishedAt! >= day,
    "source:few calm": (report) => isLate(report) && holds(report, "calm"),
    "source:few": isLate,
    "category:world bridge": (report) => !isLate(report) && holds(report, "bridge"),
  };
  const reports = [...first, ...second];
  for (const order of ["latest", "top"] as const) {
    const all = (await store.stories({ order, limit: 2 * stories })).items.map(({ story }) => story.id);
    for (const [search, isMeant] of Object.entries(searches)) {
      const meant = new Set(reports.filter(isMeant).map(({ title }) => storyIdOf(title)));
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const limit = found.length === 0 ? 50 : 1500; // the first page is found by other ways than what is far down
        const page = await store.stories({ order, limit, search, ...(cursor !== undefined && { cursor }) });
        found.push(...page.items.map(({ story }) => story.id));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(found, `${search}, ${order}`).toEqual(all.filter((id) => meant.has(id)));
      const ids = [...meant].toSorted((one, other) => one - other);
      const cut = { search, above: 20, upTo: 4980, limit: 40 };
      expect(await store.storyIds({ ...cut, from: "highest" }), `${search}, by ids`).toEqual(
        ids
          .filter((id) => id > 20 && id <= 4980)
          .slice(-40)
          .toReversed(),
      );
      expect(await store.storyIds({ ...cut, from: "lowest", multiplesOf: 50 })).toEqual(
        ids.filter((id) => id > 20 && id <= 4980 && id % 50 === 0).slice(0, 40),
      );
    }
  }
});
