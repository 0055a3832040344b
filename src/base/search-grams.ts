// Scripts whose words no spaces part, and Korean, whose words carry their particles with them. A dictionary would cut
// them another way with each version, and a question another way than the text that answers it; so every stretch of
// them is searched by overlapping grams, and what a reader types is found wherever it stands.

const pairs =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Hangul}ー";
const triples = "\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";

/** A character of such a script. */
export const isGramScript = new RegExp(`[${pairs}${triples}]`, "u");
/** As much of a text as is cut into grams of one size; digits of their own are numbers all the same. */
export const gramRun = new RegExp(`(?:(?!\\p{Nd})[${pairs}])+|(?:(?!\\p{Nd})[${triples}])+`, "u");
const isTriple = new RegExp(`^[${triples}]`, "u");

/** Characters a gram: Thai letters say so little that two of them stand in every sentence. */
export const gramSize = (text: string): number => (isTriple.test(text) ? 3 : isGramScript.test(text) ? 2 : 0);

/**
 * "東京都" → 東京, 京都, 都: a gram begins at each character, and at the end the shorter ones that are left. So a single
 * character is the beginning of a gram wherever it stands.
 */
export function gramsOf(run: string): string[] {
  const characters = Array.from(run);
  const size = gramSize(run);
  return characters.map((_, at) => characters.slice(at, at + size).join(""));
}
