import { describe, expect, test } from "vitest";
import { chooseLead } from "../../../src/story/lead-entry.ts";
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

  test("of two that came at one instant the one known first", () => {
    const shownAt = new Date("2026-11-20T10:00:00Z");
    expect(lead(undefined, { id: 9, shownAt }, { id: 4, shownAt })).toBe(4);
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
