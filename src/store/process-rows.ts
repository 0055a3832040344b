import type { RunningProcess } from "./process-store.ts";

export type ProcessRow = Readonly<{
  name: string;
  roles: string;
  sources_tag: string;
  since: number;
  seen_at: number;
  holds: string;
}>;

export const toProcess = (row: ProcessRow): RunningProcess => ({
  name: row.name,
  roles: JSON.parse(row.roles) as string[],
  sourcesTag: row.sources_tag,
  holds: JSON.parse(row.holds) as string[],
  since: new Date(row.since),
  seenAt: new Date(row.seen_at),
});
