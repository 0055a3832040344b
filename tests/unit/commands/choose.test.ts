import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { askNumber, mainFeeds } from "../../../src/commands/choose.ts";
import type { FoundFeed } from "../../../src/commands/find-feeds.ts";

const found = (given: Partial<FoundFeed> = {}): FoundFeed => ({
  url: "https://site.example/feed",
  format: "rss-2.0",
  entries: 1,
  comments: false,
  ...given,
});

test.each([
  [
    "comments and other formats do not count",
    [found(), found({ sameAs: 0 }), found({ comments: true })],
    [0],
  ],
  ["two feeds are two", [found(), found()], [0, 1]],
  [
    "comments count where there is nothing else",
    [found({ comments: true }), found({ comments: true, sameAs: 0 })],
    [0],
  ],
])("%s", (_what, feeds, positions) => {
  expect(mainFeeds(feeds)).toEqual(positions);
});

async function ask(typed: string) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(typed);
  const number = await askNumber({ input, output }, { count: 3, standard: 2 });
  output.end();
  return { number, questions: (await text(output)).split("Which one?").length - 1 };
}

test.each([
  ["3\n", 3, 1],
  ["\n", 2, 1],
  ["q\n", undefined, 1],
  ["", undefined, 1],
  ["4\n0\nx\n 1 \n", 1, 4],
  ["4\n", undefined, 2],
])("who answers %j means %j", async (typed, number, questions) => {
  expect(await ask(typed)).toEqual({ number, questions });
});

test.each(["1\n", "\n", "q\n"])(
  "the input is let go after the answer %j, so that the program can end",
  async (answer) => {
    const input = new PassThrough();
    input.write(answer);
    await askNumber({ input, output: new PassThrough() }, { count: 2, standard: 1 });
    expect(input.isPaused()).toBe(true);
  },
);
