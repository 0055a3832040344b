import { describe, expect, test } from "vitest";
import type { Article } from "../../../src/story/article.ts";
import { tunings } from "../../../src/story/tuning.ts";
import { article } from "../../support/article.ts";
import { liveStories } from "../../support/live-stories.ts";

const tuning = tunings.event!;
const aground = (given: Parameters<typeof article>[1] = {}) =>
  article("Passenger ferry runs aground off Lorne, 214 aboard", given);
const rescued = (given: Parameters<typeof article>[1] = {}) =>
  article("All 214 rescued from ferry aground off Lorne", { hour: 2, ...given });

/** What an article scores in a story of these articles; undefined where they share nothing. */
function score(subject: Article, ...members: readonly Article[]): number | undefined {
  const stories = liveStories();
  stories.tell(1, ...members);
  return stories.findCandidates(stories.ready(subject), tuning)[0]?.score;
}

describe("an article and a story", () => {
  test("on the same event come far over the threshold", () =>
    expect(score(rescued(), aground())).toBeGreaterThan(2 * tuning.joinAt));

  test("that share one word stay far below it", () =>
    expect(score(article("Ferry fares to rise in spring", { hour: 2 }), aground())).toBeLessThan(
      tuning.joinAt / 2,
    ));

  test("that share no word do not meet", () =>
    expect(score(article("Orchestra accepts lower pay"), aground())).toBeUndefined());

  test("of two languages do not meet, whatever they share", () =>
    expect(score(rescued({ language: "de" }), aground())).toBeUndefined());

  test("grow apart with the time between them, before and after alike", () => {
    const [near, day, days] = [2, 26, 74].map((hour) => score(rescued({ hour }), aground())!);
    expect(near).toBeGreaterThan(day!);
    expect(day).toBeGreaterThan(days!);
    expect(score(aground({ hour: 0 }), rescued({ hour: 74 }))).toBeLessThan(
      score(aground({ hour: 72 }), rescued({ hour: 74 }))!,
    );
  });
});

describe("a date without an hour", () => {
  const dayLater = (hour: number) => score(rescued({ hour: hour + 24 }), aground({ hour }))!;

  test("may have been any hour of its day: what a day later is dated fades less than between two known hours", () =>
    expect(dayLater(0)).toBeGreaterThan(dayLater(1) + 0.1));

  test("does not bring near what lies two days off", () =>
    expect(score(rescued({ hour: 48 }), aground())).toBeLessThan(dayLater(0)));
});

describe("words that are akin", () => {
  const before = () => article("Lorne agency launches ferry pass");
  test("speak for one event, though less than the same ones", () => {
    const [same, akin, other] = ["launches", "unveils", "sells"].map((verb) =>
      score(article(`Harbour board ${verb} ferry pass`), before())!,
    );
    expect(akin).toBeGreaterThan(other!);
    expect(akin).toBeLessThan(same!);
  });

  test("count among the three words that are no chance", () => {
    const [akin, other] = ["unveils", "sells"].map((verb) =>
      score(article(`Harbour board of Port Ansel ${verb} ferry pass at noon`), before())!,
    );
    expect(akin).toBeGreaterThan(2 * other!);
  });

  test("are known in English alone", () => {
    const german = (title: string) => article(title, { language: "de" });
    const [one, other] = ["unveils", "sells"].map((verb) =>
      score(german(`Harbour board ${verb} ferry pass`), german("Lorne agency launches ferry pass"))!,
    );
    expect(one).toBeCloseTo(other!, 2);
  });
});

