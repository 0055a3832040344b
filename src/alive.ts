import { createHash } from "node:crypto";
import type { Clock } from "./base/clock.ts";
import { minuteMs } from "./base/duration.ts";
import type { Log } from "./base/log.ts";
import type { Store } from "./store/store.ts";

export type AliveParts = Readonly<{
  store: Pick<Store, "noteProcess" | "processes" | "forgetProcess">;
  /** This process, by a name that no other ever has. */
  name: string;
  roles: readonly string[];
  /** The sources of its config, as they are now. */
  sources: () => unknown;
  clock: Clock;
  log: Log;
}>;

/** Says so often that this process lives. */
const aliveEveryMs = 10_000;
/** Whoever has not said so for as long is forgotten. */
const forgottenAfterMs = 10 * minuteMs;

const otherSources =
  "they were started with other sources in their config: the sources that were read last are polled. Give all processes the same file";

/** Lets those who look at the store know which processes work on it. `stop` takes this one off the list. */
export function sayAlive({ store, name, roles, sources, clock, log }: AliveParts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const since = clock.now();
  let told = "";
  const note = async () => {
    const seenAt = clock.now();
    const forgetBefore = new Date(seenAt.getTime() - forgottenAfterMs);
    const sourcesTag = tagOf(sources());
    await store.noteProcess({ name, roles, sourcesTag, since, seenAt, forgetBefore });
    await tellOfOthers(sourcesTag, new Date(seenAt.getTime() - 2 * aliveEveryMs));
  };
  /** Says once of each change that processes do not agree on the sources. */
  const tellOfOthers = async (own: string, seenSince: Date) => {
    const others = (await store.processes())
      .filter(({ sourcesTag, seenAt }) => sourcesTag !== own && seenAt >= seenSince)
      .map((process) => process.name);
    const found = others.join(", ");
    if (found !== told && found !== "")
      log.warn("processes of one store differ", { others, why: otherSources });
    told = found;
  };
  const goOn = async () => {
    while (!stopping.signal.aborted) {
      await note().catch((error: unknown) => log.debug("cannot say that this process lives", { error }));
      await clock.sleep(aliveEveryMs, stopping.signal);
    }
  };
  const running = goOn();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await store.forgetProcess(name);
    },
  };
}

const tagOf = (sources: unknown): string =>
  createHash("sha256").update(JSON.stringify(sources)).digest("base64url").slice(0, 12);
