import { expect, test } from "vitest";
import { safeArticle } from "../../../src/parse/html.ts";
import { isProse, linesOf, withoutLines } from "../../../src/parse/lines.ts";

const safeOf = (html: string) => safeArticle(html, { base: undefined, title: "" }).safe;
const textsOf = (html: string) => linesOf(safeOf(html)).map(({ text }) => text);

test("a block or a line break ends a line, an inline element does not", () => {
  expect(textsOf("<h2>A</h2><p>b <em>c</em><br>d</p><ul><li>e</li><li>f</li></ul>")).toEqual([
    "A",
    "b c",
    "d",
    "e",
    "f",
  ]);
});

test("references are resolved, white space is folded, empty lines are none", () => {
  expect(textsOf("<p>Fish &amp;\n  chips</p><p> &nbsp; </p><p>&lt;b&gt;</p>")).toEqual([
    "Fish & chips",
    "<b>",
  ]);
});

test("a line knows that it is a caption, and that it is a link and nothing else", () => {
  const html =
    '<figure><figcaption>Tide</figcaption></figure><p><a href="https://a.example/">More</a></p><p>Or <a href="https://a.example/">more</a></p>';
  expect(linesOf(safeOf(html)).map(({ text, caption, linked }) => [text, caption, linked])).toEqual([
    ["Tide", true, false],
    ["More", false, true],
    ["Or more", false, false],
  ]);
});

test("the text of a line can be cut out of the HTML, its elements and the rest stay", () => {
  const html = safeOf("<p>By <b>Ada</b></p><p>The text.</p>");
  const [byline] = linesOf(html);
  expect(byline && withoutLines(html, [byline])).toBe("<p><b></b></p><p>The text.</p>");
});

test("the link that stands in a player's place is no prose, a sentence with a link in it is", () => {
  const html = `<iframe src="https://www.youtube.com/embed/abc123DEF45"></iframe><p><a href="/x">All of it</a></p>`;
  expect(linesOf(safeOf(html)).map(isProse)).toEqual([false, true]);
});

test.each([
  [
    "an object's",
    'Look: <object data="https://x.example/p"></object> The ferry sails.',
    ["Look:", "The ferry sails."],
  ],
  ["an embed's", 'The ferry <embed src="https://x.example/p"> sails.', ["The ferry", "sails."]],
  ["one's within a link", '<a href="/a"><embed src="https://x.example/p"></a> The ferry.', ["The ferry."]],
  [
    "one's with a text of its own",
    '<object data="https://x.example/p">The film</object> is on.',
    ["The film is on."],
  ],
])("nor is it where it stands in the midst of a text: %s", (_, html, prose) => {
  const lines = linesOf(safeOf(html));
  expect(lines.filter(isProse).map(({ text }) => text)).toEqual(prose);
  expect(lines.filter((line) => !isProse(line)).map(({ text }) => text)).toEqual(["▶ x.example"]);
});
