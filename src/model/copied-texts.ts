import type { PlacedEntry } from "./story.ts";

type Printed = Pick<PlacedEntry, "agency" | "outletKey">;

/** Whether entries that carry one text carry a copy: an agency wrote it, or several outlets print it. */
export const isCopied = (entries: readonly Printed[]): boolean =>
  entries.some(({ agency }) => agency !== undefined) ||
  new Set(entries.map(({ outletKey }) => outletKey)).size > 1;
