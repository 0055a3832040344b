import type { Row } from "./row.ts";

/**
 * `npm run bench [NAME …]`: prints the figures of each benchmark. Times depend on the machine; ratios of one run can be
 * compared.
 */
const benchmarks: Readonly<Record<string, () => Promise<readonly Row[] | AsyncIterable<Row>>>> = {
  parsing: async () => (await import("./parsing.ts")).benchParsing(),
  hostile: async () => (await import("./hostile.ts")).benchHostile(),
  stories: async () => (await import("./stories.ts")).benchStories(),
  "stories-scale": async () => (await import("./stories-scale.ts")).benchStoriesScale(),
  publish: async () => (await import("./publish.ts")).benchPublish(),
  serve: async () => (await import("./serve.ts")).benchServe(),
  hub: async () => (await import("./hub.ts")).benchHub(),
  reader: async () => (await import("./reader.ts")).benchReader(),
  status: async () => (await import("./status.ts")).benchStatus(),
  pace: async () => (await import("./pace.ts")).benchPace(),
  "scale-day": async () => (await import("./scale-day.ts")).benchScaleDay(),
  store: async () => (await import("./store.ts")).benchSqlite(),
  "store-postgres": async () => (await import("./store.ts")).benchPostgres(),
  "store-kept": async () => (await import("./store.ts")).benchKept(),
  poll: async () => (await import("./poll.ts")).benchPoll(),
  "poll-own-farm": async () => (await import("./poll.ts")).benchPollOwnFarm(),
  "poll-many": async () => (await import("./poll.ts")).benchPollMany(),
};

/** What takes long runs only where it is named. */
const onlyWhenNamed = new Set([
  "poll",
  "poll-own-farm",
  "poll-many",
  "status",
  "store",
  "store-postgres",
  "store-kept",
  "stories-scale",
  "scale-day",
]);

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(benchmarks)) {
  if (asked.length > 0 ? !asked.includes(name) : onlyWhenNamed.has(name)) continue;
  for await (const row of await run()) {
    const value = row.value >= 100 ? row.value.toFixed(0) : row.value.toPrecision(3);
    console.log(`${row.name.padEnd(70)} ${value.padStart(9)} ${row.unit}`);
  }
}
