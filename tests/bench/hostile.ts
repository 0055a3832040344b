import { loadDetector } from "../../src/parse/language.ts";
import { parseFeed } from "../../src/parse/parse-feed.ts";
import { hostileDocuments } from "../support/hostile-documents.ts";
import type { Row } from "./row.ts";

const fetchedAt = new Date("2026-11-24T12:00:00Z");

/** What documents that were made to cost much cost: processor time of one reading, the thread's own, as the limit counts it. */
export async function benchHostile(): Promise<Row[]> {
  await loadDetector();
  const rows: Row[] = [];
  for (const [name, make] of Object.entries(hostileDocuments)) {
    const bytes = Buffer.from(make());
    const before = process.threadCpuUsage();
    const outcome = await parseFeed({ bytes, fetchedAt });
    const { user, system } = process.threadCpuUsage(before);
    const found = outcome.kind === "feed" ? `${outcome.feed.entries.length} entries` : "no feed";
    rows.push({
      name: `${name} (${(bytes.length / 1e6).toFixed(1)} MB, ${found})`,
      value: (user + system) / 1000,
      unit: "ms",
    });
  }
  return rows;
}
