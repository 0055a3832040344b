import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { createFeedParser, type ParseLimits } from "../../src/parse/parse-apart.ts";

const fetchedAt = new Date("2026-01-06T12:00:00Z");
const document = (title: string, url = "https://outlet.example/rss") => ({
  bytes: Buffer.from(
    `<rss version="2.0"><channel><title>Outlet</title><item><title>${title}</title><pubDate>Tue, 06 Jan 2026 07:40:00 GMT</pubDate></item></channel></rss>`,
  ),
  url,
  fetchedAt,
});
/** A real document that takes a while: 80,000 items, of which the newest 2,000 are read. */
const long = {
  ...document(""),
  bytes: Buffer.from(
    `<rss version="2.0"><channel>${"<item><title>One of very many</title><description>Text &amp; more of it</description></item>".repeat(80_000)}</channel></rss>`,
  ),
};

function openParser(limits: Partial<ParseLimits> = {}) {
  const parser = createFeedParser(limits);
  return { ...parser, [Symbol.asyncDispose]: () => parser.close() };
}

test("a document read in a thread of its own says what it says, dates and all", async () => {
  await using parser = openParser();
  await using here = openParser({ apartFromBytes: Infinity });
  const outcome = await parser.parse(document("Ferry aground"));
  expect(outcome).toEqual(await here.parse(document("Ferry aground")));
  expect(outcome.kind === "feed" && outcome.feed.entries[0]?.publishedAt).toEqual(
    new Date("2026-01-06T07:40:00Z"),
  );
});

test("a thread that was begun before its first document reads as any other, and ends with the parser", async () => {
  await using parser = openParser();
  parser.prepare();
  parser.prepare();
  expect((await parser.parse(document("Ferry aground"))).kind).toBe("feed");
  parser.prepare();
  expect((await parser.parse(document("Ferry freed"))).kind).toBe("feed");
});

test("while a long document is read, whoever asked goes on with other things", async () => {
  await using parser = openParser();
  await parser.parse(document("So that the thread has started"));
  let turns = 0;
  const other = setInterval(() => turns++, 1);
  const reading = parser.parse(long).finally(() => clearInterval(other));
  await reading;
  expect(turns).toBeGreaterThan(10);
  expect((await reading).kind).toBe("feed");
});

test("a document that takes too much of a processor is given up, and said so; the next one is read", async () => {
  await using parser = openParser({ cpuMs: 1 });
  await expect(parser.parse({ ...long, url: "https://slow.example/rss" })).resolves.toEqual({
    kind: "no-feed",
    error: "Cannot parse https://slow.example/rss: reading it takes more than 0.001 s of a processor",
  });
  expect((await parser.parse(document("Short"))).kind).toBe("feed");
});

test("a document that takes too much memory is given up, and said so; the next one is read", async () => {
  // A thread that has read nothing holds 60 to 66 MB: with 64 the short document would sometimes be too much as well.
  await using parser = openParser({ memoryMb: 96, cpuMs: 60_000 });
  const link = `<link ${Array.from({ length: 30 }, (_, at) => `a${at}=""`).join(" ")}/>`;
  const items = `<item><title>One</title>${link.repeat(20)}</item>`.repeat(3900);
  const bytes = Buffer.from(`<rss version="2.0"><channel>${items}</channel></rss>`);
  await expect(parser.parse({ ...long, bytes })).resolves.toEqual({
    kind: "no-feed",
    error: "Cannot parse https://outlet.example/rss: reading it takes more than 96 MB of memory",
  });
  expect((await parser.parse(document("Short"))).kind).toBe("feed");
});

test("documents are read one after another, and each gets its own answer", async () => {
  await using parser = openParser();
  const titles = ["one", "two", "three", "four", "five"];
  const outcomes = await Promise.all(titles.map((title) => parser.parse(document(title))));
  expect(outcomes.map((each) => each.kind === "feed" && each.feed.entries[0]?.title)).toEqual(titles);
});

test("closing while a document is read ends the reading with an answer, and starts no other", async () => {
  const parser = createFeedParser();
  const reading = parser.parse(long);
  const waiting = parser.parse(document("Behind it"));
  await pause(5);
  await parser.close();
  const brokenOff = {
    kind: "no-feed",
    error: "Cannot parse https://outlet.example/rss: reading it was broken off",
  };
  expect(await Promise.all([reading, waiting])).toEqual([brokenOff, brokenOff]);
});

const megabytes10 = (text: string): string => text.repeat(Math.floor(10_000_000 / text.length));
const distinct = (each: (at: number) => string): string =>
  Array.from({ length: 1_000_000 }, (_, at) => each(at)).join("");

test.each<[what: string, make: () => string]>([
  ["numbers", () => `{"items":[${megabytes10("0.5,")}0]}`],
  ["keys", () => `{${distinct((at) => `"${at.toString(36)}":0,`)}"items":[]}`],
  ["texts", () => `{"items":[${distinct((at) => `"${at.toString(36)}",`)}0]}`],
  ["brackets", () => megabytes10("[")],
  ["elements within each other", () => `<rss version="2.0"><channel>${megabytes10("<a>")}`],
  ["attributes", () => `<rss version="2.0" ${distinct((at) => `a${at}="" `)}><channel/></rss>`],
  ["entities", () => `<!DOCTYPE rss [${distinct((at) => `<!ENTITY a${at} "">`)}]><rss version="2.0"/>`],
])(
  "ten megabytes of %s, at the usual limits, end neither the process nor the next reading",
  async (_, make) => {
    await using parser = openParser();
    await parser.parse({ ...long, bytes: Buffer.from(make()) });
    expect((await parser.parse(document("Short"))).kind).toBe("feed");
  },
);
