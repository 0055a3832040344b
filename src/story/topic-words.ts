import { expectedShares } from "./common-words.ts";
import { languageFor } from "./languages.ts";
import { readTitle, splitWords, summaryLength } from "./terms.ts";
import { titleCount } from "./vector.ts";
import { type WordForm, wordForms } from "./word-forms.ts";

/** Whether a word is written as a name is; of a script without capitals nothing is known. */
export type Naming = "unknown" | "no" | "yes";

/** A word that tells what a story is about. */
export type TopicWord = Readonly<{
  /** Lower case, stemmed. */
  stem: string;
  /** As it was written first. */
  surface: string;
  /** How often it stands there, in a title more. */
  count: number;
  naming: Naming;
  /** The stems that stand right next to it: "Port Saline" names one thing. */
  beside: ReadonlySet<string>;
}>;

/** A title in which so many of the longer words are capitalised is set In Title Case: there capitals tell nothing. */
const titleCaseShare = 0.6;

type Found = { surface: string; count: number; lower: boolean; capital: "none" | "weak" | "strong" };

/** The telling words of a title and the beginning of a summary, in a language (primary subtag). */
export function readTopicWords(
  text: Readonly<{ title: string; summary?: string }>,
  subtag: string,
): readonly TopicWord[] {
  const formOf = wordForms(subtag);
  const words = new Map<string, Found>();
  const beside = new Map<string, Set<string>>();
  const title = readTitle(text.title);
  scan(title, titleCount, isTitleCase(title));
  if (text.summary) scan(text.summary.slice(0, summaryLength), 1, false);
  return Array.from(words, ([stem, { surface, count, ...found }]) => ({
    stem,
    surface,
    count,
    naming: namingOf(stem, found, subtag),
    beside: beside.get(stem) ?? noWords,
  }));

  function scan(part: string, worth: number, titleCase: boolean): void {
    const clean = part.normalize("NFKC");
    let [previous, end]: [string | undefined, number] = [undefined, 0];
    for (const surface of splitWords(part, languageFor(subtag))) {
      const start = Math.max(end, clean.indexOf(surface, end)); // "U.S." is read as "US", which stands nowhere
      const gap = clean.slice(end, start);
      end = start + surface.length;
      const { stem: ownStem, isWeekday, letters } = formOf(surface);
      const stem = isWeekday ? undefined : ownStem;
      if (stem !== undefined) {
        note(stem, surface, worth, letters, titleCase || gap.length === start || opensSentence.test(gap));
        if (previous !== undefined && (gap === " " || !/[^\s'’-]/u.test(gap))) join(previous, stem);
      }
      previous = stem;
    }
  }

  function note(
    stem: string,
    surface: string,
    worth: number,
    letters: WordForm["letters"],
    capitalIsUsual: boolean,
  ): void {
    let word = words.get(stem);
    if (!word) words.set(stem, (word = { surface, count: 0, lower: false, capital: "none" }));
    word.count += worth;
    if (letters === "small") word.lower = true;
    else if (letters === "capitals" || (letters === "capital" && !capitalIsUsual)) word.capital = "strong";
    else if (letters === "capital" && word.capital === "none") word.capital = "weak";
  }

  function join(one: string, other: string): void {
    for (const [stem, neighbour] of [
      [one, other],
      [other, one],
    ] as const) {
      const found = beside.get(stem);
      if (found) found.add(neighbour);
      else beside.set(stem, new Set([neighbour]));
    }
  }
}

const noWords: ReadonlySet<string> = new Set();
const opensSentence = /[.!?:…¿¡«“"„]/u;

function isTitleCase(title: string): boolean {
  const longer = title.match(/\p{L}{4,}/gu) ?? [];
  const capitals = longer.filter((word) => /^\p{Lu}/u.test(word));
  return longer.length > 0 && capitals.length >= titleCaseShare * longer.length;
}

/** German writes every noun with a capital: there, and where a sentence begins, it takes a word that is no usual one. */
function namingOf(
  stem: string,
  { lower, capital }: Pick<Found, "lower" | "capital">,
  subtag: string,
): Naming {
  if (lower) return "no";
  if (capital === "none") return "unknown";
  if (capital === "strong" && subtag !== "de") return "yes";
  return expectedShares(subtag).has(stem) ? "no" : capital === "strong" ? "yes" : "unknown";
}
