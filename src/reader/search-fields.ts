import type { Request } from "express";
import { readSearch } from "../base/search-query.ts";
import { quoted } from "../base/write-search.ts";
import { parameter } from "./list.ts";

/** Fields beside the words, each named as the operator that it writes. */
const fields = ["source", "category", "after", "before"] as const;

/** The words with what the fields say as operators; undefined where no field says anything. What is said already is not said twice. */
export function withFields(request: Pick<Request, "query">): string | undefined {
  const typed = parameter(request, "q")?.trim() ?? "";
  const operators = fields.flatMap((name) => {
    const value = parameter(request, name)?.trim();
    return value ? [`${name}:${quoted(value)}`] : [];
  });
  if (operators.length === 0) return undefined;
  // Quotes that are not closed would swallow what follows.
  const isOpen = readSearch(typed).notes.some(({ kind }) => kind === "open-quote");
  const said = isOpen ? `${typed}"` : typed;
  return [said, ...operators.filter((operator) => !said.includes(operator))].filter(Boolean).join(" ");
}
