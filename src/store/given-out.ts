/** Counters that only rise, and that others keep values of: addresses of stories, ETags. */
export const counted = ["story", "placement", "revision"] as const;

/** What a store has given out so far. `ids`: the last one of each table that numbers its rows. */
export type GivenOut = Readonly<{
  counters: Readonly<Record<(typeof counted)[number], number>>;
  ids: ReadonlyMap<string, number>;
}>;
