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

/** What a description is put together from, in one language. */
export type ViewPhrases = Readonly<{
  all: string;
  /** Without its full stop. */
  stories: (parts: readonly string[]) => string;
  copiesCountOnce: string;
  having: (what: readonly string[]) => string;
  quoted: (text: string) => string;
  reports: (least: number) => string;
  categories: (names: string) => string;
  sources: (names: string) => string;
  languages: (names: string) => string;
  without: (phrases: string) => string;
  more: (left: number) => string;
  /** "a, b or c". */
  either: (names: readonly string[]) => string;
  languageName: (tag: string) => string | undefined;
}>;

const disjunction = new Intl.ListFormat("en-GB", { type: "disjunction" });
const languageNames = new Intl.DisplayNames("en", { type: "language" });

/** English: what feeds say, whoever asks for them. */
export const viewPhrases: ViewPhrases = {
  all: "All stories.",
  stories: (parts) => `Stories ${parts.join(", ")}`,
  copiesCountOnce: "a copied text counts once",
  having: (what) => `with ${what.join(" and ")}`,
  quoted: (text) => `“${text}”`,
  reports: (least) => `at least ${least} independent reports`,
  categories: (names) => `of ${names}`,
  sources: (names) => `from ${names}`,
  languages: (names) => `in ${names}`,
  without: (phrases) => `without ${phrases} in the headline`,
  more: (left) => `${left} more`,
  either: (names) => disjunction.format(names),
  languageName: (tag) => languageNames.of(tag),
};

/** The same for people: "Stories with “ukraine talks” and at least 2 independent reports; a copied text counts once." */
export function describeView(view: View, say: ViewPhrases = viewPhrases): string {
  const { query, categories, sources, minOutlets = 1, languages, mute } = view;
  const either = (names: readonly string[]) => say.either(namedOf(names, say));
  const having = [
    ...(query === undefined ? [] : [say.quoted(query)]),
    ...(minOutlets > 1 ? [say.reports(minOutlets)] : []),
  ];
  const parts = [
    ...(having.length > 0 ? [say.having(having)] : []),
    ...(categories ? [say.categories(either(categories))] : []),
    ...(sources ? [say.sources(either(sources.map(nameOf)))] : []),
    ...(languages ? [say.languages(either(languages.map((tag) => say.languageName(tag) ?? tag)))] : []),
    ...(mute ? [say.without(either(mute.map(say.quoted)))] : []),
  ];
  if (parts.length === 0) return say.all;
  return `${say.stories(parts)}${minOutlets > 1 ? `; ${say.copiesCountOnce}` : ""}.`;
}

/** More would be a list, and no sentence. */
const mostNamed = 5;

function namedOf(names: readonly string[], { more }: ViewPhrases): readonly string[] {
  const left = names.length - mostNamed;
  return left > 1 ? [...names.slice(0, mostNamed), more(left)] : names;
}

const nameOf = ({ url, name }: Pick<Source, "url" | "name">): string =>
  name ?? URL.parse(url)?.host.replace(/^www\./, "") ?? url;
