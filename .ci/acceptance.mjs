// Runs one acceptance check and holds its figures against their floors, so that a figure once reached is never lost.
//   node .ci/acceptance.mjs parse|stories|polite|hostile
// Prints the check's own output and every figure with its floor; exits 1 where one is below.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

/** BCubed F1 and pairwise F1 on the dev half, in per cent: just below what was reached, which is always the same. */
const storyFloors = {
  uci: [86.2, 87.8],
  mix: [90.2, 77.8],
  fr: [87.6, 62.5],
  allsides: [91.1, 81.4],
  basil: [97.8, 96.7],
  galaxy: [90.8, 84.5],
};
/** A wrong merge hides a story: of the pairs that are put together on mix, so many belong together, in per cent. */
const mixPairPrecision = 81;
/** No predicted story is larger than so many of the largest labelled one. */
const largestStory = 3;

const checks = { parse, stories, polite, hostile };
const name = process.argv[2] ?? "";
const figures = checks[name]?.();
if (!figures) {
  console.error(`Unknown check "${name}": expected one of ${Object.keys(checks).join(", ")}`);
  process.exit(2);
}
let below = 0;
for (const { what, value, floor } of figures) {
  const ok = value >= floor;
  if (!ok) below++;
  console.log(`${ok ? "ok     " : "BELOW  "}${what}: ${value} (floor ${floor})`);
}
process.exit(below > 0 || figures.length === 0 ? 1 : 0);

function run(check, args = []) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [`../shared/acceptance/${check}.mjs`, ...args], {
    encoding: "utf8",
    timeout: 15 * 60_000,
    maxBuffer: 64 << 20,
  });
  if (!args.includes("--json")) process.stdout.write(stdout);
  process.stderr.write(stderr);
  return { stdout, status };
}

/** The first group of `pattern` as a number; a figure that is not printed at all is below every floor. */
function number(text, pattern) {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? -1 : Number(found);
}

function parse() {
  if (!existsSync("../shared/data/feeds")) return skipped("../shared/data/feeds");
  const { stdout } = run("parse", ["--misses", "3"]);
  const unparsed = number(stdout, /real feeds that do not parse: (\d+) of/);
  return [
    { what: "suite, per cent", value: number(stdout, /^suite, all\s+\S+\s+([\d.]+)/m), floor: 93.2 },
    { what: "captured feeds, per cent of checks", value: number(stdout, /^real feeds\s+\S+\s+([\d.]+)/m), floor: 99.5 },
    { what: "captured feeds not parsed, negated", value: unparsed < 0 ? -Infinity : -unparsed, floor: 0 },
  ];
}

function stories() {
  if (!existsSync("../shared/data/stories")) return skipped("../shared/data/stories");
  const { stdout } = run("stories", ["--json"]);
  const rows = JSON.parse(stdout || "[]");
  const bySet = Object.entries(storyFloors).flatMap(([set, [bcubed, pairwise]]) => {
    const row = rows.find((candidate) => candidate.set.startsWith(set));
    return [
      { what: `${set}, BCubed F1`, value: Number(row?.bcubed?.[2] ?? -1), floor: bcubed },
      { what: `${set}, pairwise F1`, value: Number(row?.pairwise?.[2] ?? -1), floor: pairwise },
      ...(set === "mix"
        ? [{ what: "mix, pairwise precision", value: Number(row?.pairwise?.[0] ?? -1), floor: mixPairPrecision }]
        : []),
      {
        what: `${set}, largest story beside the largest labelled one, negated`,
        value: -(row ? row.largest / row.largestGold : Infinity),
        floor: -largestStory,
      },
      { what: `${set}, articles missing, negated`, value: -(row?.missing ?? Infinity), floor: 0 },
    ];
  });
  return [...bySet, ...denseStreams()];
}

/** The same bound where more comes at once: mix in half its time, and all sets in one stream. */
function denseStreams() {
  const folder = "../shared/data/stories";
  const sets = readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .map((file) => ({
      name: file.split(".")[0],
      articles: readFileSync(`${folder}/${file}`, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    }));
  const mix = sets.find(({ name }) => name === "mix").articles.map((article) => ({
    ...article,
    publishedAt: new Date(Date.parse(article.publishedAt) / 2).toISOString(),
  }));
  const all = sets.flatMap(({ name, articles }) =>
    articles.map((article) => ({ ...article, id: `${name} ${article.id}`, story: `${name} ${article.story}` })),
  );
  return [
    { what: "mix in half its time, largest story beside the largest labelled one, negated", articles: mix },
    { what: "all sets in one stream, largest story beside the largest labelled one, negated", articles: all },
  ].map(({ what, articles }) => ({ what, value: -largestShare(articles), floor: -largestStory }));
}

/** The largest story that `group` makes of labelled articles, in largest labelled ones. */
function largestShare(articles) {
  const input = articles.map(({ story, ...article }) => JSON.stringify(article)).join("\n");
  const { stdout } = spawnSync(process.execPath, ["src/main.ts", "group"], {
    input,
    encoding: "utf8",
    timeout: 5 * 60_000,
    maxBuffer: 64 << 20,
  });
  const grouped = stdout.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line).story);
  if (grouped.length !== articles.length) return Infinity;
  return largestOf(grouped) / largestOf(articles.map(({ story }) => story));
}

function largestOf(labels) {
  return Math.max(...Map.groupBy(labels, (label) => label).values().map(({ length }) => length));
}

function polite() {
  const { stdout } = run("polite");
  return [{ what: "checks of manners", value: number(stdout, /^(\d+)\/\d+ checks/m), floor: 87 }];
}

function hostile() {
  const { stdout } = run("hostile");
  const rounds = stdout.match(/^round \d: exit 0,/gm) ?? [];
  const peaks = [...stdout.matchAll(/peak (\d+) MB/g)].map(([, megabytes]) => Number(megabytes));
  const seconds = [...stdout.matchAll(/^round \d: exit 0, ([\d.]+) s/gm)].reduce((sum, [, s]) => sum + Number(s), 0);
  const flagged = (words) => -(stdout.match(new RegExp(`^(?:${words})\\b`, "gm")) ?? []).length;
  return [
    { what: "rounds that ended by themselves", value: rounds.length, floor: 2 },
    { what: "sources that hung, negated", value: flagged("unreported"), floor: 0 },
    { what: "articles doubled, files leaked, addresses asked, negated", value: flagged("doubled|file leaked|canary"), floor: 0 },
    { what: "errors without a reason, negated", value: flagged("silent error"), floor: 0 },
    // 400 is what is asked and 360 to 380 what is seen; the rest is for another machine's idea of when to collect garbage.
    { what: "peak memory, MB, negated", value: peaks.length === 0 ? -Infinity : -Math.max(...peaks), floor: -450 },
    { what: "both rounds, seconds, negated", value: -seconds, floor: -60 },
    // Two may fall to time limits where the machine is busy.
    { what: "cases decent", value: number(stdout, /^(\d+) of \d+ cases decent/m), floor: 91 },
  ];
}

function skipped(folder) {
  console.log(`skipped: ${folder} is not beside this checkout`);
  process.exit(0);
}
