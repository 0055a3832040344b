import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The languages whose akin words are shipped (akin-words/README.md says where they come from). */
const listed = new Set(["en"]);

/** The pairs that a word is in, by their numbers. */
export type Pairs = readonly number[];

const known = new Map<string, ReadonlyMap<string, Pairs>>();

/**
 * In which pairs of akin words ("launch" and "unveil", "medicine" and "medical") each stem of a language (primary subtag)
 * stands: two that have a pair in common may name one thing. Empty where nothing is known of the language.
 */
export function akinPairs(subtag: string): ReadonlyMap<string, Pairs> {
  let pairs = known.get(subtag);
  if (!pairs) known.set(subtag, (pairs = listed.has(subtag) ? readPairs(subtag) : new Map()));
  return pairs;
}

/** From lines of a stem and those akin to it. */
function readPairs(subtag: string): ReadonlyMap<string, Pairs> {
  const pairs = new Map<string, number[]>();
  const put = (stem: string, pair: number) => {
    const list = pairs.get(stem);
    if (list) list.push(pair);
    else pairs.set(stem, [pair]);
  };
  let last = 0;
  for (const line of readFileSync(join(import.meta.dirname, "akin-words", `${subtag}.txt`), "utf8").split(
    "\n",
  )) {
    const [stem, ...akin] = line.split(" ");
    for (const other of akin) {
      last += 1;
      put(stem!, last);
      put(other, last);
    }
  }
  return pairs;
}
