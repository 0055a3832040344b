import { expect, test } from "vitest";
import { Scope } from "../../../src/parse/scope.ts";

const nameIn = (scope: Scope, raw: string) => scope.canonicalName(raw, false).name;

test("a prefix means what its URI says, within the element that declares it", () => {
  const outer = new Scope();
  const inner = outer.within([["xmlns:x", "http://purl.org/dc/elements/1.1/"]]);
  expect([nameIn(inner, "x:creator"), nameIn(outer, "x:creator")]).toEqual(["dc:creator", undefined]);
});

test("a usual prefix that is declared as something else is that", () => {
  const scope = new Scope().within([["xmlns:dc", "http://outlet.example/own"]]);
  expect(nameIn(scope, "dc:creator")).toBeUndefined();
});

test("declarations that change nothing make no new scope", () => {
  const scope = new Scope().within([["xmlns:x", "http://purl.org/dc/elements/1.1/"]]);
  const same = scope.within([
    ["xmlns:x", "http://purl.org/dc/elements/1.1/"],
    ["xmlns:own", "http://outlet.example/own"],
    ["title", "x"],
  ]);
  expect(same).toBe(scope);
});

test("a document may declare forty prefixes, and more of them say nothing", () => {
  const many = Array.from({ length: 60 }, (_, at) => [`xmlns:p${at}`, "http://purl.org/dc/terms/"] as const);
  const scope = new Scope().within(many);
  expect([nameIn(scope, "p39:issued"), nameIn(scope, "p40:issued")]).toEqual(["dcterms:issued", undefined]);
});

test.each(["b'c", "a&b", "4b", "a:b", "=x", "date³", ""])("an element called %j has no name", (raw) => {
  expect(nameIn(new Scope(), `dc:${raw}`)).toBeUndefined();
});
