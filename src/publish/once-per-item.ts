import type { FeedItem } from "./feed-item.ts";

/** Writes each item once: as long as an item is kept, so is what a format makes of it. */
export function oncePerItem(write: (item: FeedItem) => string): (item: FeedItem) => string {
  const written = new WeakMap<FeedItem, string>();
  return (item) => {
    const text = written.get(item) ?? write(item);
    written.set(item, text);
    return text;
  };
}
