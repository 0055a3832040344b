import { expect, test } from "vitest";
import type { FeedPolling, FeedState } from "../../../src/model/source.ts";
import { statusNotice } from "../../../src/reader/status-notice.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";
import type { Words } from "../../../src/reader/words/words.ts";
import type { FeedCounts } from "../../../src/store/store.ts";
import { feed } from "../../support/feed.ts";

const now = new Date("2026-11-20T12:00:00Z");
const since = new Date("2026-11-20T10:05:00Z");
const counts = (inState: Partial<Record<FeedState, number>>): FeedCounts => {
  const all = { new: 0, ok: 0, failing: 0, gone: 0, ...inState };
  return { inState: all, all: all.new + all.ok + all.failing + all.gone, entries: 0 };
};
const failing = (polling: Partial<FeedPolling> = {}) =>
  feed({ state: "failing", polling: { failures: 2, failingSince: since, ...polling } });
const ownNetwork = {
  nextPollReason: "this machine's own network failed: tried again soon, later as usual",
};
const noticeOf = (
  all: FeedCounts,
  { words = en, ...given }: Partial<Parameters<typeof statusNotice>[1]> & { words?: Words } = {},
) => statusNotice(all, { reading: { now, words }, waitingSince: undefined, ...given });

test("nothing is said of all where some source answers", () => {
  expect(noticeOf(counts({ ok: 1, failing: 2 }), { redFirst: [failing(), failing()] })).toBeUndefined();
  expect(noticeOf(counts({ new: 3 }))).toBeUndefined();
});

test("where no source has had any answer nothing can be reached, since when and what to do", () => {
  const notice = noticeOf(counts({ failing: 2 }), {
    redFirst: [failing({ failingSince: now }), failing()],
  });
  expect(notice).toMatchObject({
    kind: "offline",
    heading: "Nothing can be reached",
    eachLabel: "What was found at each source",
  });
  expect(notice?.text).toMatch(/^None of 2 sources has answered since 10:05 UTC: .*no network.*Check/);
});

test("so it is where each failed as no request left this machine, and the others were not asked since", () => {
  const redFirst = [failing(ownNetwork), failing(ownNetwork)];
  expect(noticeOf(counts({ ok: 5, failing: 2 }), { redFirst })?.heading).toBe("Nothing can be reached");
  const mixed = [failing(ownNetwork), failing()];
  expect(noticeOf(counts({ ok: 5, failing: 2 }), { redFirst: mixed })).toBeUndefined();
});

test("where servers answer, if badly, the network is not at fault", () => {
  const redFirst = [failing({ lastStatus: 500 }), failing()];
  expect(noticeOf(counts({ failing: 2 }), { redFirst })).toEqual({
    kind: "offline",
    heading: "None of 2 sources answers as a feed should",
    text: expect.stringContaining("the network of this machine is not at fault"),
  });
});

test("a single source that cannot be reached stays in sight", () =>
  expect(noticeOf(counts({ failing: 1 }), { redFirst: [failing()] })).not.toHaveProperty("eachLabel"));

test("that nobody polls, and that there is no source, comes before all else", () => {
  expect(noticeOf(counts({ failing: 1 }), { waitingSince: since, redFirst: [failing()] })?.heading).toBe(
    "Nothing is being polled",
  );
  expect(noticeOf(counts({}))?.kind).toBe("no-sources");
});

test("in German", () =>
  expect(noticeOf(counts({ failing: 2 }), { words: de, redFirst: [failing(), failing()] })?.text).toMatch(
    /^Keine von 2 Quellen hat seit 10:05 UTC geantwortet/,
  ));
