import type { SharedParts } from "./frame.ts";

/** When each store was first seen as it is now. */
const seen = new WeakMap<object, Readonly<{ revision: number; at: Date }>>();

/**
 * The instant that a page is the state of: what came later is news to it. As long as the store stays as it is, that is when
 * it was first seen so: pages keep their bytes, and are not sent again each second to those who have them.
 */
export async function asOf({ store, clock }: Pick<SharedParts, "store" | "clock">): Promise<Date> {
  const now = clock.now(); // before the store is asked: what comes meanwhile is told once too often rather than never
  const revision = await store.revision();
  const known = seen.get(store);
  if (known?.revision === revision) return known.at;
  seen.set(store, { revision, at: now });
  return now;
}
