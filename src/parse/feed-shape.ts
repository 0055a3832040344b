import type { CanonicalTree, FeedElement } from "./feed-element.ts";
import { withinElementBudget } from "./element-budget.ts";
import { isItem, maxItems, newestItems, speaks } from "./newest-items.ts";

/** Elements that make a feed a feed; rss-parser knows them by these names. */
export const structure: ReadonlySet<string> = new Set(["rss", "rdf:RDF", "channel", "item", "feed", "entry"]);

export type ShapedFeed = Readonly<{
  root: FeedElement;
  /** The names of all elements in it but the structural ones. */
  names: ReadonlySet<string>;
  notes: readonly string[];
  /** The document ends within its first item: there is nothing whole in it. */
  cutOff: boolean;
}>;

/** A tree in one of the three shapes that rss-parser knows, with whole items only, and of those the newest. */
export function shapeFeed(tree: CanonicalTree): ShapedFeed {
  const notes: string[] = [];
  const { root, holder } = shape(tree.root);
  const { whole, cutOff } = wholeItems(holder, tree);
  if (tree.truncated && !cutOff) notes.push("the document is cut off; what was whole before the cut is kept");
  const speaking = whole.filter(speaks);
  const empty = whole.length - speaking.length + tree.leftOut.empty;
  const all = speaking.length + tree.leftOut.older;
  if (empty > 0) notes.push(`left out ${empty} empty items`);
  if (all > maxItems) notes.push(`kept the newest ${maxItems} of ${all} items`);
  const kept = new Set(speaking.length > maxItems ? newestItems(speaking) : speaking);
  const children = holder.children.filter((child) => !isItem(child) || kept.has(child));
  holder.children.length = 0;
  for (const child of children) holder.children.push(child);
  const thinned = withinElementBudget(holder.children.filter(isItem));
  if (thinned > 0)
    notes.push(`kept the most important elements of ${thinned} items: too many elements in one document`);
  for (const item of kept) carryAttribute(item, "about", "rdf:about");
  // A language that the root declares holds for the feed, whatever its title is written in.
  const channel = root.name === "feed" ? root : (root.children[0] ?? root);
  carryAttribute(tree.root, "xlang", "xml:lang", channel);
  const names = namesIn(root);
  if (names.size === maxNames) keepOnly(names, kept);
  return { root, names, notes, cutOff };
}

/** Attributes of items and channels are not handed on by rss-parser; elements are. */
function carryAttribute(from: FeedElement, attribute: string, name: string, to: FeedElement = from): void {
  const value = from.attributes.get(attribute);
  if (value !== undefined) to.children.push(element(name, [], value));
}

/** The items without the last one of a document that was cut off in it; one whose end was seen is whole. */
function wholeItems(holder: FeedElement, tree: CanonicalTree): { whole: FeedElement[]; cutOff: boolean } {
  const items = holder.children.filter(isItem);
  if (!tree.truncated || !tree.cutInItem || items.length === 0) return { whole: items, cutOff: false };
  if (tree.root.name !== "entry") items.pop();
  return { whole: items, cutOff: items.length === 0 };
}

type Shape = Readonly<{ root: FeedElement; holder: FeedElement }>;

function shape(root: FeedElement): Shape {
  switch (root.name) {
    case "feed":
      return feed(root.children);
    case "entry":
      return feed([root]);
    case "channel":
      return rss(root.children);
    case "rdf:RDF": {
      const channels = root.children
        .filter((child) => child.name === "channel")
        .flatMap(({ children }) => children);
      const beside = root.children.filter((child) => child.name !== "channel");
      const all = [...channels, ...beside];
      const channel = element(
        "channel",
        all.filter((child) => !isItem(child)),
      );
      const holder = element("rdf:RDF", [channel, ...all.filter(isItem)]);
      return { root: holder, holder };
    }
    default: {
      // Several channels, or items beside the channel (RSS 0.9x, and those who mistook it for RDF).
      const channels = root.children
        .filter((child) => child.name === "channel")
        .flatMap(({ children }) => children);
      return rss([...channels, ...root.children.filter((child) => child.name !== "channel")]);
    }
  }
}

// An element that holds nothing is none to rss-parser: the attribute makes sure that it holds something.
const version: ReadonlyMap<string, string> = new Map([["version", "2.0"]]);

function feed(children: FeedElement[]): Shape {
  const holder = element("feed", children);
  return { root: holder, holder };
}

function rss(children: FeedElement[]): Shape {
  const holder = element("channel", children);
  return { root: element("rss", [holder]), holder };
}

const element = (name: string, children: FeedElement[], text = ""): FeedElement => ({
  name,
  attributes: new Map(structure.has(name) ? version : []),
  children,
  text,
});

/** Names that are read; a document that has more was made to. */
const maxNames = 300;

/** Elements that nobody asks rss-parser for are not written for it. */
function keepOnly(names: ReadonlySet<string>, items: Iterable<FeedElement>): void {
  for (const { children } of items) {
    const known = children.filter(({ name }) => names.has(name));
    children.length = 0;
    children.push(...known);
  }
}

function namesIn(root: FeedElement): Set<string> {
  const names = new Set<string>();
  const collect = (parent: FeedElement, depth: number) => {
    for (const child of parent.children) {
      if (!structure.has(child.name) && names.size < maxNames) names.add(child.name);
      // Deeper elements come with the ones that hold them.
      if (depth < 2) collect(child, depth + 1);
    }
  };
  collect(root, 0);
  return names;
}
