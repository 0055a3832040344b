import type { Naming } from "./topic-words.ts";

/** A word of a story's profile; `beside`: the stems of the profile that stood right next to it. */
export type ProfileTerm = Readonly<{
  stem: string;
  /** How often it stood in the story's reports, in titles more. */
  count: number;
  naming: Naming;
  beside: ReadonlySet<string>;
}>;

/** How much a word tells, in nats. */
export type Rarity = (stem: string) => number;

/** So many of its strongest words are what a story is remembered by. */
const mostTerms = 12;
/** Where the gain from repeating a word levels off (as k1 of BM25). */
const saturation = 1.2;

/** What a word of this count and rarity weighs in its story. */
export const weightOf = (count: number, rarity: number): number => (count / (count + saturation)) * rarity;

/** The strongest words of two profiles together: of a story and a report more, or of two stories that became one. */
export function joinProfiles(
  one: readonly ProfileTerm[],
  other: readonly ProfileTerm[],
  rarity: Rarity,
): readonly ProfileTerm[] {
  const weighed = (one.length === 0 ? other : allTerms(one, other)).map((term) => ({
    term,
    weight: weightOf(term.count, rarity(term.stem)),
  }));
  return weighed
    .sort((a, b) => b.weight - a.weight || (a.term.stem < b.term.stem ? -1 : 1))
    .slice(0, mostTerms)
    .map(({ term }) => term);
}

function allTerms(one: readonly ProfileTerm[], other: readonly ProfileTerm[]): readonly ProfileTerm[] {
  const terms = new Map(one.map((term) => [term.stem, term]));
  for (const term of other) {
    const known = terms.get(term.stem);
    terms.set(term.stem, known ? joinTerms(known, term) : term);
  }
  return [...terms.values()];
}

const joinTerms = (one: ProfileTerm, other: ProfileTerm): ProfileTerm => ({
  stem: one.stem,
  count: one.count + other.count,
  naming: bothNamings(one.naming, other.naming),
  beside: new Set([...one.beside, ...other.beside]),
});

/** Whoever writes it small once tells that it is no name. */
const bothNamings = (one: Naming, other: Naming): Naming =>
  one === "no" || other === "no" ? "no" : one === "yes" || other === "yes" ? "yes" : "unknown";

/** A profile in whole numbers: a month of them is held, and stored. `codes[i]` belongs to `stems[i]`. */
export type PackedProfile = Readonly<{ stems: readonly string[]; codes: readonly number[] }>;

const namings: readonly Naming[] = ["unknown", "no", "yes"];

/** Each code: its count in tenths, a bit for each place that it stands beside, two for how it is written. */
export function pack(profile: readonly ProfileTerm[]): PackedProfile {
  const stems = profile.map(({ stem }) => stem);
  return {
    stems,
    codes: profile.map(({ count, naming, beside }) => {
      const places = stems.reduce((bits, stem, place) => bits | (beside.has(stem) ? 1 << place : 0), 0);
      return (Math.min(mostCount, Math.round(count * 10)) << 14) | (places << 2) | namings.indexOf(naming);
    }),
  };
}

/** What 16 bits hold: the code stays a small integer. */
const mostCount = 0xffff;

export const countIn = (code: number): number => (code >> 14) / 10;
export const namingIn = (code: number): Naming => namings[code & 3] ?? "unknown";
export const besideIn = (code: number, place: number): boolean => (code & (4 << place)) !== 0;

export function unpack({ stems, codes }: PackedProfile): readonly ProfileTerm[] {
  return stems.map((stem, i) => {
    const code = codes[i] ?? 0;
    return {
      stem,
      count: countIn(code),
      naming: namingIn(code),
      beside: new Set(stems.filter((_, place) => besideIn(code, place))),
    };
  });
}
