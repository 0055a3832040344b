import { foldTitle } from "../base/fold-title.ts";
import { slipsBetween } from "../base/nearest-name.ts";

/** Something that an address may have meant. */
export type Named = Readonly<{ href: string; label: string }>;

/** Nobody means more, and nothing longer is compared: that takes the product of both lengths. */
const [mostOffered, longest] = [5, 60];

/**
 * Of what there is under a name, what `typed` most likely meant, the nearest first: what it is a part of, or what few slips lead to (a
 * letter more, less, wrong or swapped), at most a third of its letters. In any case.
 */
export function nearest(
  typed: string,
  named: readonly Named[],
  nameOf: (each: Named) => string = ({ label }) => label,
): readonly Named[] {
  const text = folded(typed);
  if (text === "") return [];
  return named
    .map((each) => ({ each, far: distance(text, folded(nameOf(each))) }))
    .filter(({ far }) => far < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.far - b.far)
    .slice(0, mostOffered)
    .map(({ each }) => each);
}

const folded = (name: string): string => foldTitle(name.slice(0, longest)).replaceAll(" ", "");

function distance(text: string, name: string): number {
  if (text.length >= 2 && name.includes(text)) return name.startsWith(text) ? 0 : 0.5;
  const slips = slipsBetween(text, name);
  return slips <= Math.max(1, Math.floor(name.length / 3)) ? slips : Number.POSITIVE_INFINITY;
}
