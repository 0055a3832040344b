import type { CorrectedEntry, Correction } from "../model/correction.ts";
import type { Hold } from "./engine.ts";

/** Entries that stay together wherever they go; `apart`: those of others that they never meet. */
type Bundle = { readonly opens: boolean; readonly apart: Set<Bundle>; storyId: number | undefined };

export type HeldByHand = Readonly<{
  /** What holds for an entry that is placed next; absent where nobody decided anything about it. */
  holdOf(entryId: number): Hold | undefined;
  /** Notes where an entry was placed; answers the pairs of stories that have to be kept apart from then on. */
  placed(entryId: number, storyId: number): readonly (readonly [number, number])[];
}>;

/**
 * What corrections in force say of entries that are placed anew, one after another: what was put together, as far as it
 * still is, goes into one story; what was set apart opens one, and meets none of those that it was set apart from, as far
 * as they are apart now (later corrections may have brought some back together). `idNow`: what a story is called by now.
 */
export function heldByHand(
  corrections: readonly Correction[],
  idNow: (storyId: number) => number,
): HeldByHand {
  const bundles = bundlesOf(corrections);
  for (const { kind, these, those } of corrections) {
    if (kind !== "apart") continue;
    for (const one of these) for (const other of those) separate(bundles, one, other);
  }
  const storiesApart = ({ apart }: Bundle) =>
    [...apart].flatMap(({ storyId }) => (storyId === undefined ? [] : [idNow(storyId)]));
  return {
    holdOf(entryId) {
      const bundle = bundles.get(entryId);
      if (!bundle) return undefined;
      if (bundle.storyId !== undefined) return { into: idNow(bundle.storyId) };
      return bundle.opens ? { opens: true } : { barred: new Set(storiesApart(bundle)) };
    },
    placed(entryId, storyId) {
      const bundle = bundles.get(entryId);
      if (!bundle) return [];
      bundle.storyId = storyId;
      return storiesApart(bundle).map((other) => [storyId, other] as const);
    },
  };
}

/**
 * What `heldByHand` goes by: which corrections there are, and which of their entries are in one story now. Equal where it
 * would hold the same; how stories are called makes no difference.
 */
export function whatIsHeld(corrections: readonly Correction[]): string {
  const names = new Map<number, number>();
  const nameOf = (storyId: number) => {
    const name = names.get(storyId) ?? names.size;
    names.set(storyId, name);
    return name;
  };
  return JSON.stringify(
    corrections.map(({ id, kind, these, those }) => [
      id,
      kind,
      ...[these, those].map((side) => side.map((entry) => [entry.id, nameOf(entry.storyId)])),
    ]),
  );
}

/** By entry; entries that one correction put where they are, and that are in one story now, share one. */
function bundlesOf(corrections: readonly Correction[]): Map<number, Bundle> {
  const leaders = new Map<number, number>();
  const leaderOf = (id: number): number => {
    const next = leaders.get(id) ?? id;
    return next === id ? id : leaderOf(next);
  };
  const opening = new Set<number>();
  for (const { kind, these, those } of corrections) {
    const bound = kind === "apart" ? these : [...these, ...those];
    for (const [first, ...rest] of Map.groupBy(bound, ({ storyId }) => storyId).values())
      for (const { id } of [first!, ...rest]) leaders.set(leaderOf(id), leaderOf(first!.id));
    if (kind === "apart") for (const { id } of these) opening.add(id);
    for (const { id } of those) if (!leaders.has(id)) leaders.set(id, id);
  }
  const opens = new Set([...opening].map(leaderOf));
  const byLeader = new Map<number, Bundle>();
  return new Map(
    [...leaders.keys()].map((id) => {
      const leader = leaderOf(id);
      const bundle = byLeader.get(leader) ?? {
        opens: opens.has(leader),
        apart: new Set<Bundle>(),
        storyId: undefined,
      };
      byLeader.set(leader, bundle);
      return [id, bundle];
    }),
  );
}

function separate(bundles: ReadonlyMap<number, Bundle>, one: CorrectedEntry, other: CorrectedEntry): void {
  const [mine, theirs] = [bundles.get(one.id), bundles.get(other.id)];
  if (!mine || !theirs || mine === theirs || one.storyId === other.storyId) return;
  mine.apart.add(theirs);
  theirs.apart.add(mine);
}
