import { describe, expect, test } from "vitest";
import type { EntryVersion } from "../../../src/model/entry.ts";
import { comparedEdits, editsOf } from "../../../src/reader/edits.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import { safe } from "../../support/placed-entry.ts";

const now = new Date("2026-11-20T18:00:00Z");
const version = (hour: number, given: Partial<EntryVersion>): EntryVersion => ({
  title: "Bridge closes",
  saidUntil: new Date(Date.UTC(2026, 10, 20, hour)),
  ...given,
});

describe("the edits of an article", () => {
  test("are none where it was never edited", () => {
    expect(editsOf({ id: 1, title: "Bridge closes" }, [], { now, words: en })).toBeUndefined();
  });

  test("have its earlier headlines, newest first, and until when each stood", () => {
    const versions = [version(9, { title: "Bridge may close" }), version(12, { title: "Bridge to close" })];
    expect(editsOf({ id: 1, title: "Bridge closes" }, versions, { now, words: en })).toMatchObject({
      headlineLabel: "Headline changed twice",
      headlines: [
        { title: "Bridge to close", time: "12:00 UTC" },
        { title: "Bridge may close", time: "09:00 UTC" },
      ],
      texts: [],
    });
  });

  test("say what changed in its text, from version to version", () => {
    const html = (text: string) => ({ contentHtml: safe(`<p>Cracks.</p><p>${text}</p>`) });
    const edits = editsOf(
      { id: 1, title: "Bridge closes", ...html("Eight people were hurt.") },
      [version(9, html("Five people hurt.")), version(12, html("Eight people hurt."))],
      { now, words: en },
    );
    expect(edits).not.toHaveProperty("headlineLabel");
    const place = [
      { kind: "gone", text: "Five" },
      { kind: "come", text: "Eight" },
      { kind: "same", text: " people hurt." },
    ];
    expect(edits?.texts).toMatchObject([
      { time: "12:00 UTC", label: "1 word added" },
      { time: "09:00 UTC", label: "1 word added, 1 taken out", places: [place] },
    ]);
  });

  test("compare summaries where one of the texts was not kept", () => {
    const edits = editsOf(
      { id: 1, title: "Bridge closes", summary: "Eight hurt", contentHtml: safe("<p>Long</p>") },
      [version(9, { summary: "Five hurt" })],
      { now, words: en },
    );
    expect(edits?.texts).toMatchObject([{ label: "1 word added, 1 taken out" }]);
  });

  test("are counted in words; a text that there was not before is one that was added", () => {
    const edits = editsOf({ id: 1, title: "Bridge closes", summary: "Five hurt" }, [version(9, {})], {
      now,
      words: en,
    });
    expect(edits?.texts).toMatchObject([{ label: "text added" }]);
  });
});

describe("of the edits of a page", () => {
  const html = (text: string) => ({ contentHtml: safe(`<p>${text}</p>`) });
  const versions = Array.from({ length: 15 }, (_, hour) => version(hour, html(`Text ${hour}`)));
  const entry = { id: 7, title: "Bridge closes", ...html("Text now") };
  const textsOf = (asked?: string) =>
    editsOf(entry, versions, { now, words: en, compared: comparedEdits(new Map([[7, versions]]), asked) })
      ?.texts ?? [];
  const oldest = `7-${Date.UTC(2026, 10, 20, 0)}`;

  test("the latest twelve are compared, the others are said and lead to where they are", () => {
    const texts = textsOf();
    expect(texts.filter((edit) => "label" in edit)).toHaveLength(12);
    expect(texts.slice(0, 12).every((edit) => "label" in edit)).toBe(true);
    expect(texts.at(-1)).toMatchObject({ compareHref: `?edit=${oldest}#edits-7`, time: "00:00 UTC" });
  });

  test("one that is asked for is compared as well, and open", () => {
    expect(textsOf(oldest).at(-1)).toMatchObject({ label: "1 word added, 1 taken out", isOpen: true });
    expect(textsOf("7-nonsense").filter((edit) => "label" in edit)).toHaveLength(12);
  });

  test("one of which the text stayed is none, though nobody compares it", () => {
    const same = versions.map((each) => ({ ...each, contentHtml: safe(`<p>Text  now</p>`), title: "Other" }));
    const compared = { keys: new Set<string>() };
    expect(editsOf(entry, same, { now, words: en, compared })?.texts).toEqual([]);
  });
});

test("edits are told in the language of the visitor", () => {
  const versions = [version(9, { title: "Bridge may close", summary: "One two three." })];
  const entry = { id: 1, title: "Bridge closes", summary: "One two four five." };
  expect(editsOf(entry, versions, { now, words: de })).toMatchObject({
    headlineLabel: "Überschrift geändert",
    texts: [{ label: "2 Wörter hinzugefügt, 1 gestrichen" }],
  });
});
