import { type Fold, folds } from "./bundle.ts";

/** What the query of a feed's address asks for; what is absent has its default. */
export type FeedOptions = Readonly<{
  fold?: Fold;
  /** At least so many independent outlets. */
  min?: number;
  limit?: number;
  /** BCP 47 primary subtag. */
  lang?: string;
}>;

/** The options, or what is wrong with them, in one sentence. */
export type FeedOptionsReading = Readonly<
  { kind: "options"; options: FeedOptions } | { kind: "bad"; problem: string }
>;

const maxLimit = 500;
/** No story has more outlets. */
const maxMin = 1000;

type Reader = (value: string) => FeedOptions | string;

const wholeNumber =
  (name: "min" | "limit", most: number): Reader =>
  (value) => {
    const number = /^\d{1,6}$/.test(value) ? Number(value) : 0;
    return number >= 1 && number <= most ? { [name]: number } : `a whole number from 1 to ${most}`;
  };

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
};

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
  return { kind: "options", options };
}
