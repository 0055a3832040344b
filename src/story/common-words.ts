import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The languages whose usual words are shipped (usual-words/README.md says where they come from). */
const listed = new Set("ar cs da de el en es fi fr hu id it ja ko nl no pl pt ro ru sv tr zh".split(" "));

const known = new Map<string, ReadonlyMap<string, number>>();

/**
 * In what share of the articles of a language (primary subtag) each stem is to be expected before any was read; empty
 * where nothing is known of the language. Rare words are left out: they are expected in none.
 */
export function expectedShares(subtag: string): ReadonlyMap<string, number> {
  let shares = known.get(subtag);
  if (!shares) known.set(subtag, (shares = listed.has(subtag) ? readShares(subtag) : new Map()));
  return shares;
}

/** From lines of a stem and its articles of a million. */
function readShares(subtag: string): ReadonlyMap<string, number> {
  const lines = readFileSync(join(import.meta.dirname, "usual-words", `${subtag}.txt`), "utf8").split("\n");
  return new Map(
    lines
      .filter((line) => line !== "")
      .map((line) => {
        const [stem, perMillion] = line.split(" ");
        return [stem!, Number(perMillion) / 1_000_000];
      }),
  );
}
