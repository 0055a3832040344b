/**
 * Keys of one entry before those that its document does not bear any more are forgotten: guids or dates that are new with
 * every poll would add some for ever.
 */
export const maxKeys = 24;

/** What the keys of a slice's items are to lead to, until all of it is written at once: as a statement each, they took as long as the entries. */
export type KeyWrites = Readonly<{
  leads: Map<string, number | null>;
  moveKeys: Map<string, number>;
  /** Entries that got keys beside those they had. */
  grown: { entryId: number; keys: readonly string[] }[];
}>;

export const noKeyWrites = (): KeyWrites => ({ leads: new Map(), moveKeys: new Map(), grown: [] });

/**
 * Makes an item's keys lead to its entry, also those that led to another one: swapped guids go with the article. Of a
 * dropped entry (`entryId` null) only what was unknown is kept.
 */
export function keepKeys(
  writes: KeyWrites,
  item: Readonly<{
    keys: readonly string[];
    entryId: number | null;
    known: ReadonlyMap<string, number | null>;
    isNew?: true;
  }>,
): void {
  const { keys, entryId, known, isNew = false } = item;
  let hasUnknown = false;
  for (const key of keys) {
    const led = known.get(key);
    hasUnknown ||= led === undefined;
    if (led === undefined || (entryId !== null && led !== entryId)) writes.leads.set(key, entryId);
  }
  if (entryId !== null && hasUnknown && !(isNew && keys.length <= maxKeys))
    writes.grown.push({ entryId, keys });
}

/** The move key leads to the entry that had this title and date first. */
export function keepMoveKey({ moveKeys }: KeyWrites, key: string | undefined, entryId: number): void {
  if (key !== undefined && !moveKeys.has(key)) moveKeys.set(key, entryId);
}
