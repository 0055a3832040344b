import type { Restriction } from "./restriction.ts";
import type { Source } from "./source.ts";

/** A list with an address of its own, as the config keeps it: all that is named must hold, what is absent restricts nothing. */
export type View = Readonly<{
  slug: string;
  title: string;
  /** Words as in the search. */
  query?: string;
  categories?: readonly string[];
  sources?: readonly Pick<Source, "url" | "name">[];
  /** At least so many independent outlets. */
  minOutlets?: number;
  /** BCP 47 primary subtags. */
  languages?: readonly string[];
  /** Words and phrases: stories with one in their headline are left out. */
  mute?: readonly string[];
}>;

/** What its page and its feeds show: one answer for both. */
export function viewRestriction(view: View): Restriction {
  const { query, categories, sources, minOutlets = 1, languages, mute } = view;
  return {
    ...(query !== undefined && { search: query }),
    ...(categories && { categories }),
    ...(sources && { sourceUrls: sources.map(({ url }) => url) }),
    ...(minOutlets > 1 && { minCoverage: minOutlets }),
    ...(languages && { languages }),
    ...(mute && { muted: mute }),
  };
}

/** The same for people: "Stories with “ukraine talks” and at least 2 independent reports; a copied text counts once." */
export function describeView(view: View): string {
  const { query, categories, sources, minOutlets = 1, languages, mute } = view;
  const having = [
    ...(query === undefined ? [] : [`“${query}”`]),
    ...(minOutlets > 1 ? [`at least ${minOutlets} independent reports`] : []),
  ];
  const parts = [
    ...(having.length > 0 ? [`with ${having.join(" and ")}`] : []),
    ...(categories ? [`of ${either(categories)}`] : []),
    ...(sources ? [`from ${either(sources.map(nameOf))}`] : []),
    ...(languages ? [`in ${either(languages.map((tag) => languageNames.of(tag) ?? tag))}`] : []),
    ...(mute ? [`without ${either(mute.map((phrase) => `“${phrase}”`))} in the headline`] : []),
  ];
  if (parts.length === 0) return "All stories.";
  return `Stories ${parts.join(", ")}${minOutlets > 1 ? "; a copied text counts once" : ""}.`;
}

/** More would be a list, and no sentence. */
const mostNamed = 5;

function either(names: readonly string[]): string {
  const left = names.length - mostNamed;
  const named = left > 1 ? [...names.slice(0, mostNamed), `${left} more`] : names;
  return disjunction.format(named);
}

const nameOf = ({ url, name }: Pick<Source, "url" | "name">): string =>
  name ?? URL.parse(url)?.host.replace(/^www\./, "") ?? url;

const disjunction = new Intl.ListFormat("en-GB", { type: "disjunction" });
const languageNames = new Intl.DisplayNames("en", { type: "language" });
