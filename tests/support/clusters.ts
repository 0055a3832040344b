/** In [0, 1]. BCubed takes each article alone (Bagga and Baldwin 1998), pairwise each two of one story: big stories count more there. */
export type ClusterScore = Readonly<{ bcubed: number; pairwise: number; pairPrecision: number }>;

/** How well found groups agree with told ones: the label and the group of each article. */
export function scoreClusters(placed: readonly Readonly<{ event: string; story: number }>[]): ClusterScore {
  const told = countBy(placed, ({ event }) => event);
  const found = countBy(placed, ({ story }) => String(story));
  const both = countBy(placed, ({ event, story }) => `${event}\n${story}`);
  const sum = (of: (each: (typeof placed)[number]) => number) =>
    placed.reduce((total, each) => total + of(each), 0) / placed.length;
  const shared = (each: (typeof placed)[number]) => both.get(`${each.event}\n${each.story}`)!;
  const sharedPairs = pairs(both);
  const pairPrecision = pairs(found) === 0 ? 1 : sharedPairs / pairs(found);
  return {
    bcubed: f1(
      sum((each) => shared(each) / found.get(String(each.story))!),
      sum((each) => shared(each) / told.get(each.event)!),
    ),
    pairwise: f1(pairPrecision, pairs(told) === 0 ? 1 : sharedPairs / pairs(told)),
    pairPrecision,
  };
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

const pairs = (counts: ReadonlyMap<string, number>) =>
  [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);

const f1 = (precision: number, recall: number) =>
  precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
