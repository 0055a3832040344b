import { describe, expect, test } from "vitest";
import type { PlacementReason, StoryLayer } from "../../../src/model/entry.ts";
import { storyPage } from "../../../src/reader/story.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import { placedEntry, safe, storyOf } from "../../support/placed-entry.ts";

const now = new Date("2026-11-20T12:00:00Z");

describe("the page of a story", () => {
  test("copies stand apart from own reports", () => {
    const page = storyPage(
      storyOf(
        placedEntry({ id: 1, agency: "Reuters" }),
        placedEntry({ id: 2, copyGroup: 1, agency: "Reuters" }),
        placedEntry({ id: 3 }),
      ),
      { now, words: en },
    );
    expect(page.copies.heading).toBe("The same text (2)");
    expect(page.copies.texts).toMatchObject([
      { heading: "Reuters copy in 2 outlets", articles: [{ isLead: true }, { isLead: false }] },
    ]);
    expect(page.ownReports).toMatchObject({ heading: "Own reports (1)", reports: [{ anchor: "entry-3" }] });
  });

  test("of many copies of a text the first hundred are shown, and how many more there are", () => {
    const others = Array.from({ length: 1299 }, (_, i) => placedEntry({ id: i + 2, copyGroup: 1 }));
    const page = storyPage(storyOf(placedEntry({ id: 1 }), ...others), { now, words: en });
    const [text] = page.copies.texts;
    expect(text).toMatchObject({ heading: "One text in 1,300 outlets", more: "and 1,200 more" });
    expect(text!.articles).toHaveLength(100);
    expect(page.timeline.steps).toHaveLength(100);
    expect(page.timeline.more).toBe("and 1,200 more");
    const anchors = new Set([...text!.articles.map(({ anchor }) => `#${anchor}`), "#coverage"]);
    expect(page.timeline.steps.filter(({ href }) => !anchors.has(href))).toEqual([]);
  });

  test("of many texts printed many times no more than some hundred are shown", () => {
    const [first, ...others] = Array.from({ length: 6000 }, (_, i) =>
      placedEntry({ id: i + 1, copyGroup: 1 + (i % 150), outlet: `Outlet ${i % 7}` }),
    );
    const { copies } = storyPage(storyOf(first!, ...others), { now, words: en });
    expect(copies.texts).toHaveLength(100);
    expect(copies.more).toBe("and 50 more");
    expect(copies.texts.flatMap(({ articles }) => articles).length).toBeLessThan(600);
  });

  test("an outlet's own report in a second feed of it stands under the first", () => {
    const page = storyPage(
      storyOf(
        placedEntry({ id: 1, outlet: "A" }),
        placedEntry({ id: 2, copyGroup: 1, outlet: "A" }),
        placedEntry({ id: 3 }),
      ),
      { now, words: en },
    );
    expect(page.ownReports.reports).toMatchObject([
      { anchor: "entry-1", alsoIn: [{ anchor: "entry-2" }] },
      { anchor: "entry-3" },
    ]);
  });

  test("the timeline runs from the first report on, and says why each is there", () => {
    const early = placedEntry({ id: 2, outlet: "Early", shownAt: new Date("2026-11-20T08:00:00Z") });
    const why = {
      ...early.placement,
      layer: "story" as const,
      reason: { text: "Shares “bridge”", nearestEntryId: 1, score: 0.3141, threshold: 0.14 },
    };
    const page = storyPage(storyOf(placedEntry({ id: 1, outlet: "Lead" }), { ...early, placement: why }), {
      now,
      words: en,
    });
    expect(page.timeline.summary).toBe("Earliest: Early. 2 entries from 2 outlets in all.");
    expect(page.timeline.steps).toMatchObject([
      {
        byline: "Early",
        isFirst: true,
        href: "#entry-2",
        why: "Shares “bridge”",
        measure: "Score 0.314; joining needs 0.140",
        nearest: { href: "#entry-1", byline: "Lead" },
      },
      { byline: "Lead", isFirst: false },
    ]);
  });

  test("of a story of one entry all is said above its timeline", () => {
    const page = storyPage(storyOf(placedEntry({ id: 1, outlet: "Gazette" })), { now, words: en });
    expect(page).toMatchObject({
      copies: { texts: [] },
      ownReports: { reports: [] },
      timeline: { summary: "Only Gazette has reported this so far.", steps: [{ href: "#main" }] },
    });
  });

  test("every place that a timeline leads to is on the page", () => {
    const page = storyPage(
      storyOf(
        placedEntry({ id: 1, outlet: "A" }),
        placedEntry({ id: 2, copyGroup: 1, outlet: "A" }),
        placedEntry({ id: 3, copyGroup: 3, agency: "AP" }),
        placedEntry({ id: 4, copyGroup: 3 }),
        placedEntry({ id: 5 }),
      ),
      { now, words: en },
    );
    const anchors = [
      ...page.copies.texts.flatMap((text) => text.articles),
      ...page.ownReports.reports.flatMap((report) => [report, ...report.alsoIn]),
    ].map(({ anchor }) => `#${anchor}`);
    expect(anchors.toSorted()).toEqual(page.timeline.steps.map(({ href }) => href).toSorted());
  });
});

