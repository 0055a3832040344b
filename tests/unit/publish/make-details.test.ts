import { expect, test } from "vitest";
import { cleanEnclosure, makeDetails } from "../../../src/publish/make-details.ts";

test("of what comes with an entry only web addresses, whole numbers and well-formed names are said", () => {
  const url = "javascript:alert(1)";
  expect(
    makeDetails({
      commentCount: 1.5,
      commentsFeedUrl: url,
      chaptersUrl: url,
      transcripts: [{ url }, { url: "https://a.example/t", mediaType: "no type", language: "!" }],
      rights: " \u0000 ",
      imageCredit: "Ada\nHill",
    }),
  ).toEqual({ transcripts: [{ url: "https://a.example/t" }], imageCredit: "Ada Hill" });
  expect(makeDetails({})).toEqual({});
});

test("a file keeps its title, size and length where they are known", () => {
  const whole = {
    url: "https://a.example/a.mp3",
    mediaType: "audio/mpeg",
    length: 5,
    title: "A",
    durationS: 9,
  };
  expect(cleanEnclosure(whole)).toEqual([whole]);
  expect(cleanEnclosure({ ...whole, length: -1, title: "\u0007", durationS: 0 })).toEqual([
    { url: whole.url, mediaType: whole.mediaType },
  ]);
  expect(cleanEnclosure({ url: "file:///etc/passwd" })).toEqual([]);
});
