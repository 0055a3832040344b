import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ParsedEntry } from "../../../src/model/entry.ts";
import { parsed, rss } from "../../support/parsed.ts";

/**
 * One entry as outlets send it, and what a person says of it. `agency` is null where an agency is only spoken of, or
 * only has its picture there.
 */
type Labelled = Readonly<{
  why: string;
  by?: readonly string[];
  lang?: string;
  title?: string;
  origin?: string;
  rights?: string;
  credit?: string;
  text: readonly string[];
  agency: string | null;
  photoCredit?: string;
}>;

const sets = ["labelled", "held-out"].map(
  (name) => [name, read(new URL(`../../fixtures/agency/${name}.jsonl`, import.meta.url))] as const,
);

function read(file: URL): readonly Labelled[] {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Labelled);
}

const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const element = (name: string, text: string | undefined) =>
  text === undefined ? "" : `<${name}>${escape(text)}</${name}>`;

const itemOf = ({ by = [], lang, title = "Ferries", origin, rights, credit, text }: Labelled, at: number) =>
  `<item><guid>${at}</guid>${element("title", title)}${by.map((name) => element("dc:creator", name)).join("")}
  ${element("dc:language", lang)}${element("source", origin)}${element("dc:rights", rights)}${element("media:credit", credit)}
  ${element("content:encoded", text.map((line) => (line.startsWith("<") ? line : `<p>${escape(line)}</p>`)).join(""))}</item>`;

async function entriesOf(lines: readonly Labelled[]): Promise<readonly ParsedEntry[]> {
  const { entries } = await parsed(rss(lines.map(itemOf).join("")));
  expect(entries).toHaveLength(lines.length);
  return entries;
}

/** Precision and recall in [0, 1] of what was found, and a line for each miss. */
function score(
  expected: readonly (string | null)[],
  found: readonly (string | undefined)[],
  lines: readonly Labelled[],
) {
  const right = expected.filter((one, at) => one !== null && one === found[at]).length;
  const named = found.filter((one) => one !== undefined).length;
  const misses = lines.flatMap(({ why }, at) =>
    (expected[at] ?? undefined) === found[at]
      ? []
      : [`${why}: ${expected[at] ?? "none"}, found ${found[at] ?? "none"}`],
  );
  return { precision: right / named, recall: right / expected.filter((one) => one !== null).length, misses };
}

test.each(sets)("agencies of the set “%s” are found with precision and recall of 0.97", async (_, lines) => {
  const found = (await entriesOf(lines)).map(({ agency }) => agency);
  const { precision, recall, misses } = score(
    lines.map(({ agency }) => agency),
    found,
    lines,
  );
  expect(precision, misses.join("\n")).toBeGreaterThanOrEqual(0.97);
  expect(recall, misses.join("\n")).toBeGreaterThanOrEqual(0.97);
});

test.each(sets)("credits of pictures of the set “%s” are kept", async (_, lines) => {
  const found = (await entriesOf(lines)).map(({ imageCredit }) => imageCredit);
  const { precision, recall, misses } = score(
    lines.map(({ photoCredit }) => photoCredit ?? null),
    found,
    lines,
  );
  expect(Math.min(precision, recall), misses.join("\n")).toBeGreaterThanOrEqual(0.97);
});

test("the sets are as large and as hard as they have to be", () => {
  const lines = sets.flatMap(([, all]) => all);
  const agencies = lines.map(({ agency }) => agency).filter((agency) => agency !== null);
  expect(lines.length).toBeGreaterThanOrEqual(220);
  expect(lines.length - agencies.length).toBeGreaterThanOrEqual(90);
  expect(new Set(agencies).size).toBeGreaterThanOrEqual(30);
});
