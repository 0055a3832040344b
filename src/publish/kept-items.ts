import { hash } from "node:crypto";
import type { FeedItem } from "./feed-item.ts";
import { makeItem } from "./make-item.ts";

type MakeItem = typeof makeItem;

/**
 * `makeItem` that gives an item it has made before where all that it is made from is the same: a change of the store
 * touches few of the items that feeds show. Told by a hash of what it is given, so that nothing has to say what a change
 * touches. `maxCharacters`: of what the items that are kept were made from; what nobody has wanted the longest goes.
 */
export function createItemMaker({ maxCharacters }: Readonly<{ maxCharacters: number }>): MakeItem {
  // A Map remembers the order in which it was filled.
  const kept = new Map<string, Readonly<{ item: FeedItem; characters: number }>>();
  let characters = 0;
  const makeRoom = () => {
    for (const [key, each] of kept) {
      if (characters <= maxCharacters) return;
      kept.delete(key);
      characters -= each.characters;
    }
  };
  return (bundle, addresses, feeds, saga) => {
    const feed = feeds.get(bundle.lead.feedId);
    const given = JSON.stringify([
      bundle,
      [feed?.source.url, feed?.siteUrl],
      saga,
      [addresses.story(0), addresses.tag("")],
    ]);
    const key = hash("sha256", given, "base64");
    const known = kept.get(key);
    const each = known ?? { item: makeItem(bundle, addresses, feeds, saga), characters: given.length };
    if (known) kept.delete(key);
    else characters += each.characters;
    kept.set(key, each);
    makeRoom();
    return each.item;
  };
}
