import type { PlacedEntry } from "../model/story.ts";

/** What coverage is counted from. */
export type Report = Readonly<{
  outletKey: string;
  shownAt: Date;
  /** Absent: 1. */
  sourceWeight?: number;
  placement: Pick<PlacedEntry["placement"], "copyGroup">;
}>;

/** Who says something of their own: when they said it first, and how much they count. */
export type Voice = Readonly<{ at: Date; weight: number }>;

/** An outlet, with the copy groups that it printed. */
type Outlet = { readonly groups: Set<number> };

/**
 * The independent voices of a story: the most pairs of an outlet and a text (a copy group) of which no two share the
 * outlet or the text. A wire copy in six outlets is one voice; an outlet's five reports are one; the wire copy and a
 * report of its own, with the copy in another outlet too, are two. Answers when each text was first printed, and the most
 * that any source of it weighs; their number is the coverage.
 */
export function findVoices(entries: readonly Report[]): Voice[] {
  const byTime = [...entries].sort((a, b) => a.shownAt.getTime() - b.shownAt.getTime());
  const outlets = new Map<string, Outlet>();
  const texts = new Map<number, Voice>();
  for (const { outletKey, placement, shownAt, sourceWeight = 1 } of byTime) {
    const outlet = outlets.get(outletKey);
    if (outlet) outlet.groups.add(placement.copyGroup);
    else outlets.set(outletKey, { groups: new Set([placement.copyGroup]) });
    const { at = shownAt, weight = 0 } = texts.get(placement.copyGroup) ?? {};
    texts.set(placement.copyGroup, { at, weight: Math.max(weight, sourceWeight) });
  }
  const voiceOf = new Map<number, Outlet>();
  for (const outlet of outlets.values()) findText(outlet, voiceOf, new Set());
  return [...voiceOf.keys()].map((group) => texts.get(group)!);
}

/** Gives an outlet a text of its own; where all of its texts are taken, asks their outlets to take another (Kuhn's matching). */
function findText(outlet: Outlet, voiceOf: Map<number, Outlet>, asked: Set<number>): boolean {
  for (const group of outlet.groups) {
    if (asked.has(group)) continue;
    asked.add(group);
    const holder = voiceOf.get(group);
    if (holder && !findText(holder, voiceOf, asked)) continue;
    voiceOf.set(group, outlet);
    return true;
  }
  return false;
}
