import type { DatabaseSync } from "node:sqlite";
import type { SearchPhrase } from "../../base/search-query.ts";
import { categoryIs, sourceHolds } from "../search-plan.ts";

/** What SQL asks of names: the same answers as in every other engine. A phrase is given as JSON. */
export function addSearchFunctions(connection: DatabaseSync): void {
  const options = { deterministic: true, varargs: true };
  connection.function(
    "source_holds",
    options,
    remembering((phrase, [name, title, url]) => sourceHolds(phrase, { name, title, url: url ?? "" })),
  );
  connection.function(
    "category_is",
    options,
    remembering((phrase, [category]) => categoryIs(phrase, category ?? "")),
  );
}

type Names = readonly (string | undefined)[];

/** One search asks of thousands of names two times or three, and the next page of it again. */
function remembering(answer: (phrase: SearchPhrase, names: Names) => boolean) {
  let asked: unknown;
  let phrase: SearchPhrase;
  const known = new Map<string, number>();
  return (json: unknown, ...values: readonly unknown[]): number => {
    if (json !== asked) {
      known.clear();
      phrase = JSON.parse(String(json)) as SearchPhrase;
      asked = json;
    }
    const key = values.join("\0");
    const before = known.get(key);
    if (before !== undefined) return before;
    const result = Number(answer(phrase, values.map(textOf)));
    known.set(key, result);
    return result;
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
