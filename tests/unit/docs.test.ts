import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = `${import.meta.dirname}/../..`;

/** "`tests/x.test.ts`: a part of its name", at the end of a row. */
const promises = readFileSync(`${root}/docs/reliability.md`, "utf8").matchAll(
  /^\| (?<promise>[^|]+) \| `(?<file>tests\/[^`]+)`: (?<name>[^|]+) \|$/gm,
);
const rows = Array.from(promises, ({ groups = {} }) => [groups["promise"], groups["file"], groups["name"]]);

test("the page of promises has some", () => {
  expect(rows.length).toBeGreaterThan(20);
});

test.each(rows)("“%s” is held by a test that exists", (_promise, file, name) => {
  const path = `${root}/${file}`;
  expect(existsSync(path), path).toBe(true);
  expect(readFileSync(path, "utf8")).toContain(name);
});