describe("the page of a story in German", () => {
  const placedBy = (id: number, layer: StoryLayer, reason: Partial<PlacementReason>) => {
    const entry = placedEntry({ id, outlet: `Outlet ${id}` });
    return { ...entry, placement: { ...entry.placement, layer, reason: { text: "In English", ...reason } } };
  };
  const stepsOf = (...entries: Parameters<typeof storyOf>) =>
    storyPage(storyOf(...entries), { now, words: de }).timeline.steps;

  test("counts and names in German", () => {
    const page = storyPage(storyOf(placedEntry({ id: 1 }), placedEntry({ id: 2, copyGroup: 1 })), {
      now,
      words: de,
    });
    expect(page.copies.heading).toBe("Der gleiche Text (2)");
    expect(page.copies.texts[0]?.heading).toBe("Ein Text in 2 Medien");
    expect(page.timeline.summary).toContain("Zusammen 2 Einträge aus 2 Medien.");
  });

  test.each<[StoryLayer, Partial<PlacementReason>, string]>([
    ["first", {}, "Kein Eintrag der letzten Tage hat diesen Text"],
    ["first", { threshold: 0.1 }, "Eröffnete die Geschichte: Kein damals bekannter Eintrag"],
    ["first", { threshold: 0.1, nearestEntryId: 9 }, "Eröffnete die Geschichte: Der ähnlichste"],
    [
      "identity",
      { hoursApart: 2 },
      "Derselbe Artikel noch einmal: gleiche Adresse oder gleiche Überschrift, 2\u00a0Std. auseinander",
    ],
    ["copy", { score: 0.934, hoursApart: 0 }, "93\u00a0% seiner Wendungen, zur selben Zeit"],
    [
      "copy",
      { hoursApart: 1.5 },
      "die Überschrift eines anderen Mediums, 1\u00a0Std. 30\u00a0Min. auseinander",
    ],
    [
      "story",
      { sharedTerms: ["a", "b", "c", "d", "e", "f", "g"], hoursApart: 0.2 },
      "„a“, „b“, „c“, „d“, „e“ und 2 weitere Wörter, 12\u00a0Min. auseinander",
    ],
  ])("says why an entry is there (%s, %j) from what is stored beside the sentence", (layer, reason, said) => {
    const [step] = stepsOf(placedBy(1, layer, reason));
    expect(step?.why).toContain(said);
    expect(step?.whyLang).toBeUndefined();
  });

  test.each<[StoryLayer, Partial<PlacementReason>]>([
    ["hand", {}],
    ["story", {}],
  ])("shows the engine's sentence as English where only that says why: %s", (layer, reason) => {
    expect(stepsOf(placedBy(1, layer, reason))).toMatchObject([{ why: "In English", whyLang: "en" }]);
  });
});

describe("an article on it", () => {
  const articleOf = (given: Partial<Parameters<typeof placedEntry>[0]>) =>
    storyPage(storyOf(placedEntry({ id: 1, ...given })), { now, words: en }).lead;

  test("has its picture only where its text shows none", () => {
    const imageUrl = "https://outlet.example/a.jpg";
    expect(articleOf({ imageUrl, contentHtml: safe("<p>Text</p>") }).imageUrl).toBe(imageUrl);
    expect(
      articleOf({ imageUrl, contentHtml: safe('<p><img src="https://outlet.example/b.jpg"></p>') }).imageUrl,
    ).toBeUndefined();
  });

  test("names its writers, but not the outlet or the agency as one", () => {
    const authors = [
      { name: "Tilda Rask" },
      { name: "Reuters" },
      { name: "Gazette" },
      { email: "x@outlet.example" },
    ];
    expect(articleOf({ authors, agency: "Reuters", outlet: "Gazette" }).authors).toBe("Tilda Rask");
  });

  test("offers sound and video, leaves pictures out, and says a size only where it is known", () => {
    const enclosures = [
      { url: "https://cdn.outlet.example/a.mp3", mediaType: "audio/mpeg", length: 12_345_678 },
      { url: "https://cdn.outlet.example/a.jpg", mediaType: "image/jpeg" },
      { url: "https://cdn.outlet.example/a.pdf", length: 0 },
      { url: "javascript:alert(1)", mediaType: "video/mp4" },
    ];
    expect(articleOf({ enclosures }).media).toEqual([
      {
        kind: "audio",
        href: "https://cdn.outlet.example/a.mp3",
        label: "Audio at cdn.outlet.example, 12.3 MB",
      },
      { kind: "file", href: "https://cdn.outlet.example/a.pdf", label: "File at cdn.outlet.example" },
    ]);
  });

  test("is watched where it is a film on its site's page", () => {
    expect(articleOf({ url: "https://www.youtube.com/watch?v=abc123DEF45" }).watch).toEqual({
      href: "https://www.youtube.com/watch?v=abc123DEF45",
      label: "Watch on youtube.com",
    });
    expect(articleOf({ url: "https://outlet.example/watch?v=abc123DEF45" }).watch).toBeUndefined();
    expect(articleOf({ url: "https://www.youtube.com/@outlet" }).watch).toBeUndefined();
  });
});
