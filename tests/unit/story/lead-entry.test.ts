import { describe, expect, test } from "vitest";
import { chooseLead, explainLead } from "../../../src/story/lead-entry.ts";
import { placedEntry } from "../../support/placed-entry.ts";

type Given = Parameters<typeof placedEntry>[0];
const lead = (presentId: number | undefined, first: Given, ...others: Given[]) =>
  chooseLead([placedEntry(first), ...others.map(placedEntry)], presentId).id;
const summary = "A sentence that says what happened, where and to whom. ".repeat(3);
const imageUrl = "https://a.example/1.jpg";

describe("who speaks for a story", () => {
  test("an own report rather than a copy with summary and picture", () =>
    expect(
      lead(undefined, { id: 1, agency: "Reuters" }, { id: 2, copyGroup: 1, summary, imageUrl }, { id: 3 }),
    ).toBe(3));

  test("who printed an agency's text first has it from the agency", () =>
    expect(lead(undefined, { id: 1, agency: "AFP", outlet: "Herald" }, { id: 2 })).toBe(2));

  test("an outlet whose name has the agency's letters in it is not the agency", () =>
    expect(lead(undefined, { id: 1, agency: "AP", outlet: "Japan Times" }, { id: 2 })).toBe(2));

  test("the agency's own site speaks for itself", () =>
    expect(lead(undefined, { id: 1, agency: "reuters", outlet: "Reuters World" }, { id: 2 })).toBe(1));

  test("among own reports one with a summary worth reading, then one with a picture, then the earliest", () => {
    expect(lead(undefined, { id: 1, imageUrl }, { id: 2, summary }, { id: 3 })).toBe(2);
    expect(lead(undefined, { id: 1 }, { id: 2 }, { id: 3, imageUrl })).toBe(3);
    expect(lead(undefined, { id: 2 }, { id: 1 })).toBe(1);
    expect(lead(undefined, { id: 1, summary: "A caption." }, { id: 2 })).toBe(1);
  });

  test("of two that came at one instant the outlet decides, within one outlet who is known first", () => {
    const shownAt = new Date("2026-11-20T10:00:00Z");
    expect(lead(undefined, { id: 4, shownAt, outlet: "Herald" }, { id: 9, shownAt, outlet: "Bote" })).toBe(9);
    expect(lead(undefined, { id: 9, shownAt, outlet: "Bote" }, { id: 4, shownAt, outlet: "Bote" })).toBe(4);
  });
});

describe("the weight of a source", () => {
  test("stands after an own report, before a picture; twice as much is a full summary's worth", () => {
    const heavy = { sourceWeight: 10 };
    expect(
      lead(
        undefined,
        { id: 1, agency: "AFP", summary, imageUrl },
        { id: 2, ...heavy, copyGroup: 1 },
        { id: 3 },
      ),
    ).toBe(3);
    expect(lead(undefined, { id: 1, imageUrl }, { id: 2, sourceWeight: 2 })).toBe(2);
    expect(lead(undefined, { id: 1, summary }, { id: 2, sourceWeight: 2 })).toBe(1);
    expect(lead(undefined, { id: 1, summary, imageUrl }, { id: 2, sourceWeight: 3 })).toBe(2);
    expect(lead(undefined, { id: 1, sourceWeight: 0.5, imageUrl }, { id: 2 })).toBe(2);
  });
});

describe("the present lead", () => {
  test("stays where another has but a picture more, or came earlier", () => {
    expect(lead(5, { id: 5 }, { id: 6, imageUrl })).toBe(5);
    expect(lead(5, { id: 5 }, { id: 1 })).toBe(5);
  });
  test("goes where another says more", () => {
    expect(lead(5, { id: 5 }, { id: 6, summary })).toBe(6);
    expect(lead(5, { id: 5, copyGroup: 1, summary }, { id: 6 })).toBe(6);
  });
  test("that is in the story no longer binds nobody", () => expect(lead(99, { id: 5 }, { id: 6 })).toBe(5));
});

