import { describe, expect, test } from "vitest";
import type { Feed } from "../../../src/model/source.ts";
import type { Answer } from "../../../src/polling/answer.ts";
import { hostAfter, hostSays } from "../../../src/polling/host-recovery.ts";
import { feed, pollingSettings } from "../../support/feed.ts";

const url = "https://outlet.example/feed";
const now = new Date("2026-11-20T12:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);

const httpError = (status: number, finalUrl = url): Answer => ({
  kind: "http-error",
  status,
  finalUrl,
  message: `${status}`,
});
const failed = (fault: Extract<Answer, { kind: "failed" }>["fault"], elsewhere?: string): Answer => ({
  kind: "failed",
  fault,
  message: fault,
  ...(elsewhere !== undefined && { elsewhere }),
});
const unchanged: Answer = { kind: "not-modified", status: 304, finalUrl: url, validators: {} };
const page: Answer = {
  kind: "body",
  status: 200,
  finalUrl: url,
  validators: {},
  bytes: new Uint8Array(),
  received: 0,
  reading: { kind: "no-feed", error: "Cannot parse it" },
};

describe("what an answer shows of the host that was asked:", () => {
  test.each<[what: string, answer: Answer, says: ReturnType<typeof hostSays>]>([
    ["304", unchanged, "answers"],
    ["404", httpError(404), "answers"],
    ["410", { kind: "gone", status: 410, finalUrl: url, message: "gone" }, "answers"],
    ["500", httpError(500), "silent"],
    ["502", httpError(502), "silent"],
    ["no end of waiting", failed("timeout"), "silent"],
    ["no connection", failed("connection"), "silent"],
    ["no such name", failed("dns"), "silent"],
    ["a broken handshake", failed("tls"), "silent"],
    ["too much to do, which has pauses of its own", httpError(503), undefined],
    ["too much of us", httpError(429), undefined],
    ["a page instead of a feed", page, undefined],
    ["what is not HTTP", failed("protocol"), undefined],
    ["this machine's network", failed("offline"), undefined],
    ["a fault where it led to", failed("timeout", "other.example"), "answers"],
    ["500 where it led to", httpError(500, "https://other.example/feed"), "answers"],
  ])("%s", (_, answer, says) => {
    expect(hostSays(feed(), answer)).toBe(says);
  });

  test("nothing, where the new address was asked that a permanent redirect names", () => {
    const redirect = { url: "https://other.example/feed", count: 1, since: now };
    expect(hostSays(feed({ polling: { redirect } }), httpError(500))).toBeUndefined();
  });
});

describe("the other feeds of the host", () => {
  const settings = pollingSettings();
  const probe = feed({ polling: { hostFailures: 1 } });
  const next = { ...probe.polling, hostFailures: 2, nextPollAt: minutes(60) };
  const mate = (polling: Partial<Feed["polling"]>) => feed({ polling: { nextPollAt: now, ...polling } });
  const after = (answer: Answer) =>
    hostAfter({ feed: probe, answer, settings, now }, answer === unchanged ? probe.polling : next);

  test("wait for the next of the one that was asked for them, where they were due before", () => {
    const { mates } = after(httpError(500))!;
    expect(mates?.(mate({}))?.nextPollAt).toEqual(minutes(60));
    expect(mates?.(mate({ nextPollAt: minutes(61) }))).toBeUndefined();
  });

  test("are asked within five minutes of its good answer, unless they are due before", () => {
    const { mates } = after(unchanged)!;
    const again = mates?.(mate({ nextPollAt: minutes(600) }));
    expect(again?.nextPollAt.getTime()).toBeLessThan(minutes(5).getTime());
    expect(mates?.(mate({ nextPollAt: new Date(now.getTime() + 1) }))).toBeUndefined();
  });

  test("keep their own hours at that", () => {
    const hours = { skipHours: [12, 13], nextPollAt: now };
    expect(after(httpError(500))!.mates?.(mate(hours))?.nextPollAt).toEqual(minutes(120));
    expect(after(unchanged)!.mates?.(mate({ ...hours, nextPollAt: minutes(600) }))).toEqual({
      nextPollAt: minutes(120),
      nextPollReason:
        "outlet.example answers again; the feed asks to be left alone until then (skipHours, skipDays)",
    });
  });

  test("are left alone by a feed that was in no trouble before", () => {
    const well = { feed: feed(), answer: unchanged, settings, now };
    expect(hostAfter(well, well.feed.polling)).toEqual({ name: "outlet.example", answers: true });
    const first = { ...well, answer: httpError(500) };
    expect(hostAfter(first, { ...first.feed.polling, hostFailures: 1 })).toEqual({
      name: "outlet.example",
      answers: false,
    });
  });
});
