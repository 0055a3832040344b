import { describe, expect, test } from "vitest";
import { readPollingHints } from "../../../src/parse/polling-hints.ts";
import { fieldsIn, rss } from "../../support/parsed.ts";

const hintsOf = async (channel: string) => readPollingHints((await fieldsIn(rss(channel))).head);
const minuteMs = 60_000;

describe("a feed asks to be polled", () => {
  test.each([
    ["after its ttl, in minutes (RSS 2.0)", "<ttl>90</ttl>", 90],
    [
      "twice a day",
      "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
      720,
    ],
    [
      "once a period where it names no frequency",
      "<sy:updatePeriod> Weekly\n</sy:updatePeriod>",
      7 * 24 * 60,
    ],
    ["after the longer of the two", "<ttl>15</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60],
  ])("%s", async (_, channel, minutes) => {
    expect(await hintsOf(channel)).toEqual({ intervalMs: minutes * minuteMs });
  });

  test.each([
    ["nothing", ""],
    ["a ttl that is no number", "<ttl>soon</ttl>"],
    ["a ttl of nothing", "<ttl>0</ttl>"],
    ["a ttl below nothing", "<ttl>-60</ttl>"],
    ["a ttl without end", "<ttl>Infinity</ttl>"],
    ["a period that nobody knows", "<sy:updatePeriod>now</sy:updatePeriod>"],
    [
      "a frequency of nothing",
      "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
    ],
    [
      "hours and days that do not exist",
      "<skipHours><hour>x</hour></skipHours><skipDays><day>Moonday</day></skipDays>",
    ],
  ])("at no time of its own: %s", async (_, channel) => expect(await hintsOf(channel)).toEqual({}));
});

test("hours of GMT and days of the week are left alone, each once; 24 is RSS 0.91's midnight", async () => {
  const channel =
    "<skipHours><hour>0</hour><hour>24</hour><hour> 7 </hour></skipHours><skipDays><day>Sunday</day><day>saturday</day></skipDays>";
  expect(await hintsOf(channel)).toEqual({ skipHours: [0, 7], skipDays: [0, 6] });
});
