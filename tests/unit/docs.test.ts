import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = `${import.meta.dirname}/../..`;

const lines = readFileSync(`${root}/docs/reliability.md`, "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.endsWith("| test |"));

/** "`tests/x.test.ts`: a part of its name", at the end of a row. */
const rows = lines.map((line) => {
  const row = /^\| (?<promise>[^|]+) \| `(?<file>tests\/[^`]+)`: (?<name>[^|]+) \|$/.exec(line)?.groups ?? {};
  return [row["promise"] ?? line, row["file"], row["name"]] as const;
});

test("the page of promises has some", () => {
  expect(rows.length).toBeGreaterThan(40);
});

test.each(rows)("“%s” is held by a test that exists", (_promise, file, name) => {
  const path = `${root}/${file}`;
  expect(existsSync(path), path).toBe(true);
  const code = readFileSync(path, "utf8").replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, ""); // a comment holds nothing
  expect(name).toBeDefined();
  expect(code).toContain(name);
});
