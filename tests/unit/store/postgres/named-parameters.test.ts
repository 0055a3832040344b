import { expect, test } from "vitest";
import { asJson, numberParameters, valuesOf } from "../../../../src/store/postgres/named-parameters.ts";

test("names become numbers, one for each name however often it stands there", () => {
  expect(numberParameters("select :a, :b_2 where x = :a")).toEqual({
    text: "select $1, $2 where x = $1",
    names: ["a", "b_2"],
  });
});

test.each([
  "select x::text, '{}'::jsonb",
  "select ':a', 'it''s :a'",
  'select ":a"',
  "select 1 -- :a\n",
  "select /* :a\n :b */ 1",
  "select $$ :a $$, $tag$ :a $$ :b $tag$",
  "select '12:30', now() at time zone 'utc'",
])("%j has no parameter", (sql) => {
  expect(numberParameters(sql)).toEqual({ text: sql, names: [] });
});

test("a parameter may be cast, and stand beside what looks like one", () => {
  expect(numberParameters("select ':x', :ids::bigint[] -- :y\n, :z")).toEqual({
    text: "select ':x', $1::bigint[] -- :y\n, $2",
    names: ["ids", "z"],
  });
});

test("values come in the order of their names; what is undefined is null", () => {
  const sql = numberParameters("select :b, :a, :list, :b");
  expect(valuesOf(sql, { a: undefined, b: 2, list: ["x", null], more: 1 })).toEqual([2, null, ["x", null]]);
});

test("a name without a value is a mistake and said so", () => {
  expect(() => valuesOf(numberParameters("select :a"), { b: 1 })).toThrow(
    "No value is given for :a in select $1",
  );
});

test("the character that a text cannot hold is shown as a missing one", () => {
  const sql = numberParameters("select :a, :b");
  expect(valuesOf(sql, { a: "x\0y", b: ["\0"] })).toEqual(["x\uFFFDy", ["\uFFFD"]]);
});

test("JSON holds neither NUL nor half characters, and everything else as it was", () => {
  const value = { a: "x\0y\uD83D", b: ["\\u0000", "\\\\ud800", "😀", "\u0001"], c: 'a"b' };
  expect(JSON.parse(asJson(value))).toEqual({ ...value, a: "x\uFFFDy\uFFFD" });
});
