/** A column that may be null. */
export type Null<T> = T | null;

/** Leaves out what is null, as the model's optional properties ask. Of lists' entries hundreds a page go through it. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | null | undefined }): T {
  const kept: Record<string, unknown> = {};
  // No pairs are made of them: that takes as long as all else.
  for (const key in fields) {
    const value = fields[key];
    if (value !== null && value !== undefined) kept[key] = value;
  }
  return kept as T;
}

/** Instants are stored as milliseconds since 1970. */
export const instant = (ms: Null<number>): Date | undefined => (ms === null ? undefined : new Date(ms));

/** Rows in the order of these ids; those that were not found are left out. */
export function inOrderOf<Row extends Readonly<{ id: number }>>(
  ids: readonly number[],
  rows: readonly Row[],
): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
