import type { ProcessConfig, RunningProcess } from "./process-store.ts";

export type ProcessRow = Readonly<{
  name: string;
  roles: string;
  /** A `ProcessConfig` as JSON; only the tag of its sources where an older version wrote it. */
  sources_tag: string;
  since: number;
  seen_at: number;
  holds: string;
}>;

export const toProcess = (row: ProcessRow): RunningProcess => ({
  name: row.name,
  roles: JSON.parse(row.roles) as string[],
  config: readConfig(row.sources_tag),
  holds: JSON.parse(row.holds) as string[],
  since: new Date(row.since),
  seenAt: new Date(row.seen_at),
});

export const writeConfig = ({ changedAt, ...tags }: ProcessConfig): string =>
  JSON.stringify({ ...tags, changedAt: changedAt.getTime() });

function readConfig(text: string): ProcessConfig {
  if (!text.startsWith("{")) return { sources: text, stories: "", retention: "", changedAt: new Date(0) };
  const config = JSON.parse(text) as Omit<ProcessConfig, "changedAt"> & { changedAt: number };
  return { ...config, changedAt: new Date(config.changedAt) };
}
