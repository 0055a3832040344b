import type { Store } from "../store/store.ts";
import { articleOf } from "./article.ts";
import type { Engine } from "./engine.ts";

type Read = Pick<Store, "entriesPlacedAfter" | "mergedInto">;

const pageSize = 500;
/** Stories that went into one lately: more than became it within the seconds between two looks. */
const mergersRead = 50;

/**
 * Takes into an engine what another process placed after the `after`-th placement, up to the `upTo`-th. Answers false where
 * there was more than new entries (a correction, a regrouping): then the engine is of no use any more, and the store has to
 * be read again. `breathe` is awaited between steps.
 */
export async function followPlacements(
  { store, engine, breathe }: Readonly<{ store: Read; engine: Engine; breathe: () => Promise<void> }>,
  { after, upTo }: Readonly<{ after: number; upTo: number }>,
): Promise<boolean> {
  let last = after;
  while (last < upTo) {
    const page = await store.entriesPlacedAfter({ after: last, limit: Math.min(pageSize, upTo - last) });
    const touched = new Set<number>();
    for (const { order, entry } of page) {
      if (order !== last + 1) return false; // what moves entries counts as a placement and places nothing
      last = order;
      engine.restore(articleOf(entry), entry.placement);
      touched.add(entry.placement.storyId);
      await breathe();
    }
    if (page.length === 0) return false;
    // What merges stories is an entry that comes into the one that is left.
    for (const into of touched) {
      for (const { id } of await store.mergedInto(into, { limit: mergersRead })) engine.merge(id, into);
      await breathe();
    }
  }
  return true;
}
