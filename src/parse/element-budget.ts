import type { FeedElement } from "./feed-element.ts";
import { newestItems } from "./newest-items.ts";

/** So many elements within items are read in full: 2,000 items have some 30 each. rss-parser takes 5 to 10 µs over one. */
const fullBudget = 60_000;

/** What an item cannot do without. */
const important: ReadonlySet<string> = new Set(
  "title link guid id pubdate published updated dc:date description content content:encoded summary author dc:creator category enclosure".split(
    " ",
  ),
);
/** Of each of these so many. */
const fewOfEach = 3;

/**
 * Where the items hold more elements than one poll may take, the older ones keep only the most important of theirs.
 * Answers how many items that are.
 */
export function withinElementBudget(items: readonly FeedElement[]): number {
  const counts = new Map(items.map((item) => [item, countElements(item)]));
  if ([...counts.values()].reduce((sum, count) => sum + count, 0) <= fullBudget) return 0;
  let left = fullBudget;
  let thinned = 0;
  for (const item of newestItems(items)) {
    left -= counts.get(item) ?? 0;
    if (left >= 0) continue;
    const kept = importantOf(item.children);
    if (kept.length === item.children.length) continue;
    thinned++;
    item.children.length = 0;
    item.children.push(...kept);
  }
  return thinned;
}

function importantOf(children: readonly FeedElement[]): FeedElement[] {
  const counts = new Map<string, number>();
  return children.filter(({ name }) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return important.has(name) && count <= fewOfEach;
  });
}

const countElements = (element: FeedElement): number =>
  element.children.reduce((sum, child) => sum + 1 + countElements(child), 0);
