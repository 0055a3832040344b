import { expect, test } from "vitest";
import { type Harm, repeatedVisits } from "../../support/repeated-visits.ts";

const visit = (by: string, startedAt: number) => ({ feed: 7, host: "127.0.1.1", startedAt, by });
const told = (event: string, at: number) => ({
  event,
  url: "http://127.0.1.1:80/7.xml",
  time: new Date(performance.timeOrigin + at).toISOString(),
});

/** A feed that "one" asked at 10 s and "two" at 30 s; `ends`: what "one" told. */
const judged = (harms: readonly Harm[], ends: readonly ReturnType<typeof told>[] = []) =>
  repeatedVisits({
    visits: [visit("one", 10_000), visit("two", 30_000)],
    harms,
    logs: new Map([["one", ends]]),
    withinMs: 28_000,
    lateMs: 1500,
  });

const killed = (of: string, at: number): Harm => ({ how: "killed", of, at });

test("a feed that is asked again after its interval is not repeated", () => {
  const visits = [visit("one", 10_000), visit("two", 38_000), visit("one", 66_000)];
  expect(repeatedVisits({ visits, harms: [], logs: new Map(), withinMs: 28_000, lateMs: 0 })).toEqual([]);
});

test("a repeated visit is excused by what befell the process that came first, while it polled", () => {
  const harm = killed("one", 10_100);
  expect(judged([killed("two", 10_050), harm])).toEqual([
    { feed: 7, first: visit("one", 10_000), afterMs: 20_000, harm },
  ]);
});

test.each([
  ["nothing", []],
  ["what befell another process", [killed("two", 10_100)]],
  ["what came long before", [killed("one", 8000)]],
  ["what came after it", [killed("one", 30_100)]],
] as const)("a repeated visit is not excused by %s", (_, harms) => {
  expect(judged(harms)).toMatchObject([{ harm: undefined }]);
});

test.each(["polled", "poll failed"])("nor by what came after its process had logged “%s”", (event) => {
  expect(judged([killed("one", 10_500)], [told(event, 10_200)])).toMatchObject([{ harm: undefined }]);
  expect(judged([killed("one", 10_500)], [told(event, 9000)])).toMatchObject([{ harm: { of: "one" } }]);
});
