import { describe, expect, test } from "vitest";
import { checkSettings } from "../../../src/config/validate.ts";

const sources = [
  { url: "https://herald.example/feed#top", name: "The Herald", category: "World" },
  { url: "https://ann:${PASSWORD}@post.example/feed", name: "Post", category: "World" },
  { url: "https://post.example/sport", name: "Post", category: "Sport", content: "title" },
];
const check = (file: object) =>
  checkSettings({ sources, ...file }, (name) => (name === "PASSWORD" ? "secret" : undefined));
const settingsOf = (file: object) => {
  const checked = check(file);
  if (!checked.ok) throw new Error(checked.faults.join("\n"));
  return checked.settings;
};
const faultsOf = (file: object) => {
  const checked = check(file);
  return checked.ok ? [] : checked.faults;
};

describe("views", () => {
  test("name sources by url or name; one name of two sources means both, and none is there twice", () => {
    const wanted = ["https://herald.example/feed", "The Herald", "Post"];
    const view = { slug: "a", title: "A", sources: wanted, languages: ["EN", "en"], mute: ["cup", "cup"] };
    expect(settingsOf({ views: [view] }).views).toEqual([
      {
        slug: "a",
        title: "A",
        sources: [
          { url: "https://herald.example/feed", name: "The Herald" },
          { url: "https://post.example/feed", name: "Post" },
          { url: "https://post.example/sport", name: "Post" },
        ],
        languages: ["en"],
        mute: ["cup"],
      },
    ]);
  });

  test.each<[view: object, fault: string]>([
    [
      { categories: ["World", "Wrld"] },
      'views[0].categories[1]: expected a category that one of the sources has, such as "World", found "Wrld"',
    ],
    [
      { sources: ["Posst"] },
      'views[0].sources[0]: expected the url or the name of one of the sources, such as "Post", found "Posst"',
    ],
    [
      { sources: ["https://other.example/feed"] },
      'views[0].sources[0]: expected the url or the name of one of the sources, found "https://other.example/feed"',
    ],
    [{ categories: [] }, "views[0].categories: expected a list of categories, at least one, found a list"],
    [{ sources: "Post" }, 'views[0].sources: expected a list of sources, by url or name, found "Post"'],
    [{ sources: [7] }, "views[0].sources[0]: expected the url or the name of a source, found 7"],
    [
      { languages: ["en-GB"] },
      'views[0].languages[0]: expected a language such as "en" or "de", without region, found "en-GB"',
    ],
    [
      { mute: ["cup", "!!"] },
      'views[0].mute[1]: expected a word or a phrase such as "football", "world cup" or "footb*", found "!!"',
    ],
    [{ muted: ["cup"] }, 'views[0].muted: unknown key; did you mean "mute"?'],
  ])("%j is a fault by its path", (view, fault) => {
    expect(faultsOf({ views: [{ slug: "a", title: "A", ...view }] })).toEqual([fault]);
  });

  test("an address with a password in it is shown without", () => {
    const view = { slug: "a", title: "A", sources: ["https://ann:sesame@other.example/feed"] };
    expect(faultsOf({ views: [view] }).join()).not.toContain("sesame");
  });
});

describe("content and mute", () => {
  test("hold for all, and of content sources have their own", () => {
    const { content, mute } = settingsOf({ content: "summary", mute: ["world cup", "darts"] });
    expect(content).toEqual({ usual: "summary", own: { "https://post.example/sport": "title" } });
    expect(mute).toEqual(["world cup", "darts"]);
  });

  test("without them whole articles are given out, and nothing is muted", () => {
    const { content, mute } = settingsOf({ sources: [{ url: "https://herald.example/feed" }] });
    expect([content, mute]).toEqual([undefined, undefined]);
  });

  test("are faults by their paths", () => {
    expect(faultsOf({ content: "none", mute: [""] })).toEqual([
      'content: expected one of "full", "summary", "title", found "none"',
      'mute[0]: expected a word or a phrase such as "football", "world cup" or "footb*", found ""',
    ]);
    expect(faultsOf({ sources: [{ url: "https://herald.example/feed", content: "all" }] })).toEqual([
      'sources[0].content: expected one of "full", "summary", "title", found "all"',
    ]);
  });
});
