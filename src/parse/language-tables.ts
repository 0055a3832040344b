/** What a run of letters says of the languages it occurs in: pairs of a language's number and a score. */
export type Scores = readonly number[];

/** The tables of the language detector. */
export type LanguageTables = Readonly<{
  /** By number, from 0. */
  languages: readonly string[];
  scoresOf(run: string): Scores | undefined;
}>;

/**
 * Reads the detector's tables from the text of the module they are shipped as. Its 81,000 small objects take a second and
 * 130 MB to evaluate, and a text needs some dozens of them: here each is only found, and read when it is asked for.
 * Throws where the text is not laid out like that.
 */
export function readLanguageTables(source: string): LanguageTables {
  const start = source.indexOf(beginning);
  const head = source.slice(0, Math.max(0, start));
  const languages: string[] = [];
  for (const [, number, code = ""] of head.matchAll(/\b(\d+):'(\w+)'/g)) languages[Number(number)] = code;
  if (languages.length === 0 || languages.includes(undefined as never)) throw otherLayout("no languages");
  const entries = findEntries(source, start + beginning.length);
  return {
    languages,
    scoresOf: (run) => {
      const found = entries.get(run);
      if (typeof found !== "number") return found;
      const scores = scoresAt(source, found);
      entries.set(run, scores);
      return scores;
    },
  };
}

const beginning = "ngrams:{";

/**
 * Where in the source the scores of each run begin. `'run':{1:30,52:7},`; a run that is a name in JavaScript stands
 * without quotation marks. By hand: an expression that is matched 81,000 times takes three times as long.
 */
function findEntries(source: string, start: number): Map<string, number | Scores> {
  const found = new Map<string, number | Scores>();
  let at = start;
  while (source[at] !== "}") {
    const isQuoted = source[at] === "'";
    const nameEnd = isQuoted ? endOfQuoted(source, at + 1) : source.indexOf(":", at);
    const colon = isQuoted ? nameEnd + 1 : nameEnd;
    const end = source.indexOf("}", colon);
    if (nameEnd < 0 || end < 0 || !source.startsWith(":{", colon)) throw otherLayout(`character ${at}`);
    const name = source.slice(isQuoted ? at + 1 : at, nameEnd);
    found.set(name.includes("\\") ? name.replaceAll(/\\(.)/g, "$1") : name, colon + 2);
    at = source[end + 1] === "," ? end + 2 : end + 1;
  }
  if (found.size === 0 || !source.startsWith("}}", at)) throw otherLayout(`character ${at}`);
  return found;
}

/** Where the quotation mark stands that ends a text, or -1. */
function endOfQuoted(source: string, start: number): number {
  let end = source.indexOf("'", start);
  while (end > start && source[end - 1] === "\\") end = source.indexOf("'", end + 1);
  return end;
}

/** Numbers with one sign between them, up to the brace. */
function scoresAt(source: string, start: number): Scores {
  const scores: number[] = [];
  let number = 0;
  for (let at = start; ; at++) {
    const digit = source.charCodeAt(at) - zero;
    if (digit >= 0 && digit <= 9) number = number * 10 + digit;
    else {
      scores.push(number);
      number = 0;
      if (source[at] === "}") return scores;
    }
  }
}

const zero = 0x30;

const otherLayout = (where: string) =>
  new Error(`The language detector's tables were read, and found laid out in an unknown way: ${where}`);
