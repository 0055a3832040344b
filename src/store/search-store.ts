/** The index that searches look into. Whatever is saved is in it at once. */
export type SearchStore = Readonly<{
  /**
   * Puts up to `limit` entries into it that were saved before there was one, the newest first: an older database is
   * searched at once, and in all it has when this is done. Answers below which id entries are left; 0 when none are.
   */
  indexOlder(query: Readonly<{ limit: number }>): Promise<number>;
}>;
