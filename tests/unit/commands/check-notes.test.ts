import { expect, test } from "vitest";
import { checkNotes } from "../../../src/commands/check-notes.ts";
import { checkSettings } from "../../../src/config/validate.ts";

const url = "https://example.org/feed";

function notesOn(file: object): readonly string[] {
  const checked = checkSettings(file, (name) => (name === "TOKEN" ? "t" : undefined));
  if (!checked.ok) throw new Error(checked.faults.join("\n"));
  return checkNotes(checked.settings, new Date("2026-11-20T12:00:00Z"));
}

test("a config that says what was meant has none", () => {
  const headers = { Authorization: "Bearer ${TOKEN}" };
  const userAgent = "Example Ltd (desk@example.org)";
  const sources = [
    { url, headers, userAgent },
    { url: "https://93.184.215.14/feed", every: "*/20 * * * *" },
  ];
  expect(notesOn({ sources })).toEqual([]);
});

test.each(["http://nas.local:3000", "http://192.168.1.7", "http://wire", "https://wire.tail1234.ts.net"])(
  "whole articles at %s are the household's own",
  (siteUrl) => {
    expect(notesOn({ siteUrl, sources: [{ url }] })).toEqual([]);
  },
);

test.each<[what: string, file: object, note: string]>([
  ["no source", { sources: [] }, "there is nothing to poll yet: add a source"],
  [
    "one address on two lines",
    { sources: [{ url }, { url: "https://example.org/other" }, { url: `${url}#again`, every: "2h" }] },
    `${url} is listed more than once, sources[0], sources[2]; it is polled once, as the first says`,
  ],
  [
    "one feed under two addresses",
    { sources: [{ url }, { url: "http://www.example.org/feed/" }] },
    `sources[0], sources[1] look like one feed: ${url} and http://www.example.org/feed/`,
  ],
  [
    "a private address that is not allowed",
    { sources: [{ url: "http://192.168.1.7/feed" }] },
    "sources[0].url: 192.168.1.7 is a private address and will not be asked unless network.allow names it",
  ],
  [
    "the same in IPv6",
    { sources: [{ url: "http://[::1]/feed" }] },
    "sources[0].url: ::1 is a loopback address and will not be asked unless network.allow names it",
  ],
  [
    "times that come once in decades",
    { sources: [{ url, every: "0 0 29 2 1" }] },
    "sources[0].every: 0 0 29 2 1 names no time of the next eight years; until then it is asked every 24 h",
  ],
  [
    "times that come too often",
    { polling: { every: "*/5 * * * *" }, sources: [{ url }] },
    "polling.every: */5 * * * * comes more often than every 15 min (minEvery): times that follow too soon are passed over",
  ],
  [
    "a view that looks for nothing",
    { sources: [{ url }], views: [{ slug: "a", title: "A", query: "-football" }] },
    "views[0].query: -football names no word that has to occur, so the view stays empty; what is to be left out can stand in mute",
  ],
  [
    "a view's query that is understood otherwise",
    { sources: [{ url }], views: [{ slug: "a", title: "A", query: "storm after:soon" }] },
    "views[0].query: after:soon is left out: expected a day such as 2026-11-24, 2026-11, today, yesterday or 7d",
  ],
  [
    "a view of sources that are of other categories",
    {
      sources: [
        { url, category: "World" },
        { url: "https://example.org/sport", name: "Sport", category: "Sport" },
      ],
      views: [{ slug: "a", title: "A", categories: ["World"], sources: ["Sport"] }],
    },
    "views[0]: none of its sources is of its categories, so the view stays empty",
  ],
  [
    "whole articles at a public address",
    { siteUrl: "https://wire.example.org", sources: [{ url }] },
    'content: whole articles are given out at https://wire.example.org to everybody who can reach it; where you may not do that, say "summary"',
  ],
  [
    "a password in the file",
    { sources: [{ url: "https://ann:sesame@example.org/feed" }] },
    "sources[0]: a secret stands in the file itself (Authorization), for all who may read it; ${NAME} takes it from the environment",
  ],
  [
    "a secret over http",
    { sources: [{ url: "http://example.org/feed", headers: { "X-Key": "${TOKEN}" } }] },
    "sources[0].url: its login and headers go over http, where everybody on the way can read them",
  ],
  [
    "a User-Agent without a contact",
    { sources: [{ url, userAgent: "Mozilla/5.0" }] },
    "sources[0].userAgent: it says neither a web nor a mail address where a publisher can reach you",
  ],
])("%s", (_, file, note) => {
  expect(notesOn(file)).toEqual([note]);
});
