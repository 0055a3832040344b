import { describe, expect, test } from "vitest";
import type { EntryVersion } from "../../../src/model/entry.ts";
import { editsOf } from "../../../src/reader/edits.ts";
import { safe } from "../../support/placed-entry.ts";

const now = new Date("2026-11-20T18:00:00Z");
const version = (hour: number, given: Partial<EntryVersion>): EntryVersion => ({
  title: "Bridge closes",
  saidUntil: new Date(Date.UTC(2026, 10, 20, hour)),
  ...given,
});

describe("the edits of an article", () => {
  test("are none where it was never edited", () => {
    expect(editsOf({ title: "Bridge closes" }, [], now)).toBeUndefined();
  });

  test("have its earlier headlines, newest first, and until when each stood", () => {
    const versions = [version(9, { title: "Bridge may close" }), version(12, { title: "Bridge to close" })];
    expect(editsOf({ title: "Bridge closes" }, versions, now)).toMatchObject({
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
      { title: "Bridge closes", ...html("Eight people were hurt.") },
      [version(9, html("Five people hurt.")), version(12, html("Eight people hurt."))],
      now,
    );
    expect(edits).not.toHaveProperty("headlineLabel");
    expect(edits?.texts.map(({ label, time }) => [time, label])).toEqual([
      ["12:00 UTC", "1 word added"],
      ["09:00 UTC", "1 word added, 1 taken out"],
    ]);
    expect(edits?.texts[1]?.places).toEqual([
      [
        { kind: "gone", text: "Five" },
        { kind: "come", text: "Eight" },
        { kind: "same", text: " people hurt." },
      ],
    ]);
  });

  test("compare summaries where one of the texts was not kept", () => {
    const edits = editsOf(
      { title: "Bridge closes", summary: "Eight hurt", contentHtml: safe("<p>Long</p>") },
      [version(9, { summary: "Five hurt" })],
      now,
    );
    expect(edits?.texts).toMatchObject([{ label: "1 word added, 1 taken out" }]);
  });

  test("are counted in words; a text that there was not before is one that was added", () => {
    const edits = editsOf({ title: "Bridge closes", summary: "Five hurt" }, [version(9, {})], now);
    expect(edits?.texts).toMatchObject([{ label: "text added" }]);
  });
});
