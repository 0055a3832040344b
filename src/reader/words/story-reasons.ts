import type { PlacementReason, StoryLayer } from "../../model/entry.ts";

/**
 * Why an entry is in its story, put together from what is stored beside the engine's own English sentence. Each is given
 * a reason of its layer that has what it tells of; of others the engine's sentence is shown.
 */
export type StoryReasons = Readonly<{
  /** Opened it; `near` where some known entry shared words with it. */
  first: (found: "near" | "nothing" | "no text") => string;
  /** The same article again. */
  identity: () => string;
  /** The text of another entry; `share`: of its phrases, 0 to 1, absent where the headlines told. */
  copy: (share: number | undefined) => string;
  /** `terms`: the rarest of `all` that it shares. */
  story: (terms: readonly string[], all: number) => string;
  /** Added to the latter three. */
  apart: (hours: number) => string;
}>;

/** Words that a reason names. */
const mostNamed = 6;

/** One left over is named too: it takes no more room than to say so. */
const namedOf = (terms: readonly string[]): readonly string[] =>
  terms.slice(0, terms.length <= mostNamed ? mostNamed : mostNamed - 1);

/** A reason in the words of a language; undefined where only the engine's own sentence says it. */
export function reasonIn(
  say: StoryReasons,
  layer: StoryLayer,
  { sharedTerms, hoursApart, score, threshold, nearestEntryId }: PlacementReason,
): string | undefined {
  const withGap = (text: string) => (hoursApart === undefined ? text : `${text}, ${say.apart(hoursApart)}`);
  switch (layer) {
    case "first":
      if (threshold === undefined) return say.first("no text");
      return say.first(nearestEntryId === undefined ? "nothing" : "near");
    case "identity":
      return withGap(say.identity());
    case "copy":
      return withGap(say.copy(score));
    case "story":
      return sharedTerms && sharedTerms.length > 0
        ? withGap(say.story(namedOf(sharedTerms), sharedTerms.length))
        : undefined;
    case "hand":
      return undefined;
  }
}
