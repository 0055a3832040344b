import { readFileSync } from "node:fs";

/** The lines of a file under `tests/fixtures`, read as JSON. */
export const readFixture = <Line>(path: string): readonly Line[] =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
