import { describe, expect, test } from "vitest";
import type { Article } from "../../../src/story/article.ts";
import { article } from "../../support/article.ts";
import { liveStories } from "../../support/live-stories.ts";

const title = "Ferry with 214 aboard runs aground off Lorne";
const wire =
  "A ferry with 214 people aboard ran aground off the island of Lorne early on Friday, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned. Captain Ida Brandt told investigators that the steering had failed twice since Tuesday.";

/** What the first article is to the second one: how it is known again, or undefined. */
function known(first: Article, second: Article) {
  const stories = liveStories();
  stories.tell(1, first);
  const found = stories.findText(stories.ready(second));
  return found && `${found.layer} by ${found.by}`;
}

describe("the same article again", () => {
  const url = "https://herald.example/world/ferry-runs-aground";

  test("by its address, under any headline and in any outlet", () =>
    expect(known(article(title, { url }), article("Island rescue", { url: `${url}?utm_source=x` }))).toBe(
      "identity by address",
    ));

  test("not by the address of a page that all items of a feed point to, unless the headline is like it", () => {
    const page = { url: "https://herald.example/news" };
    expect(known(article(title, page), article("Orchestra accepts lower pay", page))).toBeUndefined();
    expect(known(article(title, page), article(`Update: ${title}`, page))).toBe("identity by address");
    expect(known(article("Council meeting 11", page), article("Council meeting 12", page))).toBeUndefined();
  });

  test("by its headline within half a day in one outlet", () => {
    const at = (hour: number) => article(title, { hour, outletKey: "herald.example" });
    expect(known(at(0), at(11))).toBe("identity by headline");
    expect(known(at(11), at(0))).toBe("identity by headline");
    expect(known(at(0), at(13))).toBeUndefined();
  });

  test("not by the name of a column", () => {
    const at = (hour: number) => article("Pictures of the week", { hour, outletKey: "herald.example" });
    expect(known(at(0), at(2))).toBeUndefined();
  });
});

describe("a copy", () => {
  test("carries the text under any headline", () =>
    expect(known(article(title, { summary: wire }), article("Island rescue", { summary: wire }))).toBe(
      "copy by text",
    ));

  test("may begin with a line of its own, and end early", () =>
    expect(
      known(
        article(title, { summary: wire }),
        article("Island rescue", { summary: `Good news from the sea this morning. ${wire.slice(0, 200)}` }),
      ),
    ).toBe("copy by text"));

  test("of a short text needs a like headline", () => {
    const summary = "The coast guard said that everyone was brought ashore before the tide turned on Friday.";
    expect(known(article(title, { summary }), article("Island rescue", { summary }))).toBeUndefined();
    expect(known(article(title, { summary }), article("Ferry aground off Lorne", { summary }))).toBe(
      "copy by text",
    );
  });

  test("is none where names and numbers differ: that is a template", () => {
    const form = (town: string, figure: string) =>
      `The average price of a house in ${town} rose by ${figure} % over the last year, more than in most other towns of the region, as few new homes were built and many people moved there from the capital to work from home, agents said.`;
    expect(
      known(
        article("Houses", { summary: form("Lorne", "3.5") }),
        article("Homes", { summary: form("Ansel", "7.25") }),
      ),
    ).toBeUndefined();
  });

  test("is none where the names agree and the numbers do not: that is the next poll, or the next figures", () => {
    const poll = (ruling: number, opposed: number) =>
      `The Union Party of Prime Minister Edgar Voll would win ${ruling} percent of the vote if Alderney went to the polls on Sunday and the Alliance of Greta Lind ${opposed} percent, a survey by Civis Research for the Daily Courier showed, as the campaign entered its last weeks.`;
    const pair = (summary: string) =>
      known(article("Voll ahead", { summary: poll(33, 29) }), article("Alderney votes", { summary }));
    expect(pair(poll(31, 32))).toBeUndefined();
    expect(pair(poll(33, 29))).toBe("copy by text");
  });

  test("is none in one outlet under another headline: that is its way of introducing things", () => {
    const outletKey = "herald.example";
    expect(
      known(
        article(title, { summary: wire, outletKey }),
        article("Island rescue", { summary: wire, outletKey }),
      ),
    ).toBeUndefined();
  });

  test("crediting the same agency may be shortened more, crediting another one hardly at all", () => {
    const half = `${wire.slice(0, 128)} Crews worked through the night under lamps while relatives waited on the quay with blankets and tea, our reporter in the harbour writes, and nobody went home.`;
    const by = (agency?: string) => ({ ...(agency !== undefined && { agency }) });
    const pair = (mine?: string, theirs?: string, summary = half) =>
      known(article(title, { summary: wire, ...by(mine) }), article("Rescue", { summary, ...by(theirs) }));
    expect(pair("AFP", "AFP")).toBe("copy by text");
    expect(pair("AFP", undefined)).toBeUndefined();
    expect(pair("AFP", "AP")).toBeUndefined();
    expect(pair("AFP", "AP", wire)).toBe("copy by text");
  });

  test("is known by one long headline in two outlets, where there is no text to compare", () => {
    expect(known(article(title), article(title))).toBe("copy by headline");
    expect(known(article(title, { summary: wire }), article(title))).toBe("copy by headline");
    expect(
      known(
        article("フェリーがローン島沖で座礁", { language: "ja" }),
        article("フェリーがローン島沖で座礁", { language: "ja" }),
      ),
    ).toBe("copy by headline");
  });

  test.each([
    ["the headline is short", article("Ferry runs aground"), article("Ferry runs aground")],
    ["two agencies wrote it", article(title, { agency: "AFP" }), article(title, { agency: "AP" })],
    [
      "it is a service page",
      article("Weather forecast for Lorne today and tomorrow"),
      article("Weather forecast for Lorne today and tomorrow"),
    ],
    [
      "both have texts, which differ",
      article(title, { summary: wire }),
      article(title, { summary: wire.replaceAll(/[aeiou]/g, "y") }),
    ],
  ])("is none by its headline where %s", (_, first, second) => expect(known(first, second)).toBeUndefined());
});

test("texts of two languages never meet; one of unknown language meets all", () => {
  const of = (language: string) => article(title, { summary: wire, language });
  expect(known(of("en"), of("de"))).toBeUndefined();
  expect(known(of("und"), of("en"))).toBe("copy by text");
});

test("of several the one that shares most is named", () => {
  const stories = liveStories();
  stories.tell(1, article("A", { summary: wire.slice(0, 180) + wire.slice(180).replaceAll("e", "a") }));
  stories.tell(2, article("B", { summary: wire }));
  const found = stories.findText(stories.ready(article("C", { summary: wire })));
  expect(found).toMatchObject({ article: { title: "B" }, share: 1 });
});

test("what has left the window is known no longer", () => {
  const stories = liveStories();
  stories.tell(1, article(title, { summary: wire }));
  const late = article(title, { summary: wire, hour: 122 });
  expect(stories.findText(stories.ready(late))).toBeUndefined();
  expect(stories.size()).toMatchObject({ articles: 0, stories: 0 });
});
