/** What a run of letters says of each language, by the language's number. */
type Scores = Readonly<Record<string, number>>;

/** The tables of the language detector, as it takes them. */
export type LanguageTables = Readonly<{
  type: string;
  languages: Readonly<Record<string, string>>;
  ngrams: Readonly<Record<string, Scores>>;
}>;

/** `'run':{1:30,52:7},`; a run that is a name in JavaScript stands without quotation marks. */
const entry = /(?:'((?:[^'\\]|\\.)*)'|([^':{},]+)):\{([\d:,]*)\},?/y;

/**
 * Reads the detector's tables from the text of the module they are shipped as. Its 81,000 small objects take a second and
 * 130 MB to evaluate, and a text needs some dozens of them: here each is only found, and made when it is asked for.
 * Throws where the text is not laid out like that.
 */
export function readLanguageTables(source: string): LanguageTables {
  const start = source.indexOf("ngrams:{");
  const head = source.slice(0, Math.max(0, start));
  const type = /\btype:'(\w+)'/.exec(head)?.[1];
  const languages = Object.fromEntries(
    [...head.matchAll(/\b(\d+):'(\w+)'/g)].map(([, number, code]) => [number!, code!]),
  );
  if (type === undefined || Object.keys(languages).length === 0)
    throw new Error(
      "The language detector's tables were read, and found laid out in an unknown way: no languages",
    );
  return { type, languages, ngrams: madeWhenAsked(findEntries(source, start + "ngrams:{".length), source) };
}

/** Where in the source the scores of each run begin. */
function findEntries(source: string, start: number): Map<string, number | Scores> {
  const found = new Map<string, number | Scores>();
  let end = start;
  entry.lastIndex = start;
  for (let match = entry.exec(source); match; match = entry.exec(source)) {
    const [whole, quoted, name = "", scores = ""] = match;
    end = entry.lastIndex;
    const after = whole.endsWith(",") ? 2 : 1;
    found.set(quoted?.replaceAll(/\\(.)/g, "$1") ?? name, end - after - scores.length);
  }
  if (found.size === 0 || !source.startsWith("}}", end))
    throw new Error(
      `The language detector's tables were read, and found laid out in an unknown way at character ${end}`,
    );
  return found;
}

const madeWhenAsked = (entries: Map<string, number | Scores>, source: string): LanguageTables["ngrams"] =>
  new Proxy<Record<string, Scores>>(
    {},
    {
      get(_, run) {
        const found = typeof run === "string" ? entries.get(run) : undefined;
        if (typeof found !== "number") return found;
        const scores = scoresAt(source, found);
        entries.set(run as string, scores);
        return scores;
      },
    },
  );

function scoresAt(source: string, start: number): Scores {
  const pairs = source.slice(start, source.indexOf("}", start)).split(",");
  return Object.fromEntries(
    pairs.map((pair) => {
      const [language, score] = pair.split(":");
      return [language!, Number(score)];
    }),
  );
}
