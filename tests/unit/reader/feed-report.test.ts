import { expect, test } from "vitest";
import { feedReport, reasonOfNext } from "../../../src/reader/feed-report.ts";
import { feed } from "../../support/feed.ts";

/** When a feed whose time is `next` is said to be asked, at noon. */
const next = (nextPollAt: string) => {
  const polling = { nextPollAt: new Date(nextPollAt), nextPollReason: "every 15 min" };
  return feedReport(feed({ polling }), new Date("2026-11-20T12:00:00Z")).next;
};

test("what is overdue is due now, not just now or some minutes ago", () => {
  for (const at of ["2026-11-20T12:00:00Z", "2026-11-20T11:59:58Z", "2026-11-20T11:30:00Z"])
    expect(next(at)).toMatchObject({ isDue: true, at: { brief: "now" } });
  expect(next("2026-11-20T12:05:00Z")).toMatchObject({ isDue: false, at: { brief: "in 5 min" } });
});

test("the reason keeps its numbers with their units", () =>
  expect(next("2026-11-20T12:05:00Z")?.reason).toBe("every 15\u00a0min"));

test("an address may be broken after its slashes", () =>
  expect(feedReport(feed(), new Date()).urlPieces).toEqual(["https://outlet.example/", "feed"]));

test("a source is being asked now for as long as somebody holds it for that", () => {
  const [now, later] = [new Date("2026-11-20T12:00:00Z"), new Date("2026-11-20T12:00:30Z")];
  const polling = { nextPollAt: new Date("2026-11-20T13:00:00Z"), nextPollReason: "every 2 h" };
  const asked = feed({ leasedUntil: later, polling });
  expect(feedReport(asked, now).next).toMatchObject({ isDue: true, reason: "being asked now" });
  expect(reasonOfNext(asked, later)).toBe("every 2 h"); // who held it is dead
});
