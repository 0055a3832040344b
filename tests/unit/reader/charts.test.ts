import { describe, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../../src/base/duration.ts";
import type { PastPoll } from "../../../src/model/past-poll.ts";
import type { PlacedEntry } from "../../../src/model/story.ts";
import { coverageChart } from "../../../src/reader/coverage-chart.ts";
import { pollStrip } from "../../../src/reader/poll-strip.ts";
import { weekChart, weekSince } from "../../../src/reader/week-chart.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";

const now = new Date("2026-11-24T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * minuteMs);
const report = (outletKey: string, minutes: number) =>
  ({ outletKey, shownAt: minutesAgo(minutes) }) as unknown as PlacedEntry;

describe("a story's coverage over time", () => {
  const draw = (entries: readonly PlacedEntry[], copies: readonly PlacedEntry[] = []) =>
    coverageChart(entries, (entry) => copies.includes(entry), en);

  test("goes up a step with each outlet, from the first report to the last", () => {
    const copy = report("b", 60);
    const chart = draw([report("c", 0), report("a", 120), copy], [copy])!;
    expect(chart.line).toBe("M6 74H6V52.7H152V31.3H298V10");
    expect(chart.points).toEqual([
      { x: 6, y: 52.7, isCopy: false },
      { x: 152, y: 31.3, isCopy: true },
      { x: 298, y: 10, isCopy: false },
    ]);
    expect(chart).toMatchObject({ from: "first report", until: "2 h later", most: "3" });
    expect(chart.caption).toBe("3 outlets, one by one");
  });

  test("counts an outlet once, when it came first", () => {
    const chart = draw([report("a", 90), report("a", 10), report("b", 60), report("c", 30)])!;
    expect(chart.points).toHaveLength(3);
    expect(chart.until).toBe("1 h later");
  });

  test("is not drawn where there is nothing to see", () => {
    expect(draw([])).toBeUndefined();
    expect(draw([report("a", 90), report("b", 60)])).toBeUndefined();
    expect(draw([report("a", 5), report("b", 5), report("c", 5)])).toBeUndefined();
  });

  test("shows of hundreds of outlets as many points as the eye tells apart, the last among them", () => {
    const entries = Array.from({ length: 400 }, (_, index) => report(`o${index}`, 400 - index));
    const chart = draw(entries)!;
    expect(chart.points.length).toBeLessThanOrEqual(61);
    expect(chart.points.at(-1)).toMatchObject({ x: 298, y: 10 });
  });
});

describe("a source's week", () => {
  const draw = (times: readonly Date[], words = en) => weekChart(times, { now, words });

  test("begins with the day six days before today's", () => {
    expect(weekSince(now)).toEqual(new Date("2026-11-18T00:00:00Z"));
  });

  test("has a row a day and a column an hour, the fuller the more was published", () => {
    const three = [12, 10, 8].map(minutesAgo);
    const chart = draw([...three, new Date("2026-11-18T00:30:00Z")])!;
    expect(chart.cells).toEqual([
      { x: 44 + 11 * 14, y: 4 + 6 * 14, level: 4, title: "24 Nov, 11:00: 3 entries" },
      { x: 44, y: 4, level: 2, title: "18 Nov, 0:00: 1 entry" },
    ]);
    expect(chart.days.map((day) => day.label)).toEqual(["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"]);
    expect(chart.caption).toBe("4 entries in the last seven days, most of them from 11:00 to 12:00 UTC");
    expect(draw(three, de)!.caption).toBe(
      "3 Einträge in den letzten sieben Tagen, die meisten von 11 bis 12 Uhr UTC",
    );
  });

  test("names no hour where none stands out", () => {
    const spread = [1, 5, 9].map((hours) => new Date(now.getTime() - hours * hourMs));
    expect(draw(spread)!.caption).toBe("3 entries in the last seven days");
  });

  test("is not drawn where nothing was published in it, and leaves out what lies in the future", () => {
    expect(draw([])).toBeUndefined();
    expect(draw([new Date(now.getTime() + 2 * dayMs), new Date(now.getTime() - 9 * dayMs)])).toBeUndefined();
  });
});

describe("the last polls as a strip", () => {
  const poll = (poll: Partial<PastPoll>): PastPoll => ({
    at: now,
    outcome: "ok",
    nextPollReason: "by its pace",
    ...poll,
  });

  test("has the newest at the right; faults hang from above, news are tall", () => {
    const polls = [
      poll({ outcome: "error", error: "503" }),
      poll({ outcome: "skipped" }),
      poll({ outcome: "not-modified" }),
      poll({ added: 3 }),
    ];
    const strip = pollStrip(polls, en)!;
    expect(strip.bars).toEqual([
      { x: 0, y: 0, height: 20, kind: "news" },
      { x: 5, y: 12, height: 8, kind: "same" },
      { x: 10, y: 17, height: 3, kind: "skipped" },
      { x: 15, y: 0, height: 12, kind: "fault" },
    ]);
    expect(strip.caption).toBe("Last 4 polls: 1 with news, 1 failed");
  });

  test("shows the latest of many, and is not drawn of one", () => {
    const polls = [poll({ outcome: "gone" }), ...Array.from({ length: 40 }, () => poll({}))];
    const strip = pollStrip(polls, en, 30)!;
    expect(strip.bars).toHaveLength(30);
    expect(strip.bars.at(-1)!.kind).toBe("fault");
    expect(pollStrip([poll({})], en)).toBeUndefined();
  });
});
