import { createBreather } from "../base/breathe.ts";
import type { Clock } from "../base/clock.ts";
import type { StorySettings } from "../model/settings.ts";
import type { Store } from "../store/store.ts";
import { type DecidedAgain, createDecidedAgain } from "./decide-again.ts";
import { groupedUnder, otherGrouping } from "./grouped-under.ts";
import { whatIsHeld } from "./held-by-hand.ts";
import { type Change, type Place, type RegroupPlan, planRegroup } from "./regroup-plan.ts";
import { carryOut } from "./regroup-step.ts";

export type RegroupParts = Readonly<{
  store: Store;
  settings: StorySettings;
  clock: Pick<Clock, "now">;
  /** Carries it out; without it nothing is written. */
  apply: boolean;
  /** Told what was found to change, before anything is written. */
  onPlan?: (found: Omit<Regrouped, "end">) => Promise<void>;
  /** Told after each page of entries how many were decided on, and after each step how many were moved. */
  onProgress?: (progress: Readonly<{ decided: number } | { moved: number; of: number }>) => void;
  /** Asked between two steps; what was carried out by then stays. */
  isStopped?: () => boolean;
}>;

/** What came of it. `plan`: what was found to change, as it was found first. */
export type Regrouped = Readonly<{
  plan: RegroupPlan;
  /** Corrections by hand that hold. */
  corrections: number;
  /** How the stories were grouped before, where that is known and other than now: see `otherGrouping`. */
  before?: string;
  /** `stopped` on request; `overtaken`: each time others had changed some of the stories first. */
  end: "planned" | "applied" | "stopped" | "overtaken";
}>;

/** So often what others have done meanwhile is looked at again. */
const mostRounds = 5;
const pageSize = 500;
const placesAtOnce = 10_000;
/** Entries moved in one transaction, where stories are not larger: writing holds up nobody. */
const stepSize = 500;

/**
 * Decides again on every entry of the store, in the order in which they were placed, and moves those that belong
 * elsewhere. It moves whole stories in a transaction each, and none that anybody has changed since it was read: a process
 * that is killed leaves every story as it was or as it is to be, and doing it again goes on from there. Others may poll,
 * group and correct meanwhile; what they did is looked at in another round.
 */
export async function regroup(parts: RegroupParts): Promise<Regrouped> {
  const { store, settings, apply, onPlan, isStopped = () => false } = parts;
  const before = otherGrouping(await store.groupedUnder(), settings);
  const again = createAgain(parts, isStopped);
  let found: Omit<Regrouped, "end"> | undefined;
  for (let round = 0; ; round++) {
    const corrections = await again.catchUp();
    const plan = await again.plan();
    const isFirst = !found;
    found ??= { plan, corrections, ...(before !== undefined && { before }) };
    if (isStopped()) return { ...found, end: "stopped" };
    if (isFirst) await onPlan?.(found);
    if (!apply) return { ...found, end: "planned" };
    if (plan.changes.length === 0) {
      await store.noteGroupedUnder(groupedUnder(settings));
      return { ...found, end: "applied" };
    }
    if (round === mostRounds) return { ...found, end: "overtaken" };
    await applyAll(plan.changes, parts, isStopped);
  }
}

type Decided = Readonly<{ story: number; copyGroup: number }>;

/** What was decided so far, of which entries; reasons are set aside in the store. */
function createAgain({ store, settings, apply, onProgress }: RegroupParts, isStopped: () => boolean) {
  const breathe = createBreather();
  const decided = new Map<number, Decided>();
  let run: DecidedAgain | undefined;
  let heldBy = "";
  let last = 0;

  /** Decides on what was placed since the last time; on all, where corrections, or what they hold now, have changed. Answers how many hold. */
  const catchUp = async (): Promise<number> => {
    const corrections = await store.correctionsInForce();
    const held = whatIsHeld(corrections);
    if (!run || held !== heldBy) {
      run = createDecidedAgain(settings, corrections);
      decided.clear();
      [heldBy, last] = [held, 0];
    }
    for (;;) {
      const page = await store.entriesPlacedAfter({ after: last, limit: pageSize });
      if (page.length === 0 || isStopped()) return corrections.length;
      const decisions = [];
      for (const { order, entry } of page) {
        const { storyId: story, ...place } = run.decide(entry);
        decided.set(entry.id, { story, copyGroup: place.copyGroup });
        decisions.push({ entryId: entry.id, ...place });
        last = order;
        await breathe();
      }
      if (apply) await store.setAside(decisions);
      onProgress?.({ decided: decided.size });
    }
  };

  const plan = async (): Promise<RegroupPlan> => {
    const places: Place[] = [];
    for (let after = 0; ;) {
      const page = await store.placesNow({ after, limit: placesAtOnce });
      for (const { entryId, storyId: from, copyGroup } of page) {
        const again = decided.get(entryId);
        if (!again) continue; // placed meanwhile
        const isRefolded = again.copyGroup !== copyGroup;
        places.push({ entryId, from, to: run!.storyNow(again.story), isRefolded });
      }
      const end = page.at(-1);
      if (!end) return planRegroup(places);
      after = end.entryId;
      await breathe();
    }
  };
  return { catchUp, plan };
}

async function applyAll(
  changes: readonly Change[],
  { store, clock, onProgress }: RegroupParts,
  isStopped: () => boolean,
): Promise<void> {
  const breathe = createBreather();
  const of = changes.reduce((sum, { moved }) => sum + moved, 0);
  let moved = 0;
  for (const step of stepsOf(changes)) {
    if (isStopped()) return;
    await carryOut(step, { store, now: clock.now() });
    moved += step.reduce((sum, change) => sum + change.moved, 0);
    onProgress?.({ moved, of });
    await breathe();
  }
}

function* stepsOf(changes: readonly Change[]): Generator<readonly Change[], void> {
  let step: Change[] = [];
  let size = 0;
  for (const change of changes) {
    const own = change.after.reduce((sum, { entryIds }) => sum + entryIds.length, 0);
    if (step.length > 0 && size + own > stepSize) {
      yield step;
      [step, size] = [[], 0];
    }
    step.push(change);
    size += own;
  }
  if (step.length > 0) yield step;
}
