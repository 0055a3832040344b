import { expect, test } from "vitest";
import { readTokens } from "../../../src/parse/safe-tokens.ts";

function tokensOf(html: string): string[] {
  const tokens: string[] = [];
  readTokens(html, {
    open: (name, from, to) => void tokens.push(`open ${name} ${html.slice(from, to)}`),
    close: (name, from, to) => void tokens.push(`close ${name} ${html.slice(from, to)}`),
    text: (from, to) => void tokens.push(html.slice(from, to)),
  });
  return tokens;
}

test("tags come with their names, text as it stands between them", () => {
  expect(tokensOf('a<h1 title="b">c &lt; d</h1><br />e')).toEqual([
    "a",
    'open h1 <h1 title="b">',
    "c &lt; d",
    "close h1 </h1>",
    "open br <br />",
    "e",
  ]);
});

test.each(["", "text alone", "<p>"])("%j is read to its end", (html) => {
  expect(tokensOf(html).join("")).toContain(html);
});
