/** One element of a feed: canonical name, attributes by local name, text, and the elements that have a meaning in it. */
export type FeedElement = {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: FeedElement[];
  /** References resolved; mark-up inside an element that carries text is kept, as HTML. */
  text: string;
};

export type CanonicalTree = Readonly<{
  root: FeedElement;
  /** The URI of the root's namespace; in RDF, of the RSS that it holds. */
  rootNamespace: string;
  notes: readonly string[];
  /** The document ended before its root was closed. */
  truncated: boolean;
  /** … and within an item, whose end is missing. */
  cutInItem: boolean;
  /** Items that were left out while it was read: empty ones, and those that were not among the newest. */
  leftOut: Readonly<{ empty: number; older: number }>;
}>;

export type TreeOutcome = Readonly<
  | { kind: "tree"; tree: CanonicalTree }
  | { kind: "no-root"; found: string }
  | { kind: "refused"; why: string }
>;
