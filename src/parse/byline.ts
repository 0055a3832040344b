import { agencyNamed, agencyNamedPlainly } from "./agencies.ts";

/** Longer ones are no by-line. */
const maxByline = 150;
/** Between the names of a by-line: signs, and "and", "with", "for" in the languages of agencies. */
const between =
  /[,;|/·•()]|\s+(?:and|und|et|y|e|og|och|en|a|&|with|avec|con|mit|med|met|com|for|via|–|—|-)\s+|\s+-+\s+/i;
/** Words before a name. */
const before =
  /^(?:(?:by|von|par|por|da|di|av|af|door|od|от|від|with reporting (?:by|from)|mit material (?:von|der)|with|avec|con|mit|redazione|redacción|redação|rédaction|redaktion|agenzia)\s+)+/i;
/** Words after one: "Reuters Staff", "AP Writer". */
const after =
  /\s+(?:staff|staff writers?|writers?|reporters?|correspondents?|news agency|news desk|wire services?|newsroom|agency)$/i;
/** A by-line that ends with the full name of an agency and has no sign before it: "ADA HILL The Associated Press". */
const nameAtEnd =
  /\s((?:the )?associated press|the canadian press|la presse canadienne|agence france-presse|australian associated press|press trust of india|bloomberg news|thomson reuters)$/i;
const fullName = /^\p{L}[\p{L}.'’-]+\s+\p{L}[\p{L}.'’-]+/u;

/**
 * "Jane Doe, Associated Press", "Reuters in Kyiv", "By AFP", "dpa/AFP": the first agency named. `language`, as far as it
 * is known, tells letters that are an agency only where it is at home ("TT" in Swedish) from initials.
 */
export function agencyOfByline(line: string, language?: string): string | undefined {
  if (line.length > maxByline) return undefined;
  const parts = line.split(between).map((part) => part.trim());
  const signed = parts.find((part) => part !== "") ?? "";
  for (const part of parts) {
    const bare = part.replace(before, "").replace(/\s+in\s+\p{Lu}[\p{L}\s.'-]*$/u, "");
    const name = bare.replace(after, "").trim();
    // "PA Reporter", and "Jane Roe, PA": nobody's initials.
    const plain = name === bare.trim() && (part === signed || !fullName.test(signed));
    const found = plain ? agencyNamedPlainly(name, language) : agencyNamed(name);
    if (found) return found;
  }
  const named = nameAtEnd.exec(line.trim())?.[1];
  return named && agencyNamed(named);
}

/** Somebody with a first and a last name has signed. */
export const isPersonsName = (name: string): boolean =>
  agencyOfByline(name) === undefined &&
  /\p{L}{2,}\s+\p{L}{2,}|^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u.test(name);
