import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseFeed as parseByFeedsmith } from "feedsmith";
import RssParser from "rss-parser";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { type Row, medianMs } from "./row.ts";

/** Captured feeds where they stand beside the project, else our own fixtures. */
const captured = resolve(import.meta.dirname, "../../../shared/data/feeds/real");
const folder = existsSync(captured) ? captured : resolve(import.meta.dirname, "../fixtures/feeds");

/** Bytes to entries, beside rss-parser as it comes (what it can read of them) and feedsmith, in one run. */
export async function benchParsing(): Promise<Row[]> {
  const documents = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
  const megabytes = documents.reduce((sum, document) => sum + document.length, 0) / 1e6;
  const fetchedAt = new Date("2026-11-24T12:00:00Z");

  const ours = await medianMs(3, async () => {
    for (const bytes of documents) await parseFeed({ bytes, fetchedAt });
  });
  const bare = await medianMs(3, async () => {
    for (const document of documents)
      await new RssParser().parseString(document.toString("utf8")).catch(() => {});
  });
  const feedsmith = await medianMs(3, () => {
    for (const document of documents) {
      try {
        parseByFeedsmith(document.toString("utf8"));
      } catch {
        // what it cannot read costs what it costs
      }
    }
  });
  return [
    { name: `parsing ${documents.length} feeds`, value: megabytes / (ours / 1000), unit: "MB/s" },
    { name: "parsing, time beside bare rss-parser", value: ours / bare, unit: "×" },
    {
      name: "parsing, time beside feedsmith (which neither sanitises nor dates)",
      value: ours / feedsmith,
      unit: "×",
    },
  ];
}
