import { describe, expect, test } from "vitest";
import { maxItems } from "../../../src/parse/newest-items.ts";
import { entryOf, parsed, rss } from "../../support/parsed.ts";

describe("what one item repeats too often is cut, and a note says so", () => {
  test("categories, authors, enclosures", async () => {
    const { entries, notes } = await parsed(
      rss(
        `<item><title>A</title>${Array.from({ length: 250 }, (_, at) => `<category>c${at}</category><dc:creator>A${at}</dc:creator>`).join("")}</item>`,
      ),
    );
    expect(entries[0]?.categories).toHaveLength(50);
    expect(notes).toEqual(["left out elements that were repeated too often (200 times)"]);
  });

  test("a text longer than a book", async () => {
    const { entries, notes } = await parsed(
      rss(`<item><title>A</title><description>${"word ".repeat(400_000)}</description></item>`),
    );
    expect(entries[0]?.contentHtml?.length).toBeLessThan(1_000_100);
    expect(notes).toEqual(["cut texts that were too long"]);
  });

  test("entities of its own that stand for more than a document may say", async () => {
    const document = `<!DOCTYPE rss [<!ENTITY long "${"word ".repeat(150)}">]>${rss(`<item><title>A</title><description>${"&long;".repeat(5000)}</description></item>`)}`;
    const { entries, notes } = await parsed(document);
    expect(entries[0]?.contentHtml?.length).toBeLessThan(1_100_000);
    expect(notes).toContain("left references to its own entities as they are: there are too many");
  });
});

test("a name of many letters is a name like any other, and hides nothing after it", async () => {
  const long = "a".repeat(100_000);
  const entry = await entryOf(`<${long}>x</${long}><title>A</title>`);
  expect(entry.title).toBe("A");
});

test("the newest of very many items are kept wherever they stand, and all are counted", async () => {
  const count = 5 * maxItems;
  const items = Array.from({ length: count }, (_, at) => {
    const place = (at * 7919) % count;
    const date = new Date(Date.UTC(2020, 0, 1) + place * 3_600_000).toUTCString();
    return `<item><title>${place}</title><guid>g${place}</guid><pubDate>${date}</pubDate></item><item/>`;
  });
  const { entries, notes } = await parsed(rss(items.join("")));
  const places = entries.map(({ title }) => Number(title));
  expect([entries.length, Math.min(...places)]).toEqual([maxItems, count - maxItems]);
  expect(notes).toEqual([`left out ${count} empty items`, `kept the newest ${maxItems} of ${count} items`]);
});

test("a text of a thousand letters and more is the same as a short one, whatever stands in it", async () => {
  const text = "Fish &amp; chips &lt;b&gt;now&lt;/b&gt; ]]&gt; ".repeat(60);
  const entry = await entryOf(`<title xtext="0">A</title><description xtext="7">${text}</description>`);
  expect(entry.title).toBe("A");
  expect(entry.contentHtml).toContain("Fish &amp; chips <b>now</b>");
});

test("a bare < before an item hides nothing, and names that are none lose only themselves", async () => {
  const document = `<rss><channel><title>4 <5</title>x <<item><title>A</title><b'c>x</b'c></item></channel></rss>`;
  expect((await parsed(document)).entries.map(({ title }) => title)).toEqual(["A"]);
});
