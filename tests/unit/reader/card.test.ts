import { describe, expect, test } from "vitest";
import { cardsOf } from "../../../src/reader/card.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import { placedEntry, storyOf } from "../../support/placed-entry.ts";

const now = new Date("2026-11-20T12:00:00Z");
const cardOf = (...entries: Parameters<typeof storyOf>) =>
  cardsOf([storyOf(...entries)], { now, words: en })[0]!;

describe("a card", () => {
  test("shows the lead's headline, who it is by, and when", () => {
    const lead = placedEntry({
      id: 7,
      storyId: 3,
      title: "Bridge closes",
      agency: "AP",
      outlet: "Gazette",
      language: "en-GB",
    });
    expect(cardOf(lead)).toMatchObject({
      href: "/stories/3",
      title: "Bridge closes",
      lang: "en-GB",
      byline: "AP via Gazette",
      age: { brief: "1 h ago" },
      headlines: [],
    });
  });

  test("in the list of a source is led by what that reports last, with the story's lead beside it", () => {
    const story = storyOf(placedEntry({ id: 1 }), placedEntry({ id: 2 }), placedEntry({ id: 3, feedId: 2 }));
    const leads = ({ feedId }: { feedId: number }) => feedId === 2;
    const [card] = cardsOf([story], { now, words: en, leads });
    expect([card?.title, card?.byline, card?.headlines[0]?.title]).toEqual([
      "Title 3",
      "Outlet 3",
      "Title 1",
    ]);
    const others = cardsOf([story], { now, words: en, leads: () => false })[0];
    expect(others).toEqual(cardsOf([story], { now, words: en })[0]);
  });

  test("shows other outlets' headlines, own reports before copies of the lead's text", () => {
    const card = cardOf(
      placedEntry({ id: 1 }),
      placedEntry({ id: 2, copyGroup: 1 }),
      placedEntry({ id: 3 }),
      placedEntry({ id: 4 }),
      placedEntry({ id: 5 }),
    );
    expect(card.headlines.some(({ isCopy }) => isCopy)).toBe(false);
    expect(card.headlines.map(({ href, outlet }) => [href, outlet])).toEqual([
      ["/stories/1#entry-3", "Outlet 3"],
      ["/stories/1#entry-4", "Outlet 4"],
      ["/stories/1#entry-5", "Outlet 5"],
    ]);
  });

  test("says of a headline that it stands over the lead's text", () => {
    const card = cardOf(placedEntry({ id: 1 }), placedEntry({ id: 2, copyGroup: 1 }), placedEntry({ id: 3 }));
    expect(card.headlines.map(({ title, isCopy }) => [title, isCopy])).toEqual([
      ["Title 3", false],
      ["Title 2", true],
    ]);
  });

  test("shows no headline twice, nor one that is the lead's but for its punctuation", () => {
    const card = cardOf(
      placedEntry({ id: 1, title: "Bridge closes on Friday" }),
      placedEntry({ id: 2, title: "Bridge closes, on Friday!" }),
      placedEntry({ id: 3, title: "Why the bridge closes" }),
      placedEntry({ id: 4, title: "Why the bridge closes" }),
    );
    expect(card.headlines.map((other) => other.title)).toEqual(["Why the bridge closes"]);
  });

  test("shows first what the list is about, also of the lead's own outlet", () => {
    const story = storyOf(
      placedEntry({ id: 1, outlet: "A" }),
      placedEntry({ id: 2, outlet: "B" }),
      placedEntry({ id: 3, outlet: "A", feedId: 99 }),
    );
    const [card] = cardsOf([story], { now, words: en, prefers: (entry) => entry.feedId === 99 });
    expect(card?.headlines.map((other) => other.title)).toEqual(["Title 3", "Title 2"]);
  });

  test("takes the first picture that any of its entries has at a web address", () => {
    const card = cardOf(
      placedEntry({ id: 1, imageUrl: "javascript:alert(1)" }),
      placedEntry({ id: 2, imageUrl: "https://outlet.example/a.jpg" }),
    );
    expect(card.imageUrl).toBe("https://outlet.example/a.jpg");
  });

  test("says in the language of the visitor what is not the publisher's text", () => {
    const entries = [
      placedEntry({ id: 1, agency: "AP", outlet: "Gazette" }),
      placedEntry({ id: 2, copyGroup: 1 }),
      placedEntry({ id: 3 }),
    ] as const;
    expect(cardsOf([storyOf(...entries)], { now, words: de })[0]).toMatchObject({
      title: "Title 1",
      byline: "AP bei Gazette",
      age: { brief: "vor 1 Std." },
      coverage: "AP-Text in 2 · 1 eigener Bericht",
    });
  });
});
