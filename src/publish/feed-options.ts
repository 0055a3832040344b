import { type Fold, folds } from "./bundle.ts";

/** What the query of a feed's address asks for; what is absent has its default. */
export type FeedOptions = Readonly<{
  fold?: Fold;
  /** At least so many independent outlets. */
  min?: number;
  limit?: number;
  /** BCP 47 primary subtag. */
  lang?: string;
  /** Of the config's sources; whether there is such a one is not known here. */
  category?: string;
  /** Asks for an archive document: what has a higher id than this one … */
  after?: number;
  /** … up to this one; absent, as far as the document goes (`archive.ts`). */
  upto?: number;
}>;

/** The options, or what is wrong with them, in one sentence. */
export type FeedOptionsReading = Readonly<
  { kind: "options"; options: FeedOptions } | { kind: "bad"; problem: string }
>;

const maxLimit = 500;
/** No story has more outlets. */
const maxMin = 1000;
/** Longest name that is looked for, in characters. */
const maxCategory = 200;

type Reader = (value: string) => FeedOptions | string;

const wholeNumber =
  (name: "min" | "limit", most: number): Reader =>
  (value) => {
    const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    return number >= 1 && number <= most ? { [name]: number } : `a whole number from 1 to ${most}`;
  };

const id =
  (name: "after" | "upto"): Reader =>
  (value) =>
    /^\d{1,15}$/.test(value) ? { [name]: Number(value) } : "a whole number, as the links of a feed give it";

/** What each parameter becomes, or what it should have been. */
const readers: Readonly<Record<string, Reader>> = {
  fold: (value) => {
    const fold = folds.find((each) => each === value);
    return fold ? { fold } : "story (one item a story), copy (each text once) or none (every entry)";
  },
  min: wholeNumber("min", maxMin),
  limit: wholeNumber("limit", maxLimit),
  lang: (value) =>
    /^[a-z]{2,3}$/i.test(value) ? { lang: value.toLowerCase() } : `a language such as "en" or "de"`,
  category: (value) =>
    value !== "" && value.length <= maxCategory && value.isWellFormed()
      ? { category: value }
      : `the name of a category, of at most ${maxCategory} characters`,
  after: id("after"),
  upto: id("upto"),
};

/** What is wrong with options that are each right. */
function contradiction({ after, upto, limit }: FeedOptions): string | undefined {
  if (after === undefined)
    return upto === undefined ? undefined : "upto is of archives: it needs after beside it.";
  if (upto !== undefined && upto <= after) return "upto must be a higher number than after.";
  return limit === undefined
    ? undefined
    : "An archive holds what it holds: after and limit cannot both be given.";
}

/** Reads a query as express gives it. Parameters that mean nothing here are left to whoever put them there. */
export function readFeedOptions(query: Readonly<Record<string, unknown>>): FeedOptionsReading {
  const options: FeedOptions = {};
  for (const [name, value] of Object.entries(query)) {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!read) continue;
    if (typeof value !== "string") return { kind: "bad", problem: `${name} is given more than once.` };
    const option = read(value);
    if (typeof option === "string")
      return {
        kind: "bad",
        problem: `${name} is "${value.slice(0, 40).toWellFormed()}"; it must be ${option}.`,
      };
    Object.assign(options, option);
  }
  const problem = contradiction(options);
  return problem === undefined ? { kind: "options", options } : { kind: "bad", problem };
}
