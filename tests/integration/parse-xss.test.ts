import { expect, test } from "vitest";
import { faultsOfEntry } from "../support/entry-faults.ts";
import { parsed } from "../support/parsed.ts";
import { documentsWith, type Vector, vectors } from "../support/xss-vectors.ts";

const kinds = Object.keys(documentsWith(""));

test("there are vectors to try", () => expect(vectors.length).toBeGreaterThan(40));

test.each(kinds)("%s: in no field of any entry a vector leaves what could run or mislead", async (kind) => {
  const faults: string[] = [];
  for (const vector of vectors) {
    const { entries } = await parsed(documentsWith(vector.payload)[kind] ?? "");
    const found = entries.flatMap(faultsOfEntry);
    const kept = entries.flatMap(({ contentHtml = "" }) => namesKept(contentHtml, vector));
    for (const fault of [...found, ...kept]) faults.push(`${vector.name}: ${fault}`);
  }
  expect(faults).toEqual([]);
});

/** What the vector says must not be there, in the tags that are: words may say what they like. Schemes are the checker's. */
function namesKept(html: string, { mustNotContain }: Vector): string[] {
  const tags = (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""').toLowerCase());
  return mustNotContain
    .filter((part) => part.trim() !== "" && !/^[\w.+-]+:$/.test(part))
    .filter((part) =>
      /^[<>\w!-]+=?$/.test(part)
        ? tags.some((tag) => (part.startsWith("<") ? tag.startsWith(part) : tag.includes(` ${part}`)))
        : html.includes(part),
    );
}
