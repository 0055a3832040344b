import { describe, expect, test } from "vitest";
import { type Said, differenceBetween } from "../../../src/store/real-edit.ts";
import type { SafeHtml } from "../../../src/model/entry.ts";

const said = ({ html, ...given }: Partial<Omit<Said, "contentHtml">> & { html?: string }): Said => ({
  title: "Bridge closes",
  authors: [],
  enclosures: [],
  ...(html !== undefined && { contentHtml: html as SafeHtml }),
  ...given,
});
const ofText = (before: string, after: string) =>
  differenceBetween(said({ html: `<p>${before}</p>` }), said({ html: `<p>${after}</p>` }));
const ofTitle = (before: string, after: string) =>
  differenceBetween(said({ title: before }), said({ title: after }));

describe("no edit is", () => {
  test.each([
    ["1,234 views", "1,240 views"],
    ["Cracks were found. 999 views", "Cracks were found. 1,000 views"],
    ["12 comments", "13 comments"],
    ["1.2K Likes · 56 Shares", "1.3K Likes · 60 Shares"],
    ["Points: 123", "Points: 150"],
    ["# Comments: 45", "# Comments: 46"],
    ["Comments (9)", "Comments (10)"],
    ["This page was viewed 120 times.", "This page was viewed 121 times."],
    ["3 Kommentare", "4 Kommentare"],
    ["1.234 Aufrufe", "1.240 Aufrufe"],
    ["12 commentaires", "13 commentaires"],
    ["Просмотров: 120", "Просмотров: 130"],
    ["阅读 123", "阅读 130"],
    ["123 回視聴", "130 回視聴"],
  ])("a counter: %s → %s", (before, after) => {
    expect(ofText(before, after)).toBe("none");
    expect(ofText(`Cracks.<br>${before}`, `Cracks.<br>${after}`)).toBe("none");
  });

  test.each([
    ["Posted 3 hours ago", "Posted 4 hours ago"],
    ["59 minutes ago", "an hour ago"],
    ["just now", "2 min ago"],
    ["vor 3 Stunden", "vor 4 Stunden"],
    ["il y a 3 heures", "il y a 1 jour"],
    ["hace 3 horas", "hace 4 horas"],
    ["3 ore fa", "4 ore fa"],
    ["há 3 horas", "há 4 horas"],
    ["3 uur geleden", "4 uur geleden"],
    ["3 часа назад", "5 часов назад"],
    ["3小时前", "4小时前"],
    ["3時間前", "4時間前"],
    ["3시간 전", "4시간 전"],
    ["Last updated: 26 Nov 2026, 14:05", "Last updated: 26 Nov 2026, 15:10"],
    ["Stand: 26.11.2026, 14:05 Uhr", "Stand: 26.11.2026, 14:35 Uhr"],
  ])("a relative time or a stamp: %s → %s", (before, after) => expect(ofText(before, after)).toBe("none"));

  test.each([
    ["two  words", "two\n words"],
    ["two words", "two\u00A0words"],
    ["soft\u00ADware", "software"],
    ["“It’s closed,” she said", '"It\'s closed," she said'],
    ["« Fermé », dit-elle", "“Fermé”, dit-elle"],
    ["1990–1995 — and on", "1990-1995 - and on"],
    ["and so on…", "and so on..."],
  ])("white space, and the style of quotes and dashes: %s → %s", (before, after) => {
    expect(ofText(before, after)).toBe("none");
    expect(ofTitle(before, after)).toBe("none");
  });

  test("where links and pictures lie", () => {
    expect(
      ofText(
        '<a href="https://a.example/1?utm_source=rss">More</a><img src="https://cdn1.example/a.jpg?v=1" />',
        '<a href="https://a.example/1?utm_source=feed">More</a><img src="https://cdn2.example/a.jpg?v=2" />',
      ),
    ).toBe("none");
    const picture = (imageUrl: string) => said({ imageUrl });
    expect(
      differenceBetween(
        picture("https://cdn1.example/v17/a.jpg?sig=x"),
        picture("https://cdn2.example/v18/a.jpg?sig=y"),
      ),
    ).toBe("none");
  });

  test("the order of blocks, and what is labelled as advertising", () => {
    expect(
      ofText(
        "Text.</p><p>Advertisement</p><p>Buy boats.</p><p>Buy ropes.",
        "Text.</p><p>Buy ropes.</p><p>Buy boats.",
      ),
    ).toBe("none");
    expect(ofText("Text.</p><p>Sponsored: boats", "Text.</p><p>Sponsored: ropes")).toBe("none");
  });

  test("a counter that stands apart in a title", () => {
    expect(ofTitle("Bridge closes (12 comments)", "Bridge closes (13 comments)")).toBe("none");
    expect(ofTitle("Bridge closes | 3 hours ago", "Bridge closes | 4 hours ago")).toBe("none");
  });

  test("a summary that is cut elsewhere because of a counter", () => {
    expect(
      differenceBetween(
        said({ summary: "999 views. The bridge over the river is to close for…" }),
        said({ summary: "1,000 views. The bridge over the river is to close…" }),
      ),
    ).toBe("none");
  });
});

