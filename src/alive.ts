import { createHash } from "node:crypto";
import type { Clock } from "./base/clock.ts";
import { minuteMs } from "./base/duration.ts";
import type { Log } from "./base/log.ts";
import { hasEnded } from "./base/process-name.ts";
import { UserError } from "./base/user-error.ts";
import type { Settings } from "./model/settings.ts";
import {
  applies,
  differingParts,
  isSilent,
  type ProcessConfig,
  type RunningProcess,
  type Store,
  whoseApplies,
} from "./store/store.ts";

export type AliveParts = Readonly<{
  store: Pick<Store, "noteProcess" | "processes" | "forgetProcess">;
  /** This process, by a name that no other ever has. */
  name: string;
  roles: readonly string[];
  /** Its config, as it is now. */
  config: () => ProcessConfig;
  /** Makes the store's sources those of this process's config. */
  follow: () => Promise<void>;
  clock: Clock;
  log: Log;
}>;

export type Alive = Readonly<{
  /** Says so for the first time, and follows the own config where it applies; rejects where the store does. */
  start(): Promise<void>;
  /** After a change of the config. */
  look(): Promise<void>;
  /** Takes this process off the list. */
  stop(): Promise<void>;
}>;

/** Says so often that this process lives. */
const aliveEveryMs = 10_000;
/** Whoever has not said so for as long is forgotten. */
const forgottenAfterMs = 10 * minuteMs;
/**
 * So many looks without a process whose newer config applies, and the own one does: ten minutes. A restart takes less, and
 * its sources should not go and come for it. Looks are counted, for clocks jump.
 */
const looksWithout = forgottenAfterMs / aliveEveryMs;

const advice = {
  own: "the sources of this process's config apply, whose file was changed last. Give all processes the same file",
  other:
    "the sources of another process's config apply, whose file was changed last; this one's do not. Give all processes the same file",
} as const;

/**
 * Lets those who look at the store know which processes work on it, and with which config: of several configs one process
 * alone puts its sources in force, or each start would take those of the others away.
 */
export function sayAlive({ store, name, roles, config, follow, clock, log }: AliveParts): Alive {
  const stopping = new AbortController();
  const since = clock.now();
  let told = "";
  let [follows, looks] = [false, 0];
  let running: Promise<void> | undefined;

  /** `isAsked`: at the start, and after a change: then the config applies at once where no newer one does. */
  const look = async (isAsked: boolean) => {
    const own = { name, since, config: config() };
    const seenAt = clock.now();
    const forgetBefore = new Date(seenAt.getTime() - forgottenAfterMs);
    await store.noteProcess({ ...own, roles, seenAt, forgetBefore });
    const others = (await store.processes()).filter(
      (other) => other.name !== name && !isSilent(other, seenAt) && !hasEnded(other.name),
    );
    const isNews = tell(own, others);
    const above = othersAbove(own, others);
    looks = above ? 0 : looks + 1;
    if (above) follows = false;
    // What others have done before they knew of this process is made good.
    else if (isAsked || (follows ? isNews : looks >= looksWithout)) {
      await follow();
      follows = true;
    }
  };
  /** Says once of each change on what processes do not agree; answers whether it has changed. */
  const tell = (own: Known, others: readonly RunningProcess[]): boolean => {
    const differing = others.flatMap((other) => {
      const parts = differingParts(own.config, other.config);
      return parts.length > 0 ? [{ process: other.name, differs: parts, config: other.config }] : [];
    });
    const found = JSON.stringify([own.config, differing]);
    if (found === told) return false;
    const isNews = differing.length > 0;
    told = found;
    if (isNews)
      log.warn("processes of one store have other configs", {
        others: differing.map(({ process, differs }) => `${process}: ${differs.join(", ")}`),
        applies: whoseApplies([own, ...others])?.name,
        why: othersAbove(own, others) ? advice.other : advice.own,
      });
    return isNews;
  };
  const goOn = async () => {
    for (;;) {
      await clock.sleep(aliveEveryMs, stopping.signal);
      if (stopping.signal.aborted) return;
      await look(false).catch((error: unknown) => log.debug("cannot say that this process lives", { error }));
    }
  };
  return {
    start: async () => {
      await look(true);
      running = goOn();
    },
    look: () => look(true),
    stop: async () => {
      stopping.abort();
      await running;
      await store.forgetProcess(name);
    },
  };
}

type Known = Pick<RunningProcess, "name" | "since" | "config">;

/** Whether there is one with other sources that apply, and not the own ones. */
const othersAbove = (own: Known, others: readonly RunningProcess[]): boolean =>
  others.some((other) => differingParts(own.config, other.config).includes("sources") && applies(other, own));

export function configOf(
  { sources, stories, retention }: Pick<Settings, "sources" | "stories" | "retention">,
  changedAt: Date,
): ProcessConfig {
  return { sources: tagOf(sources), stories: tagOf(stories), retention: tagOf(retention), changedAt };
}

/** Equal where the settings are. */
const tagOf = (settings: unknown): string =>
  createHash("sha256").update(JSON.stringify(settings)).digest("base64url").slice(0, 12);

/**
 * Rejects where a process that may still run keeps something else than this one: what is dropped cannot be had again, so
 * nothing is until all agree.
 */
export async function refuseOtherRetention(
  store: Pick<Store, "processes">,
  own: ProcessConfig,
): Promise<void> {
  const others = (await store.processes()).filter(
    ({ name, config }) => !hasEnded(name) && differingParts(own, config).includes("retention"),
  );
  if (others.length > 0)
    throw new UserError(
      `nothing is dropped while processes of one store have other configs of what is kept (retention): ${others.map(({ name }) => name).join(", ")}. Give all processes the same file`,
    );
}
