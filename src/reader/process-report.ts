import { differingParts, isSilent, type RunningProcess, whoseApplies } from "../store/store.ts";
import { timeOfDay } from "./moment.ts";
import type { Reading } from "./reading.ts";

/** Which processes work on the store, for people; `isFault`: it has not said for a while that it lives, or its config is not all processes'. */
export type ProcessReport = Readonly<{ name: string; text: string; isFault: boolean }>;

/** Empty where there is one process alone: of it the page itself tells that it runs. */
export function processReports(
  processes: readonly RunningProcess[],
  reading: Reading,
): readonly ProcessReport[] {
  if (processes.length < 2) return [];
  const { now, words } = reading;
  const { processes: say, formats } = words;
  const configs = configNotes(processes, reading);
  return processes.map(({ name, roles, holds, since, seenAt }) => {
    const does = roles.map((role) =>
      role === "group"
        ? holds.includes(role)
          ? say.groups
          : say.standsBy
        : role === "poll"
          ? say.polls
          : say.serves,
    );
    const [, place = name, pid = ""] = /^(.*?)(?::\d+)?\/(\d+)\/\w+$/.exec(name) ?? [];
    const silent = isSilent({ seenAt }, now);
    const seen = silent
      ? say.silentSince(timeOfDay(seenAt, now, words))
      : say.since(timeOfDay(since, now, words));
    const config = configs.get(name);
    const text = [formats.list(does), seen, ...(config ? [config.text] : [])].join("; ");
    return { name: say.named(pid, place), text, isFault: silent || config?.isFault === true };
  });
}

/** Where those that live do not agree: whose config applies, and on what each of the others differs. */
function configNotes(
  processes: readonly RunningProcess[],
  { now, words }: Reading,
): ReadonlyMap<string, Readonly<{ text: string; isFault: boolean }>> {
  const { processes: say, formats } = words;
  const living = processes.filter((process) => !isSilent(process, now));
  const first = whoseApplies(living);
  if (!first) return new Map();
  const notes = new Map<string, Readonly<{ text: string; isFault: boolean }>>();
  for (const { name, config } of living) {
    const parts = differingParts(config, first.config).map((part) => say.configParts[part]);
    if (parts.length > 0) notes.set(name, { text: say.otherConfig(formats.list(parts)), isFault: true });
  }
  if (notes.size === 0) return notes;
  const changed = timeOfDay(first.config.changedAt, now, words);
  return notes.set(first.name, { text: say.configApplies(changed), isFault: false });
}