describe("an edit is", () => {
  test.each([
    ["Storm kills 5", "Storm kills 8"],
    ["Shares fall 5%", "Shares fall 6%"],
    ["Temperatures at -5 degrees", "Temperatures at 5 degrees"],
    ["Video gets 12 million views in a day", "Video gets 13 million views in a day"],
    ["Bridge to close", "Bridge to stay open"],
    ["Minister ‘lied’", "Minister lied"],
    ["C++ is here", "C is here"],
  ])("another headline: %s → %s", (before, after) => expect(ofTitle(before, after)).toBe("text"));

  test.each([
    ["Five people died.", "Eight people died."],
    ["It costs 1.5 million crowns.", "It costs 15 million crowns."],
    ["The fund sold 500 shares to him.", "The fund sold 5,000 shares to him."],
    ["He spoke to 300 people in the hall.", "He spoke to 400 people in the hall."],
    ["It lasted 3 hours.", "It lasted 4 hours."],
    ["Text.", "Text.</p><p>Correction: the bridge is in Marrow."],
    ["Posted record profits in 2025", "Posted record profits in 2026"],
    ["Цена выросла до 12 рублей", "Цена выросла до 15 рублей"],
    ["橋は金曜日に閉鎖", "橋は土曜日に閉鎖"],
  ])("another text: %s → %s", (before, after) => expect(ofText(before, after)).toBe("text"));

  test("another summary where it is the publisher's own, also beside an unchanged text", () => {
    const html = "<p>The bridge will close on Friday.</p>";
    expect(
      differenceBetween(
        said({ html, summary: "Cracks found." }),
        said({ html, summary: "Bearings broken." }),
      ),
    ).toBe("text");
  });

  test("of details only: other writers, another picture, another enclosure", () => {
    const plain = said({});
    expect(differenceBetween(plain, said({ authors: [{ name: "Tilda Rask" }] }))).toBe("details");
    expect(differenceBetween(plain, said({ imageUrl: "https://cdn.example/b.jpg" }))).toBe("details");
    expect(differenceBetween(plain, said({ enclosures: [{ url: "https://cdn.example/b.mp3" }] }))).toBe(
      "details",
    );
  });
});

test.each([
  ["digits", "1,".repeat(200_000)],
  ["a number and white space", `1${" ".repeat(300_000)}`],
  ["one long word", "a".repeat(400_000)],
  ["punctuation", `${"!".repeat(300_000)}a`],
  ["quotes and dashes", `${"' - ".repeat(100_000)}a`],
  ["short lines", "<p>3 views</p>".repeat(30_000)],
  ["updated", "updated: 1 a".repeat(30_000)],
])("400 kB of %s take no longer than any other text", (_what, text) => {
  const start = performance.now();
  differenceBetween(
    said({ html: `<p>${text}</p>`, title: text }),
    said({ html: `<p>${text}b</p>`, title: text }),
  );
  expect(performance.now() - start).toBeLessThan(5000);
});
