import { describe, expect, test } from "vitest";
import { readEntities } from "../../../src/parse/dtd-entities.ts";

const dtd = (declarations: string) => `<!DOCTYPE rss [${declarations}]><rss/>`;
const valuesOf = (declarations: string) => {
  const entities = readEntities(dtd(declarations));
  return entities.kind === "values" ? Object.fromEntries(entities.values) : entities;
};

test("a document's own entities are read, in either kind of quotes", () => {
  expect(valuesOf(`<!ENTITY shop "Fish &amp; Chips"> <!ENTITY rights '© Mara'>`)).toEqual({
    shop: "Fish &amp; Chips",
    rights: "© Mara",
  });
});

describe("nothing is fetched and nothing explodes:", () => {
  test("external entities have no value", () => {
    expect(
      valuesOf('<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b PUBLIC "x" "http://a.example/">'),
    ).toEqual({});
  });

  test("entities made of entities stay unresolved", () => {
    expect(valuesOf('<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">')).toEqual({ a: "ha" });
  });

  test("an entity that refers to itself, by whatever way, is named", () => {
    expect(valuesOf('<!ENTITY a "&b;"><!ENTITY b "&c;"><!ENTITY c "&a;">')).toEqual({
      kind: "cycle",
      name: "a",
    });
  });

  test("a value that is a book has none", () => {
    expect(valuesOf(`<!ENTITY a "${"x".repeat(2000)}">`)).toEqual({});
  });
});

test("a document without a DTD has none", () => {
  expect(readEntities("<rss>&a;</rss>")).toEqual({ kind: "values", values: new Map() });
});
