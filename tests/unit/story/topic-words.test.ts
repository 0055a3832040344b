import { expect, test } from "vitest";
import { readTopicWords } from "../../../src/story/topic-words.ts";

const read = (title: string, language = "en", summary?: string) =>
  new Map(
    readTopicWords({ title, ...(summary !== undefined && { summary }) }, language).map((word) => [
      word.stem,
      word,
    ]),
  );

test("a capital within a sentence makes a name; at its beginning or In Title Case it tells nothing by itself", () => {
  const words = read("Workers at Hollowmere vote to strike", "en", "The works close. Unions are angry.");
  expect(words.get("hollowmer")?.naming).toBe("yes");
  expect(words.get("worker")?.naming).not.toBe("yes");
  expect(words.get("strike")?.naming).toBe("no");
  expect(read("Strike Ends In Hollowmere Works").get("hollowmer")?.naming).toBe("unknown");
});

test("what is written small once is no name", () =>
  expect(read("The Board meets", "en", "A board of five.").get("board")?.naming).toBe("no"));

test("a script without capitals tells of no names", () =>
  expect(read("地震で新幹線が停止", "ja").get("地震")?.naming).toBe("unknown"));

test("words next to each other are known as such, across a small word or a comma they are not", () => {
  const words = read("Port Saline waits, Imelda of Kesh leaves");
  expect([...words.get("port")!.beside]).toEqual(["salin"]);
  expect(words.get("imelda")!.beside.has("wait")).toBe(false);
  expect(words.get("imelda")!.beside.has("kesh")).toBe(false);
});

test("a title's words count more than a summary's, small words and weekdays not at all", () => {
  const words = read("Ferry sinks on Monday", "en", "The ferry was old");
  expect(words.get("ferri")?.count).toBeCloseTo(3.35);
  expect([...words.keys()]).not.toContain("monday");
});