describe("what speaks against", () => {
  test("another filling of one outlet's form", () => {
    const sale = (shop: string, outletKey: string) => article(`Sales at ${shop}: best offers`, { outletKey });
    const form = score(sale("Zenith", "a.example"), sale("Acme", "a.example"))!;
    const { form: asForm, outlet } = tuning.weights;
    expect(score(sale("Zenith", "b.example"), sale("Acme", "a.example"))! - form).toBeCloseTo(
      asForm + outlet,
      5,
    );
  });

  test("another report of the same outlet, within half a day", () => {
    const told = (outletKey: string, hour: number) =>
      score(rescued({ outletKey, hour }), aground({ outletKey: "a" }))!;
    expect(told("b", 2) - told("a", 2)).toBeCloseTo(tuning.weights.outlet, 5);
    expect(told("b", 13)).toBeCloseTo(told("a", 13), 5);
  });

  test("a service page", () => {
    const page = (kind: string) =>
      score(article(`${kind} for Port Ansel: sun`), article(`${kind} for Lorne: storm`))!;
    expect(page("Weather forecast")).toBeLessThan(tuning.joinAt);
    expect(page("Election forecast")).toBeGreaterThan(tuning.joinAt);
  });

  test("a service page of another form, however many words it shares", () => {
    const forecast = (title: string) => article(title, { summary: "Sun and wind from the west on Friday." });
    const [lorne, ansel] = [forecast("Weather forecast for Lorne"), forecast("Weather forecast for Ansel")];
    expect(score(ansel, lorne)).toBeGreaterThan(tuning.joinAt);
    expect(score(forecast("Ansel: the weather forecast for Friday"), lorne)).toBeLessThanOrEqual(0);
  });

  test("that a weekday is one of three words they share", () => {
    const [council, ship] = [
      "council of Lorne buys a park for ferries",
      "ferry sank with cars near Lorne, two hurt",
    ];
    const sharing = (word: string) => score(article(`${word}: ${council}`), article(`${word}: ${ship}`))!;
    expect(sharing("Friday")).toBeLessThan(sharing("Ansel") / 2);
  });

  test("what many stories share alike", () => {
    const stories = liveStories();
    const alone = score(rescued(), aground())!;
    stories.tell(1, aground());
    for (let id = 2; id <= 9; id++)
      stories.tell(id, article(`Ferry aground off Lorne, ${id * 31} rescued, says town ${id}`));
    expect(stories.findCandidates(stories.ready(rescued()), tuning)[0]!.score).toBeLessThan(alone);
  });
});

test("candidates come best first, with the three members that are nearest", () => {
  const stories = liveStories();
  const big = stories.tell(
    7,
    aground(),
    article("Ferry off Lorne: what is known", { hour: 1 }),
    article("Passenger ferry aground off Lorne", { hour: 1 }),
    article("Coast guard sends boats to passenger ferry", { hour: 1 }),
  );
  const small = stories.tell(3, article("Ferry fares to rise", { hour: 1 }));
  const found = stories.findCandidates(stories.ready(aground({ hour: 2 })), tuning);
  expect(found.map(({ story }) => story)).toEqual([big, small]);
  expect(found[0]!.nearest).toHaveLength(3);
  expect(found[0]!.nearest[0].title).toBe(aground().title);
  expect(found[0]!.gapMs).toBe(3_600_000);
});

test("of two that score alike the older story comes first", () => {
  const stories = liveStories();
  // In a language whose usual words are unknown: else the second title's words weigh a little otherwise.
  for (const id of [9, 4]) stories.tell(id, article("Ferry aground off Lorne", { language: "und" }));
  const found = stories.findCandidates(stories.ready(rescued({ language: "und" })), tuning);
  expect(found[0]!.score).toBe(found[1]!.score);
  expect(found.map(({ story }) => story.id)).toEqual([4, 9]);
});

test("at most eight stories are looked at closely", () => {
  const stories = liveStories();
  for (let id = 1; id <= 20; id++) stories.tell(id, article(`Ferry number ${id} runs aground`));
  expect(stories.findCandidates(stories.ready(rescued()), tuning)).toHaveLength(8);
});

test("asked about one story alone an article scores what it scores as its only candidate", () => {
  const stories = liveStories();
  const story = stories.tell(1, aground(), article("Ferry off Lorne: what is known", { hour: 1 }));
  const ready = stories.ready(rescued());
  const [candidate] = stories.findCandidates(ready, tuning);
  expect(stories.scoreIn(ready, story, tuning)).toBe(candidate!.score);
});

describe("titles that differ by a number alone", () => {
  const one = { outletKey: "one.example" };
  const joins = (subject: Article, member: Article) => (score(subject, member) ?? 0) >= tuning.joinAt;

  test.each([
    ["Title number 1", "Title number 2"],
    ["Episode 12", "Episode 13"],
    ["Council of Lorne newsletter number 4", "Council of Lorne newsletter number 5"],
  ])("are a series where nothing else speaks: “%s”, “%s”", (a, b) => {
    expect(joins(article(b, one), article(a, one))).toBe(false);
  });

  test("in several outlets are one too, where they say little", () =>
    expect(joins(article("Title number 2"), article("Title number 1"))).toBe(false));

  test.each([one, {}])("tell one event where they say enough: %j", (given) =>
    expect(
      joins(
        article("12 hurt in train crash near Lorne", given),
        article("10 hurt in train crash near Lorne", given),
      ),
    ).toBe(true),
  );

  test("tell one event where their texts do", () => {
    const summary = "Rescuers searched the harbour of Port Ansel after the ferry Aurora ran aground.";
    expect(joins(article("Live: 2", { ...one, summary }), article("Live: 1", { ...one, summary }))).toBe(
      true,
    );
  });
});
