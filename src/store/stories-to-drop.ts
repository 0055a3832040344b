/** Stories that are looked at for each entry that may go. */
export const lookedAnEntry = 10;

export type Looked = Readonly<{ id: number; entry_count: number; is_old: number }>;

/** As many as have no more than `limit` entries together. */
export function firstOf(stories: readonly Looked[], limit: number): readonly number[] {
  const ids: number[] = [];
  let entries = 0;
  for (const { id, entry_count: count } of stories) {
    entries += count;
    if (entries > limit) break;
    ids.push(id);
  }
  return ids;
}
