/** Deepest nesting that is followed; what lies deeper loses its tags and keeps its text. */
export const maxDepth = 120;
export const maxAttributes = 60;
export const maxAttributeLength = 200_000;
/** Names have a dozen letters; of longer ones the beginning is read. */
export const maxNameLength = 100;

/** What a document's own entities may stand for, in characters. */
export const maxExpansion = 1_000_000;

/** A book of 400 pages has a million characters. */
const longText = 1_000_000;
/** Addresses, names, dates, lists of keywords. */
const shortText = 20_000;
/** With mark-up in it; what is shown of a title is far shorter. */
const titleText = 4000;

const longTexts: ReadonlySet<string> = new Set(
  "description content:encoded content summary tagline info fullitem fulltext body xhtml:body atom:content atom:summary dc:description dcterms:abstract media:description media:text itunes:summary".split(
    " ",
  ),
);

/** Of the text of one element so many characters are read. */
export const textLimit = (name: string): number =>
  longTexts.has(name) ? longText : /(?:^|:)(?:title|subtitle)$/.test(name) ? titleText : shortText;

/** Elements of one name within one other: more than an item of any format is given on purpose. */
const usualRepeats = 100;
const repeats: ReadonlyMap<string, number> = new Map(
  Object.entries({
    title: 5,
    link: 50,
    description: 5,
    "content:encoded": 5,
    content: 5,
    summary: 5,
    category: 200,
  }),
);
/** Elements of any name within one other. */
const maxChildren = 600;

/** Counts what one element holds. */
export class ChildCounts {
  readonly #byName = new Map<string, number>();
  #all = 0;

  /** Whether one more of this name is read. */
  take(name: string): boolean {
    const count = (this.#byName.get(name) ?? 0) + 1;
    if (this.#all >= maxChildren || count > (repeats.get(name) ?? usualRepeats)) return false;
    this.#byName.set(name, count);
    this.#all++;
    return true;
  }
}
