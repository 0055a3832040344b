import { describe, expect, test } from "vitest";
import { commentsOf, factsOf, mediaOf } from "../../../src/reader/attached.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import { placedEntry } from "../../support/placed-entry.ts";

type Given = Partial<Omit<Parameters<typeof placedEntry>[0], "id">>;
const entry = (given: Given) => placedEntry({ id: 1, outlet: "Gazette", ...given });
const factsIn = (given: Given) => factsOf(entry(given), en);

describe("a file that comes with an entry", () => {
  const label = (durationS: number, length?: number) =>
    mediaOf(
      entry({
        enclosures: [
          {
            url: "https://cdn.example/a.mp3",
            mediaType: "audio/mpeg",
            durationS,
            ...(length !== undefined && { length }),
          },
        ],
      }),
      en,
    )[0]?.label;

  test("says how long it takes and how large it is", () => {
    expect(label(2520, 40_200_000)).toBe("Audio at cdn.example, 42 min, 40.2 MB");
    expect(label(3780)).toBe("Audio at cdn.example, 1 h 3 min");
    expect(label(7200)).toBe("Audio at cdn.example, 2 h");
    expect(label(45)).toBe("Audio at cdn.example, 45 s");
    expect(label(3599)).toBe("Audio at cdn.example, 1 h");
  });

  test("has its publisher's title; a film that nothing plays any more is none", () => {
    const enclosures = [
      { url: "https://cdn.example/a.pdf", title: "The report" },
      { url: "https://www.youtube.com/v/abc", mediaType: "application/x-shockwave-flash" },
    ];
    expect(mediaOf(entry({ enclosures }), en)).toMatchObject([{ kind: "file", title: "The report" }]);
  });
});

test("comments are counted where the publisher counts them, and lead to where they are", () => {
  const commentsUrl = "https://outlet.example/a#comments";
  expect(commentsOf(entry({ commentsUrl, commentCount: 1204 }), en)).toEqual({
    href: commentsUrl,
    label: "1,204 comments",
  });
  expect(commentsOf(entry({ commentsUrl }), en)).toEqual({ href: commentsUrl, label: "Comments" });
  expect(commentsOf(entry({ commentCount: 1 }), en)).toEqual({ label: "1 comment" });
  expect(commentsOf(entry({ commentsUrl: "javascript:alert(1)" }), en)).toBeUndefined();
});

describe("what an entry tells beside its text", () => {
  test("is nothing for most", () => expect(factsIn({})).toBeUndefined());

  test("is called by what is there", () => {
    const facts = factsIn({
      transcripts: [{ url: "https://cdn.example/a.vtt", mediaType: "text/vtt", language: "en" }],
      chaptersUrl: "https://cdn.example/a.json",
      rights: "© Gazette",
    });
    expect(facts).toEqual({
      heading: "Transcript, chapters and rights",
      list: [
        { name: "Transcript", links: [{ href: "https://cdn.example/a.vtt", text: "English, subtitles" }] },
        {
          name: "Chapters",
          links: [{ href: "https://cdn.example/a.json", text: "at cdn.example, as JSON" }],
        },
        { name: "Rights", text: "© Gazette", links: [] },
      ],
    });
  });

  test.each<[string, Given, unknown]>([
    [
      "a transcript of which nothing is said",
      { transcripts: [{ url: "https://cdn.example/a" }] },
      { name: "Transcript", links: [{ href: "https://cdn.example/a", text: "as a file" }] },
    ],
    [
      "what it answers to",
      { inReplyToUrl: "https://blog.example/b" },
      {
        name: "In answer to",
        links: [{ href: "https://blog.example/b", text: "an article at blog.example" }],
      },
    ],
    [
      "a feed of comments",
      { commentsFeedUrl: "https://outlet.example/c.rss" },
      { name: "Comments", links: [{ href: "https://outlet.example/c.rss", text: "as a feed" }] },
    ],
    [
      "its writers' pages, never their addresses",
      {
        authors: [{ name: "Ada Hill", url: "https://ada.example/", email: "ada@a.example" }, { name: "Bo" }],
      },
      { name: "Writers", links: [{ href: "https://ada.example/", text: "Ada Hill" }] },
    ],
    [
      "whose picture it is",
      { imageCredit: "REUTERS/Ada Hill" },
      { name: "Picture", text: "REUTERS/Ada Hill" },
    ],
    [
      "rights that are an address",
      { rights: "https://creativecommons.org/licenses/by/4.0/" },
      { name: "Rights", links: [{ text: "creativecommons.org" }] },
    ],
  ])("may be %s", (_, given, fact) => expect(factsIn(given)?.list).toMatchObject([fact]));

  test("leads to no other than web addresses", () => {
    const url = "javascript:alert(1)";
    const given = {
      transcripts: [{ url }],
      chaptersUrl: url,
      inReplyToUrl: url,
      authors: [{ name: "A", url }],
    };
    expect(factsIn(given)).toBeUndefined();
  });

  test("a language that is none is left out", () => {
    const transcripts = [{ url: "https://cdn.example/a", language: "x_!" }];
    expect(factsIn({ transcripts })?.list[0]?.links[0]?.text).toBe("as a file");
  });
});

test("all of it is told in the language of the visitor", () => {
  const told = entry({
    enclosures: [
      { url: "https://cdn.example/a.mp3", mediaType: "audio/mpeg", durationS: 3780, length: 2_400_000 },
    ],
    transcripts: [{ url: "https://cdn.example/a.vtt", mediaType: "text/vtt", language: "en" }],
    rights: "© Gazette",
    commentCount: 1204,
  });
  expect(mediaOf(told, de)[0]?.label).toBe("Audio bei cdn.example, 1 Std. 3 Min., 2,4 MB");
  expect(commentsOf(told, de)?.label).toBe("1.204 Kommentare");
  expect(factsOf(told, de)).toMatchObject({
    heading: "Abschrift und Rechte",
    list: [{ links: [{ text: "Englisch, Untertitel" }] }, { text: "© Gazette" }],
  });
});
