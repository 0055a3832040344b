import { count } from "../base/count.ts";
import type { Backup } from "../store/read-backup.ts";

/** What a backup holds, a line a fact. */
export function describeBackup({ bytes, madeAt, schema, held, rotten }: Backup): string {
  const { sources, entries, stories, corrections, readers, stars, newestEntryAt } = held;
  return [
    `made ${atMinute(madeAt)}, ${size(bytes)}, schema ${schema}`,
    [count(sources, "source"), count(entries, "entry", "entries"), count(stories, "story", "stories")].join(
      ", ",
    ),
    ...(newestEntryAt ? [`newest entry ${atMinute(newestEntryAt)}`] : []),
    [count(corrections, "correction"), count(readers, "reader"), count(stars, "star")].join(", "),
    ...(rotten.length > 0 ? [describeRotten(rotten)] : []),
  ]
    .map((line) => `  ${line}\n`)
    .join("");
}

const describeRotten = (ids: readonly number[]): string =>
  `entries that are not as they were saved (bits were turned over in the store, before the backup): ${ids.join(", ")}`;

/** "2026-11-24 19:40 UTC": read years later, and elsewhere. */
const atMinute = (at: Date): string => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const units = [
  ["GB", 1e9],
  ["MB", 1e6],
  ["kB", 1e3],
] as const;

/** "12.3 MB" */
function size(bytes: number): string {
  const [unit, bytesEach] = units.find(([, each]) => bytes >= each) ?? ["kB", 1e3];
  const amount = bytes / bytesEach;
  return `${amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${unit}`;
}
