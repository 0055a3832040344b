import { type ConfigPart, configParts, type ProcessConfig, type RunningProcess } from "./process-store.ts";

type Reader = Readonly<{ config: ProcessConfig; since: Date; name: string }>;

/**
 * Whether the first one's config applies, and not the other's: that whose file was changed last. So a process that is
 * started again with an old file takes nothing back. Of two files of one moment that of the process that began last.
 */
export const applies = (one: Reader, other: Reader): boolean => {
  const [changed, began] = [
    one.config.changedAt.getTime() - other.config.changedAt.getTime(),
    one.since.getTime() - other.since.getTime(),
  ];
  if (changed !== 0) return changed > 0;
  return began !== 0 ? began > 0 : one.name > other.name;
};

/** Whose config applies; undefined where there is no process. */
export const whoseApplies = <Process extends Reader>(processes: readonly Process[]): Process | undefined =>
  processes.reduce<Process | undefined>(
    (newest, process) => (newest === undefined || applies(process, newest) ? process : newest),
    undefined,
  );

/** On what two configs differ. What an older version did not say differs from nothing. */
export const differingParts = (one: ProcessConfig, other: ProcessConfig): readonly ConfigPart[] =>
  configParts.filter((part) => one[part] !== "" && other[part] !== "" && one[part] !== other[part]);

/** Three times as long as a process that lives is silent. */
const silentAfterMs = 30_000;

/** Whether a process has not said for a while that it lives. */
export const isSilent = ({ seenAt }: Pick<RunningProcess, "seenAt">, now: Date): boolean =>
  now.getTime() - seenAt.getTime() > silentAfterMs;
