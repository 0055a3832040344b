import { describe, expect, test } from "vitest";
import type { FeedState } from "../../../src/model/source.ts";
import { noticeOf } from "../../../src/reader/glance.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import type { FeedCounts } from "../../../src/store/store.ts";

/** So many feeds in these states; those that answer have 20 entries each. */
const feeds = (...states: FeedState[]): FeedCounts => {
  const inState = { new: 0, ok: 0, failing: 0, gone: 0 };
  for (const state of states) inState[state]++;
  return { inState, all: states.length, entries: 20 * inState.ok };
};

describe("what the sources' state means for a reader", () => {
  test("nothing, as long as one answers and there are stories", () => {
    expect(noticeOf(feeds("ok", "failing", "gone"), { hasStories: true, words: en })).toBeUndefined();
  });

  test("the first minutes: how many have answered, and with how much", () => {
    expect(noticeOf(feeds("new", "ok", "ok"), { hasStories: false, words: en })).toMatchObject({
      kind: "starting",
      text: "2 of 3 sources have answered so far with 40 entries, which are being folded into stories.",
    });
    expect(noticeOf(feeds("new"), { hasStories: false, words: en })?.text).toMatch(
      /^0 of 1 source has answered so far\./,
    );
  });

  test("no network: none of the sources answers", () => {
    expect(noticeOf(feeds("failing", "failing", "gone"), { hasStories: true, words: en })).toMatchObject({
      kind: "offline",
      heading: "None of the 2 sources answers",
    });
  });

  test("no alarm while some have not been asked yet", () => {
    expect(noticeOf(feeds("failing", "new"), { hasStories: false, words: en })?.kind).toBe("starting");
  });

  test("a config without sources says where they are named", () => {
    expect(noticeOf(feeds(), { hasStories: false, words: en })?.text).toContain("feeds.config.json");
  });

  test("it is told in the language of the visitor", () => {
    expect(noticeOf(feeds("new", "ok"), { hasStories: false, words: de })?.text).toBe(
      "1 von 2 Quellen hat bisher geantwortet, mit zusammen 20 Einträgen, aus denen gerade Geschichten werden.",
    );
    expect(noticeOf(feeds("failing"), { hasStories: true, words: de })?.heading).toBe(
      "Die Quelle antwortet nicht",
    );
  });
});
