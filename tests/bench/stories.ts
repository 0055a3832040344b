import type { StorySettings } from "../../src/model/settings.ts";
import type { Article } from "../../src/story/article.ts";
import { type Decision, createEngine } from "../../src/story/engine.ts";
import { type Tuning, tunings } from "../../src/story/tuning.ts";
import { type Agreement, agreementOf } from "./agreement.ts";
import { describeBaselines } from "./baselines.ts";
import { describePairs } from "./corrected-pairs.ts";
import { type Labelled, type LabelledSet, readLabelled, someStories } from "./labelled.ts";
import { describeMistakes } from "./mistakes.ts";
import { type Row, medianCpuMs } from "./row.ts";

const settings: StorySettings = { windowMs: 5 * 24 * 3_600_000, granularity: "event" };
const usual = tunings.event!;

/**
 * Articles to stories, in memory: how fast, and where labelled articles stand beside the project how well, beside simpler
 * rules, what each ingredient is worth, and which mistakes are left; with WIREFOLD_PAIRS=FILE, how many of the pairs
 * that `export --pairs` wrote are decided as people did.
 */
export async function benchStories(): Promise<Row[]> {
  const sets = readLabelled();
  if (sets.length > 0) report(sets);
  for (const line of await describePairs()) console.log(line);
  return [...(await speeds(sets)), ...(await restoring())];
}

function report(sets: readonly LabelledSet[]): void {
  const mix = sets.find(({ name }) => name === "mix");
  const streams = [
    ...sets,
    ...(mix ? [{ name: "mix at 2 × density", articles: denser(mix.articles) }] : []),
    { name: "all in one stream", articles: inOneStream(sets) },
  ];
  console.log("set                 BCubed P/R/F1        pairs P/R/F1         largest (labelled)");
  for (const { name, articles } of streams) console.log(describeAgreement(name, measure(articles).agreement));

  console.log("\nsimpler rules, each from where it is best over all sets: mean F1; per set BCubed/pairs");
  for (const line of describeBaselines(sets)) console.log(line);

  console.log("\nwithout …           mean F1, and of half of the stories; per set BCubed/pairs");
  for (const [name, tuning] of ablations()) console.log(describeMeans(name, sets, tuning));

  for (const { name, articles } of sets) {
    console.log(`\n${name}`);
    for (const line of describeMistakes(articles, measure(articles).decisions)) console.log(line);
  }
}

function measure(articles: readonly Labelled[], tuning: Tuning = usual) {
  const engine = createEngine(settings, 0, tuning);
  const decisions = articles.map((article): Decision => engine.place(article));
  const mergedInto = new Map(decisions.flatMap(({ merges }) => merges.map(({ from, into }) => [from, into])));
  const last = (id: number): number => (mergedInto.has(id) ? last(mergedInto.get(id)!) : id);
  const agreement = agreementOf(
    articles.map(({ gold }) => gold),
    decisions.map(({ storyId }) => last(storyId)),
  );
  return { decisions, agreement };
}

/** The engine without each of its ingredients. */
function ablations(): readonly (readonly [name: string, tuning: Tuning])[] {
  const weights = Object.entries({ ...usual.weights, fewWords: undefined });
  return [
    ["nothing left out", usual],
    ["fading", { ...usual, fadeMs: Infinity }],
    ["crowding", { ...usual, crowding: 0 }],
    ["merging", { ...usual, mergeAt: Infinity }],
    ["loss for few words", { ...usual, weights: { ...usual.weights, fewWords: 1 } }],
    ...weights
      .filter(([, weight]) => weight !== undefined)
      .map(([name]) => [name, { ...usual, weights: { ...usual.weights, [name]: 0 } }] as const),
  ];
}

const describeAgreement = (name: string, { bcubed, pairs, largest, largestGold }: Agreement): string =>
  [
    name.padEnd(19),
    ...[bcubed, pairs].map(({ precision, recall, f1 }) =>
      [precision, recall, f1].map((score) => score.toFixed(1).padStart(5)).join(" / "),
    ),
    `${largest} (${largestGold})`,
  ].join(" ");

function describeMeans(name: string, sets: readonly LabelledSet[], tuning: Tuning): string {
  const whole = sets.map((set) => measure(set.articles, tuning).agreement);
  const parts = sets.map(({ articles }) => measure(someStories(articles, 1), tuning).agreement);
  const each = whole.map(
    ({ bcubed, pairs }, i) => `${sets[i]!.name} ${bcubed.f1.toFixed(1)}/${pairs.f1.toFixed(1)}`,
  );
  return `${name.padEnd(19)} ${meanOf(whole)} ${meanOf(parts)}  ${each.join("  ")}`;
}

const meanOf = (all: readonly Agreement[]): string =>
  (all.reduce((sum, { bcubed, pairs }) => sum + bcubed.f1 + pairs.f1, 0) / (2 * all.length)).toFixed(1);

/** As if the same came in half the time. */
const denser = (articles: readonly Labelled[]): readonly Labelled[] =>
  articles.map((article) => ({ ...article, at: article.at / 2 }));

const inOneStream = (sets: readonly LabelledSet[]): readonly Labelled[] =>
  sets
    .flatMap(({ name, articles }) =>
      articles.map((article) => ({ ...article, gold: `${name} ${article.gold}` })),
    )
    .sort((a, b) => a.at - b.at)
    .map((article, id) => ({ ...article, id }));

async function speeds(sets: readonly LabelledSet[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, articles } of [{ name: "made up", articles: madeUp(20_000) }, ...sets]) {
    const ms = await medianCpuMs(3, () => groupAll(articles));
    rows.push({ name: `grouping, ${name}`, value: articles.length / (ms / 1000), unit: "articles/s" });
  }
  return rows;
}

async function restoring(): Promise<Row[]> {
  const made = madeUp(20_000);
  const engine = createEngine(settings, 0);
  const decisions = made.map((article) => engine.place(article));
  const ms = await medianCpuMs(3, () => {
    const restored = createEngine(settings, 0);
    for (const [index, article] of made.entries()) restored.restore(article, decisions[index]!);
  });
  const value = made.length / (ms / 1000);
  return [{ name: "rebuilding the engine at start, made up", value, unit: "articles/s" }];
}

function groupAll(articles: readonly Article[]) {
  const engine = createEngine(settings, 0);
  for (const article of articles) engine.place(article);
  return engine;
}

/** An even stream of a hundred hours: every event has five reports by different outlets, which share four of six words. */
function madeUp(count: number): Article[] {
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below; // Park and Miller 1988
  const word = () => `w${random(30_000)}`;
  let event: string[] = [];
  return Array.from({ length: count }, (_, id) => {
    if (id % 5 === 0) event = Array.from({ length: 6 }, word);
    const title = [...event.slice(0, 4), word(), word()].join(" ");
    return { id, at: (id * 100 * 3_600_000) / count, title, outletKey: `o${id % 50}`, language: "en" };
  });
}
