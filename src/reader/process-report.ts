import type { RunningProcess } from "../store/store.ts";
import { timeOfDay } from "./moment.ts";
import type { Reading } from "./reading.ts";

/** Which processes work on the store, for people; `isSilent`: it has not said for a while that it lives. */
export type ProcessReport = Readonly<{ name: string; text: string; isSilent: boolean }>;

/** Three times as long as a process that lives is silent. */
const silentAfterMs = 30_000;

/** Empty where there is one process alone: of it the page itself tells that it runs. */
export function processReports(
  processes: readonly RunningProcess[],
  { now, words }: Reading,
): readonly ProcessReport[] {
  if (processes.length < 2) return [];
  const { processes: say, formats } = words;
  return processes.map(({ name, roles, holds, since, seenAt }) => {
    const isSilent = now.getTime() - seenAt.getTime() > silentAfterMs;
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
    const seen = isSilent
      ? say.silentSince(timeOfDay(seenAt, now, words))
      : say.since(timeOfDay(since, now, words));
    return { name: say.named(pid, place), text: `${formats.list(does)}; ${seen}`, isSilent };
  });
}
