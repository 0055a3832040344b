import type { Clock } from "./base/clock.ts";
import type { Log } from "./base/log.ts";
import { hasEnded } from "./base/process-name.ts";
import type { Store } from "./store/store.ts";

export type ElectionParts = Readonly<{
  store: Pick<Store, "holdRole" | "leaveRole">;
  /** What one process does at a time. */
  role: string;
  /** This process, by a name that no other ever has. */
  holder: string;
  clock: Clock;
  log: Log;
}>;

/** A process among all that would do what one does at a time. */
export type Election = Readonly<{
  /** While this process is the one: a signal that aborts when it is no longer. Undefined where another is. */
  term(): AbortSignal | undefined;
  /** Looks once at once, so that a process alone need not wait; then goes on until `stop`. */
  start(): Promise<void>;
  /** Leaves the role to the next. */
  stop(): Promise<void>;
}>;

/** Who holds the role says so, and the others look, so often. */
const lookEveryMs = 1000;
/**
 * So many looks at a beat that stands still, and its holder is taken for dead or frozen. A holder that could not say for as
 * long that it lives takes the role for lost.
 */
const silentLooks = 5;
const silentMs = silentLooks * lookEveryMs;

/**
 * The database elects: a row says who holds the role, and a beat that only its holder moves on. Looks are counted, not
 * hours compared: clocks differ and jump. What a holder writes after it was frozen is refused by the store (`Grouping.as`).
 */
export function createElection({ store, role, holder, clock, log }: ElectionParts): Election {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let term: AbortController | undefined;
  let [heldAtMs, seenBeat, looks, failures] = [0, 0, 0, 0];

  const lose = (why: string) => {
    if (!term) return;
    term.abort();
    term = undefined;
    log.warn("role lost", { role, why });
  };
  const look = async () => {
    const isSilent = !term && looks >= silentLooks;
    const wish = { role, holder };
    const found = await store.holdRole({ ...wish, ...(isSilent && { silentBeat: seenBeat }) });
    // After a crash the next one on the same machine, as most are, need not wait.
    const isDead = !found.isHeld && found.by !== undefined && hasEnded(found.by);
    const { isHeld, beat } = isDead ? await store.holdRole({ ...wish, silentBeat: found.beat }) : found;
    failures = 0;
    looks = beat === seenBeat ? looks + 1 : 0;
    seenBeat = beat;
    if (!isHeld) return lose("another process has taken over");
    heldAtMs = clock.now().getTime();
    if (term) return;
    term = new AbortController();
    log.info("role taken", {
      role,
      ...((isSilent || isDead) && { from: "a process that no longer answers" }),
    });
  };
  const lookAgain = () =>
    look().catch((error: unknown) => {
      failures += 1;
      if (failures === 1) log.warn("cannot see who has the role", { role, error });
      if (failures === silentLooks) lose("the database does not answer");
    });
  const goOn = async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(lookEveryMs, stopping.signal);
      if (!stopping.signal.aborted) await lookAgain();
    }
  };

  return {
    // Whoever wakes up after a freeze comes here before its next look.
    term: () => (term && clock.now().getTime() - heldAtMs < silentMs ? term.signal : undefined),
    start: async () => {
      await lookAgain();
      running = goOn();
    },
    stop: async () => {
      stopping.abort();
      await running;
      const isHeld = term !== undefined;
      term?.abort();
      term = undefined;
      if (isHeld) await store.leaveRole({ role, holder });
    },
  };
}
