import { describe, expect, test } from "vitest";
import type { Mark } from "../../../src/model/reader.ts";
import { fillMarks } from "../../../src/reader/fill-marks.ts";
import { markAt, markedStories, splitAtMarks } from "../../../src/reader/mark-place.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";

const card = (id: number) => `<article${markAt}state-${id};><form>${markAt}buttons-${id};</form></article>`;
const page = splitAtMarks(`<main>${card(7)}${card(12)}</main>`);
const filled = (marks: readonly (readonly [number, Mark])[], words = en) =>
  fillMarks(page, new Map(marks), words);

describe("places for marks", () => {
  test("name each story of a page once, and a page without any is one piece", () => {
    expect(markedStories(page)).toEqual([7, 12]);
    expect(splitAtMarks("<p>none</p>")).toEqual({ pieces: ["<p>none</p>"], places: [] });
    expect(fillMarks(splitAtMarks("<p>none</p>"), new Map(), en)).toBe("<p>none</p>");
  });

  test("become what is marked of their own story alone", () => {
    const html = filled([[12, { isRead: true, isStarred: true }]]);
    expect(html).toContain("<article><form><button");
    expect(html).toContain("<article data-read data-starred><form><button");
    const [unread, read] = html.split("</article>");
    expect(unread).toMatch(/value="read" aria-pressed="false" aria-describedby="title-7"/);
    expect(unread).toMatch(/value="star" aria-pressed="false" aria-describedby="title-7"/);
    expect(read).toMatch(/value="unread" aria-pressed="true" aria-describedby="title-12"/);
    expect(read).toMatch(/value="unstar" aria-pressed="true" aria-describedby="title-12"/);
  });

  test.each<readonly [Mark, string]>([
    [{}, "<article><"],
    [{ isRead: true }, "<article data-read><"],
    [{ isStarred: true }, "<article data-starred><"],
  ])("say of %j: %s", (mark, state) => {
    expect(
      filled([
        [7, mark],
        [12, mark],
      ]).split(state),
    ).toHaveLength(3);
  });

  test("leave nothing of themselves, and speak the language of the page", () => {
    expect(filled([])).not.toContain(markAt);
    expect(filled([], de)).toContain(`>${de.marks.starred}</button>`);
  });

  test("cannot be written by anybody who does not know this process's own", () => {
    const forged = `<p>${markAt.replaceAll(/\d/g, "x")}state-7; marks-state-7;</p>`;
    expect(splitAtMarks(forged).places).toEqual([]);
  });
});
