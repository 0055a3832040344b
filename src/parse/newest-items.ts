import { parseDate } from "./date.ts";
import type { FeedElement } from "./feed-element.ts";

/** Most items that are taken over from one document: the newest. More in one answer is an archive or an accident. */
export const maxItems = 2000;

export const isItem = ({ name }: FeedElement): boolean => name === "item" || name === "entry";

/** An item that says something. */
export const speaks = (item: FeedElement): boolean =>
  item.children.length > 0 || item.attributes.has("about");

/** The newest of the items, at most `maxItems`, newest first. Without dates the document's order stands. */
export function newestItems(items: readonly FeedElement[]): readonly FeedElement[] {
  const dates = new Map(items.map((item) => [item, dateOf(item)]));
  return items.toSorted((a, b) => (dates.get(b) ?? 0) - (dates.get(a) ?? 0)).slice(0, maxItems);
}

/** Read once: of 100,000 items, those that are kept so far are asked again and again. */
const known = new WeakMap<FeedElement, number>();

function dateOf(item: FeedElement): number {
  const found = known.get(item);
  if (found !== undefined) return found;
  const dated = item.children.find((child) =>
    /^(?:pubdate|published|updated|dc:date|issued|modified)$/.test(child.name),
  );
  const date = (dated && parseDate(dated.text)?.getTime()) ?? 0;
  known.set(item, date);
  return date;
}
