/** An entry, the story it is in, and the one it belongs to as decided again: a number of that run. */
export type Place = Readonly<{ entryId: number; from: number; to: number; isRefolded: boolean }>;

/** A story as it would be; without `id` one that gets a new id. */
export type StoryAfter = Readonly<{ id?: number; entryIds: readonly number[] }>;

/** Stories that exchange entries, and no others: what changes as a whole or not at all. */
export type Change = Readonly<{
  /** The ids of the stories as they are, ascending, with how many entries they have. */
  before: ReadonlyMap<number, number>;
  after: readonly StoryAfter[];
  /** Stories that end, and which of `after` they lead on to. */
  ends: readonly Readonly<{ id: number; leadsTo: StoryAfter }>[];
  /** How many entries get another story. */
  moved: number;
}>;

export type RegroupPlan = Readonly<{
  changes: readonly Change[];
  entries: number;
  /** Stories as they are, and as they would be. */
  stories: number;
  storiesAfter: number;
  /** Entries that get another story. */
  moved: number;
  /** Stories that end and lead on, stories that lose entries to others, and stories with new ids. */
  ended: number;
  split: number;
  opened: number;
  /** Entries that stay in their story and count there as copies of another text than before. */
  refolded: number;
}>;

/**
 * What has to change for every entry to be where it belongs. A story's heir is where most of its entries go; of equal
 * parts, where its oldest entry goes. An id goes to its story's heir; of several ids that go to one, the one that brings the most entries stays, of equals the
 * oldest, and the others lead on to it. What is nobody's heir gets a new id. Deterministic, whatever the order of `places`.
 */
export function planRegroup(places: readonly Place[]): RegroupPlan {
  const stories = pairing(places);
  const changing = places.filter((place) => !stories.stay(place)).sort((a, b) => a.entryId - b.entryId);
  const planned = components(changing).map(planComponent);
  const sum = (count: (one: PlannedComponent) => number) =>
    planned.reduce((total, one) => total + count(one), 0);
  return {
    changes: planned.map(({ change }) => change),
    entries: places.length,
    stories: stories.before,
    storiesAfter: stories.after,
    moved: sum(({ change }) => change.moved),
    ended: sum(({ change }) => change.ends.length),
    split: sum(({ split }) => split),
    opened: sum(({ change }) => change.after.filter(({ id }) => id === undefined).length),
    refolded: sum(({ refolded }) => refolded),
  };
}

/** Most stories have the entries that belong together, and no others: of these no more has to be known. */
function pairing(places: readonly Place[]) {
  const several = -1;
  const [whole, refolded] = [new Map<number, number>(), new Set<number>()];
  const whence = new Map<number, number>();
  for (const { from, to, isRefolded } of places) {
    whole.set(from, (whole.get(from) ?? to) === to ? to : several);
    whence.set(to, (whence.get(to) ?? from) === from ? from : several);
    if (isRefolded) refolded.add(from);
  }
  return {
    before: whole.size,
    after: whence.size,
    stay: ({ from, to }: Place) => whole.get(from) === to && whence.get(to) === from && !refolded.has(from),
  };
}

/** Entries whose stories share any, directly or by others, before or after; one after another in the order given. */
function components(places: readonly Place[]): Place[][] {
  const next = new Map<number, number>(); // stories before by their ids, those after by the negative number
  const leaderOf = (story: number): number => {
    let at = story;
    for (let up = next.get(at); up !== undefined; up = next.get(at)) {
      const over = next.get(up);
      if (over !== undefined) next.set(at, over); // halves the way for whoever comes next
      at = up;
    }
    return at;
  };
  for (const { from, to } of places) {
    const [one, other] = [leaderOf(from), leaderOf(-to)];
    if (one !== other) next.set(other, one);
  }
  return [...Map.groupBy(places, ({ from }) => leaderOf(from)).values()];
}

type PlannedComponent = Readonly<{ change: Change; split: number; refolded: number }>;

/** `places` by their entries' ids: parts stand in the order of their oldest entries. */
function planComponent(places: readonly Place[]): PlannedComponent {
  const before = Map.groupBy(places, ({ from }) => from);
  const after = Map.groupBy(places, ({ to }) => to);
  const parts = [...before].map(([from, own]) => ({ from, into: countBy(own, ({ to }) => to) }));
  const heirs = new Map(parts.map(({ from, into }) => [from, largest(into)]));
  const idOf = new Map([...after].map(([to, own]) => [to, idFor(to, own, heirs)]));

  const stories = new Map(
    [...after].map(([to, own]): [number, StoryAfter] => {
      const id = idOf.get(to);
      return [to, { ...(id !== undefined && { id }), entryIds: own.map(({ entryId }) => entryId) }];
    }),
  );
  const kept = new Set(idOf.values());
  const ids = [...before.keys()].sort((a, b) => a - b);
  const change: Change = {
    before: new Map(ids.map((id) => [id, before.get(id)!.length])),
    after: [...stories.values()],
    ends: ids.filter((id) => !kept.has(id)).map((id) => ({ id, leadsTo: stories.get(heirs.get(id)!)! })),
    moved: places.filter(({ from, to }) => idOf.get(to) !== from).length,
  };
  return {
    change,
    split: parts.filter(({ into }) => into.size > 1).length,
    refolded: places.filter(({ from, to, isRefolded }) => isRefolded && idOf.get(to) === from).length,
  };
}

function countBy(places: readonly Place[], story: (place: Place) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const place of places) counts.set(story(place), (counts.get(story(place)) ?? 0) + 1);
  return counts;
}

/** The key that counts most; of equal ones the first. */
const largest = (counts: ReadonlyMap<number, number>): number =>
  [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];

/** Of the ids that go to a story the one that brings the most entries, of equal ones the oldest; undefined where none does. */
function idFor(to: number, places: readonly Place[], heirs: ReadonlyMap<number, number>): number | undefined {
  const claims = [...countBy(places, ({ from }) => from)].filter(([from]) => heirs.get(from) === to);
  return claims.sort(([a, mine], [b, theirs]) => theirs - mine || a - b)[0]?.[0];
}