test("a story changes its lead three times at most, whatever comes", () => {
  const copy = { copyGroup: 99 };
  const arriving: readonly Given[] = [
    { id: 1, ...copy },
    { id: 2, ...copy, imageUrl },
    { id: 3, ...copy, summary },
    { id: 4, ...copy, summary, imageUrl },
    { id: 5 },
    { id: 6, imageUrl },
    { id: 7, summary },
    { id: 8, summary, imageUrl },
  ];
  const leads: number[] = [];
  for (let count = 1; count <= arriving.length; count++) {
    const [first, ...others] = arriving.slice(0, count);
    leads.push(lead(leads.at(-1), first!, ...others));
  }
  expect(leads).toEqual([1, 1, 3, 3, 5, 5, 7, 7]);
});

test("a lead never comes back, whatever comes in which order, and whatever sources weigh", () => {
  let seed = 11;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below; // Park and Miller 1988
  for (let round = 0; round < 200; round++) {
    const entries: [Given, ...Given[]] = [{ id: 1 }];
    const leads = [1];
    for (let id = 2; id <= 12; id++) {
      entries.push({
        id,
        shownAt: new Date(Date.UTC(2026, 10, 20, random(24))),
        copyGroup: random(2) === 0 ? 1 : id,
        sourceWeight: [0.1, 0.5, 1, 1, 2, 10][random(6)]!,
        ...(random(2) === 0 && { summary }),
        ...(random(2) === 0 && { imageUrl }),
      });
      const [first, ...others] = entries;
      const next = lead(leads.at(-1), first, ...others);
      if (next !== leads.at(-1)) leads.push(next);
      expect(lead(next, first, ...others)).toBe(next);
    }
    expect(new Set(leads).size).toBe(leads.length);
  }
});

describe("why it speaks for the story", () => {
  const why = (leadId: number, ...given: Given[]) => {
    const entries = given.map(placedEntry);
    return explainLead(
      entries,
      entries.find(({ id }) => id === leadId)!,
    );
  };

  test.each([
    ["alone", [{ id: 1 }], "It is the only report so far."],
    [
      "best",
      [{ id: 1, summary, imageUrl }, { id: 2 }],
      "It is the outlet’s own report, with a full summary and a picture. No other says as much.",
    ],
    [
      "first",
      [{ id: 1, imageUrl }, { id: 2, imageUrl }, { id: 3 }],
      "It is the outlet’s own report, with a picture. It was the first of 2 of which that can be said.",
    ],
    [
      "of a text that others print too, which nobody calls an own report",
      [
        { id: 1, summary },
        { id: 2, copyGroup: 1, summary },
        { id: 3, summary },
      ],
      "It is the print of its text that came in first, with a full summary. It was the first of 2 of which that can be said.",
    ],
    [
      "known before an earlier one",
      [{ id: 1, shownAt: new Date("2026-11-20T12:00:00Z") }, { id: 2 }],
      "It is the outlet’s own report. It spoke for the story before the other of which that can be said was known.",
    ],
    [
      "a copy",
      [
        { id: 1, agency: "AFP", summary },
        { id: 2, agency: "AFP", copyGroup: 1 },
      ],
      "It is a copy, as there is no outlet’s own report, with a full summary. No other says as much.",
    ],
    [
      "passed by a picture",
      [{ id: 1 }, { id: 2, imageUrl }],
      "It is the outlet’s own report. What is a little better has come since: it stays, so that the headline does not change from hour to hour.",
    ],
    [
      "of a weighty source",
      [{ id: 1, sourceWeight: 2 }, { id: 2 }],
      "It is the outlet’s own report, with the weight 2 that the config gives its source. No other says as much.",
    ],
  ] as const)("%s", (_, entries, sentence) => expect(why(1, ...entries)).toBe(sentence));
});
