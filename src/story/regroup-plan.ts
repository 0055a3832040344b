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

/** The entries that each number of a run, or story id, has to do with. */
type Parts = Map<number, Map<number, Place[]>>;

/**
 * What has to change for every entry to be where it belongs. A story's heir is where most of its entries go; of equal
 * parts, where its oldest entry goes. An id goes to its story's heir; of several ids that go to one, the one that brings the most entries stays, of equals the
 * oldest, and the others lead on to it. What is nobody's heir gets a new id. Deterministic, whatever the order of `places`.
 */
export function planRegroup(places: readonly Place[]): RegroupPlan {
  const stories = pairing(places);
  const changing = places.filter((place) => !stories.stay(place)).sort((a, b) => a.entryId - b.entryId);
  const [before, after]: [Parts, Parts] = [new Map(), new Map()];
  for (const place of changing) {
    addTo(before, place.from, place.to, place);
    addTo(after, place.to, place.from, place);
  }
  const heirs = new Map([...before].map(([from, parts]) => [from, heirOf(parts)]));
  const idOf = new Map([...after].map(([to, parts]) => [to, idFor(to, parts, heirs)]));

  const known = { before, after, heirs, idOf };
  const changes = components(before, after).map(([froms, tos]) => changeOf(froms, tos, known));
  const sum = (count: (change: Change) => number) =>
    changes.reduce((total, change) => total + count(change), 0);
  return {
    changes,
    entries: places.length,
    stories: stories.before,
    storiesAfter: stories.after,
    moved: sum(({ moved }) => moved),
    ended: sum(({ ends }) => ends.length),
    split: [...before.values()].filter((parts) => parts.size > 1).length,
    opened: sum((change) => change.after.filter(({ id }) => id === undefined).length),
    refolded: changing.filter(({ from, to, isRefolded }) => isRefolded && idOf.get(to) === from).length,
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

function addTo(parts: Parts, one: number, other: number, place: Place): void {
  const own = parts.get(one) ?? new Map<number, Place[]>();
  parts.set(one, own);
  const shared = own.get(other);
  if (shared) shared.push(place);
  else own.set(other, [place]);
}

/** Parts stand in the order of their oldest entries: the first of equal ones wins. */
const heirOf = (parts: ReadonlyMap<number, readonly Place[]>): number =>
  [...parts].reduce((best, part) => (part[1].length > best[1].length ? part : best))[0];

function idFor(
  to: number,
  parts: ReadonlyMap<number, readonly Place[]>,
  heirs: ReadonlyMap<number, number>,
): number | undefined {
  const claims = [...parts].filter(([from]) => heirs.get(from) === to);
  return claims.sort(([a, mine], [b, theirs]) => theirs.length - mine.length || a - b)[0]?.[0];
}

/** Stories and what they become, with all that they share entries with, directly or by others. */
function components(before: Parts, after: Parts): [froms: number[], tos: number[]][] {
  const seen = new Set<number>();
  return [...before.keys()].flatMap((start): [number[], number[]][] => {
    if (seen.has(start)) return [];
    seen.add(start);
    const [froms, tos] = [[start], new Set<number>()];
    for (const from of froms)
      // grows meanwhile
      for (const to of before.get(from)!.keys()) {
        if (tos.has(to)) continue;
        tos.add(to);
        for (const other of after.get(to)!.keys()) {
          if (!seen.has(other)) froms.push(other);
          seen.add(other);
        }
      }
    return [[froms.sort((a, b) => a - b), [...tos]]];
  });
}

const inComponent = (before: Parts, froms: readonly number[]): Place[] =>
  froms.flatMap((from) => [...before.get(from)!.values()].flat());

function changeOf(
  froms: readonly number[],
  tos: readonly number[],
  {
    before,
    after,
    heirs,
    idOf,
  }: Readonly<{
    before: Parts;
    after: Parts;
    heirs: ReadonlyMap<number, number>;
    idOf: ReadonlyMap<number, number | undefined>;
  }>,
): Change {
  const stories = new Map(
    tos.map((to): [number, StoryAfter] => {
      const id = idOf.get(to);
      const entryIds = [...after.get(to)!.values()].flat().map(({ entryId }) => entryId);
      return [to, { ...(id !== undefined && { id }), entryIds: entryIds.sort((a, b) => a - b) }];
    }),
  );
  const kept = new Set(tos.map((to) => idOf.get(to)));
  return {
    before: new Map(froms.map((from) => [from, inComponent(before, [from]).length])),
    after: [...stories.values()],
    ends: froms
      .filter((from) => !kept.has(from))
      .map((id) => ({ id, leadsTo: stories.get(heirs.get(id)!)! })),
    moved: inComponent(before, froms).filter(({ from, to }) => idOf.get(to) !== from).length,
  };
}
