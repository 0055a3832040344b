import type { DatabaseSync } from "node:sqlite";
import type { SearchPhrase } from "../../base/search-query.ts";
import { categoryIs, sourceHolds } from "../search-plan.ts";

/** What SQL asks of names: the same answers as in every other engine. A phrase is given as JSON. */
export function addSearchFunctions(connection: DatabaseSync): void {
  connection.function("source_holds", { deterministic: true }, (phrase, name, title, url) =>
    Number(
      sourceHolds(phraseOf(phrase), { name: textOf(name), title: textOf(title), url: textOf(url) ?? "" }),
    ),
  );
  connection.function("category_is", { deterministic: true }, (phrase, category) =>
    Number(categoryIs(phraseOf(phrase), textOf(category) ?? "")),
  );
}

const phraseOf = (json: unknown): SearchPhrase => JSON.parse(String(json)) as SearchPhrase;

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
