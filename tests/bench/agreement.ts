/** How far found stories agree with labelled ones, in per cent: over articles (BCubed, Amigó et al. 2009), and over pairs of them. */
export type Agreement = Readonly<{ bcubed: Scores; pairs: Scores; largest: number; largestGold: number }>;

export type Scores = Readonly<{ precision: number; recall: number; f1: number }>;

/** `gold[i]` and `found[i]` are the stories of one article. */
export function agreementOf(gold: readonly string[], found: readonly number[]): Agreement {
  const [goldSizes, foundSizes] = [sizesOf(gold), sizesOf(found)];
  const shared = Map.groupBy(gold.keys(), (i) => `${gold[i]}\n${found[i]}`);
  let [precision, recall, sharedPairs] = [0, 0, 0];
  for (const together of shared.values()) {
    const [first, count] = [together[0]!, together.length];
    precision += count ** 2 / foundSizes.get(found[first]!)!;
    recall += count ** 2 / goldSizes.get(gold[first]!)!;
    sharedPairs += pairsOf(count);
  }
  const allPairs = (sizes: ReadonlyMap<unknown, number>) =>
    [...sizes.values()].reduce((sum, size) => sum + pairsOf(size), 0);
  return {
    bcubed: scores(precision / gold.length, recall / gold.length),
    pairs: scores(
      sharedPairs / Math.max(1, allPairs(foundSizes)),
      sharedPairs / Math.max(1, allPairs(goldSizes)),
    ),
    largest: Math.max(...foundSizes.values()),
    largestGold: Math.max(...goldSizes.values()),
  };
}

const pairsOf = (count: number) => (count * (count - 1)) / 2;

function sizesOf<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const sizes = new Map<Key, number>();
  for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
  return sizes;
}

const scores = (precision: number, recall: number): Scores => ({
  precision: 100 * precision,
  recall: 100 * recall,
  f1: precision + recall === 0 ? 0 : (200 * precision * recall) / (precision + recall),
});
