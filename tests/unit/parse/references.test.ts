import { expect, test } from "vitest";
import { referenceReader } from "../../../src/parse/references.ts";

function read(text: string, { entities = {}, hasDoctype = false } = {}) {
  const notes = new Set<string>();
  const resolve = referenceReader({
    entities: new Map(Object.entries(entities)),
    hasDoctype,
    noteOnce: (note) => void notes.add(note),
  });
  return { text: resolve(text), notes: [...notes] };
}

test("references of XML are resolved without a note", () => {
  expect(read("a &lt; b &amp;&#38; &#x26;")).toEqual({ text: "a < b && &", notes: [] });
});

test("references of HTML are resolved; that nothing declares them is said, unless a DTD may", () => {
  expect(read("caf&eacute;")).toEqual({
    text: "café",
    notes: ["resolved references that nothing declares"],
  });
  expect(read("caf&eacute;", { hasDoctype: true })).toEqual({ text: "café", notes: [] });
});

test("a bare & stays what it is", () => {
  expect(read("Q&A & more")).toEqual({ text: "Q&A & more", notes: ["read a bare & as text"] });
});

test("the document's own entities stand for what it says, as far as a document may go", () => {
  expect(read("&me; writes", { entities: { me: "Ada" } })).toEqual({ text: "Ada writes", notes: [] });
  const many = read("&long;".repeat(3), { entities: { long: "x".repeat(400_000) } });
  expect(many.text).toBe("x".repeat(800_000) + "&long;");
  expect(many.notes).toEqual(["left references to its own entities as they are: there are too many"]);
});
