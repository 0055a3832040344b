import { describe, expect, test } from "vitest";
import type { FeedPolling, FeedState } from "../../../src/model/source.ts";
import { askAgain } from "../../../src/reader/ask-again.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en as words } from "../../../src/reader/words/en.ts";
import { askedForByHand } from "../../../src/store/store.ts";
import { feed } from "../../support/feed.ts";

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const now = at("12:00:00");
const found = (
  polling: Partial<FeedPolling>,
  { state = "ok", ...given }: Partial<Parameters<typeof askAgain>[1]> & { state?: FeedState } = {},
) => askAgain(feed({ state, polling: { nextPollAt: at("12:30:00"), ...polling } }), { now, words, ...given });

describe("asking a feed by hand", () => {
  test("can be done, also of one that was never asked or fails", () => {
    expect(found({}).kind).toBe("ready");
    expect(found({ lastPolledAt: at("11:59:00"), failures: 3 }, { state: "failing" }).kind).toBe("ready");
    expect(found({ notBefore: now }).kind).toBe("ready");
  });

  test("is refused before the end of a pause, with the server's own words", () => {
    const paused = { notBefore: at("15:00:00"), nextPollAt: at("15:00:00") };
    const nextPollReason = "the server answered 429 and said Retry-After: 3 h";
    expect(found({ ...paused, nextPollReason }, { state: "failing" })).toEqual({
      kind: "refused",
      text: "It is not asked before 15:00 UTC, not by hand either: the server answered 429 and said Retry-After: 3\u00a0h.",
      until: at("15:00:00"),
    });
    expect(found({ notBefore: at("12:10:00"), nextPollReason: "every 30 min" })).toMatchObject({
      text: "It is not asked before 12:10 UTC, not by hand either: the server said so.",
    });
    const hostPause = { host: "a.example", until: at("13:00:00"), reason: "the server answered 503" };
    expect(found({}, { hostPause })).toMatchObject({
      kind: "refused",
      text: "It is not asked before 13:00 UTC, not by hand either: the server answered 503.",
    });
  });

  test("is refused within a minute after a poll, and of a feed that is gone", () => {
    expect(found({ lastPolledAt: at("11:59:01") })).toMatchObject({ kind: "refused", until: at("12:00:01") });
    expect(found({ lastStatus: 410 }, { state: "gone" })).toEqual({
      kind: "refused",
      text: "It is not asked again: the server said that it is gone for good (410). To have it tried once more take it out of the config, save, and put it back.",
    });
  });

  test("is not said to have been asked just now where the clock was set back since", () => {
    expect(found({ lastPolledAt: at("13:00:00") })).toEqual({ kind: "ready" });
  });

  test("is under way when it is due, and when it was asked for it says so", () => {
    expect(found({ nextPollAt: at("11:59:58") })).toEqual({
      kind: "under-way",
      text: "Due since 11:59 UTC: it will be fetched within moments.",
      lookAgain: true,
    });
    expect(found({ nextPollAt: now, nextPollReason: askedForByHand })).toMatchObject({
      text: "Asked for at 12:00 UTC: it will be fetched within moments.",
    });
  });

  test("comes to nothing where nobody polls, and that is said", () => {
    const due = { nextPollAt: at("11:58:00"), nextPollReason: askedForByHand };
    expect(found(due, { waitingSince: at("11:58:00") })).toMatchObject({
      text: expect.stringContaining("nothing is being polled at the moment"),
      lookAgain: false,
    });
    expect(found(due, { waitingSince: at("11:59:30") })).toMatchObject({
      text: expect.stringContaining("within moments"),
    });
  });

  test("is under way while it is being asked", () => {
    const asked = feed({ state: "ok", leasedUntil: at("12:00:30") });
    expect(askAgain(asked, { now, words })).toEqual({
      kind: "under-way",
      text: "It is being asked now, or waits for its host’s turn.",
      lookAgain: true,
    });
  });

  test("is answered in the language of the page", () => {
    const paused = { notBefore: at("15:00:00"), nextPollReason: "every 30 min" };
    expect(found(paused, { words: de })).toMatchObject({
      text: "Sie wird nicht vor 15:00 UTC abgefragt, auch nicht von Hand: der Server verlangt es so.",
    });
    expect(found({ lastStatus: 410 }, { state: "gone", words: de })).toMatchObject({
      text: expect.stringContaining("nicht mehr abgefragt: der Server sagte"),
    });
  });
});
