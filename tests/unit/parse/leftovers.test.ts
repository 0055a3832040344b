import { describe, expect, test } from "vitest";
import { realPart, repeatsTitle } from "../../../src/parse/leftovers.ts";

const title = "Envoy to visit the island as ferry talks go on";
const first =
  "The government has announced that it will send an envoy to the island, to settle what keeps the ferries in port.";
const second =
  "The council has welcomed the visit, while crews say that nothing has been promised to them yet.";
const caption = "Envoy Marta Quill speaks to reporters at the quay of Lorne, October 21, 2025.";

/** The lines that are left. */
function left(texts: readonly string[], of = title): readonly string[] {
  const lines = texts.map((text) => ({ text, caption: false, linked: false, spans: [] }));
  const { start, end } = realPart(lines, of);
  return texts.slice(start, end);
}

describe("an article is without", () => {
  test.each<[string, readonly string[]]>([
    ["its title once more", [title, first, second]],
    ["its title twice more", [title, title, first, second]],
    ["its title in capitals and other quotes", [`“${title.toUpperCase()}”`, first, second]],
    ["caption and agency below the title", [title, caption, "Reuters", first, second]],
    ["the title below the credit", [caption, "REUTERS/Ada Hill", title, first, second]],
    ["the credit of a photographer", [caption, "Photo: Ada Hill", first, second]],
    ["the credit of a picture agency", ["Ada Hill/AFP via Getty Images", first, second]],
    ["the credit of a photographer, spoken", ["Bild von Ada Hill", first, second]],
    ["a caption that bears its credit", [`${caption} REUTERS/Ada Hill`, first, second]],
    ["a picture from the files", ["FILE PHOTO: The quay of Lorne, seen from the sea.", first, second]],
    ["an empty list of tags", [first, second, "Tags"]],
    ["tags below their heading", [first, second, "Tags:", "ferry", "island"]],
    ["tags in a line", [first, second, "Filed under: ferry, island"]],
    ["the way to the rest", [first, second, "Continue reading →"]],
    ["the way to the rest, in other languages", [first, second, "Lire la suite", "Читать далее"]],
    ["what a weblog puts below it", [first, second, `The post ${title} appeared first on Coast Daily.`]],
    [
      "what a weblog puts below it, in French",
      [first, second, `L’article ${title} est apparu en premier sur Le Quai.`],
    ],
    ["buttons to share it", [first, second, "Share this:", "Click to share on Facebook", "Twitter", "Email"]],
    [
      "the way to others",
      [first, second, "Related: Ferry talks fail", "Lesen Sie auch: Die Fähre fährt nicht"],
    ],
    ["the way to others, in Russian", [first, second, "Читайте также: Паром не пойдёт"]],
    ["an invitation to a newsletter", [first, second, "Sign up for our free newsletter."]],
    ["the way to the rest, in Chinese and Japanese", [first, second, "阅读全文", "続きを読む"]],
    ["the way to its comments", [first, second, "12 comments"]],
  ])("%s", (_, lines) => expect(left(lines)).toEqual([first, second]));
});

describe("an article keeps", () => {
  test("a first line that only begins like its title", () => {
    expect(left([`${title}, the ministry said on Monday, and crews will listen.`, second])).toHaveLength(2);
  });

  test("a last line of two, though it reads like a credit: it may be all there is", () => {
    expect(left(["A picture of the quay", "Reuters"])).toEqual(["A picture of the quay", "Reuters"]);
  });

  test("a paragraph that speaks of an agency", () => {
    const spoken = "Reuters has moved its office on the island, and the crews have lost their best listener.";
    expect(left([spoken, first, second])).toEqual([spoken, first, second]);
  });

  test("a long paragraph above a credit: captions are no longer than that", () => {
    const long = first.repeat(5);
    expect(left([long, "Reuters", first])).toEqual([long, "Reuters", first]);
  });

  test.each(["Bild von der Fähre im Hafen", "Fotos de la semana en el puerto", "Fotos: así fue la semana"])(
    "a heading that begins like a credit: %s",
    (heading) => expect(left([heading, first, second])).toEqual([heading, first, second]),
  );

  test("its last sentence, though it speaks of tags", () => {
    const last = "Tags on the luggage will be read by machine from now on, the port said.";
    expect(left([first, last])).toEqual([first, last]);
  });

  test("an X that is no link", () => {
    expect(left([first, second, "X"])).toEqual([first, second, "X"]);
  });

  test.each(["Share prices on the island fell.", "Print is not dead.", "Email it was that broke the news."])(
    "its last sentence, though it begins like a button: %s",
    (last) => expect(left([first, last])).toEqual([first, last]),
  );

  test("a heading “Topics” with whole sentences below it", () => {
    expect(left([first, "Topics", second])).toEqual([first, "Topics", second]);
  });

  test("its only line, whatever that reads like", () => {
    expect(left(["Continue reading"])).toEqual(["Continue reading"]);
  });
});

test("nothing is left of a text that only repeats the title", () => {
  expect(left([title])).toEqual([]);
  expect(left([title, title, "Tags"])).toEqual([]);
});

test("a line repeats a title that goes on with the name of the site", () => {
  expect(repeatsTitle(title, `${title} | Coast Daily`)).toBe(true);
  expect(repeatsTitle("Envoy", title)).toBe(false);
  expect(repeatsTitle("", "")).toBe(false);
});
