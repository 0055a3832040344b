import type { IdQuery } from "../store/store.ts";

/**
 * Archives (RFC 5005 4) are cut by id, not by date: ids are given out rising, so a stretch of them gets no new items,
 * whatever old dates are brought by sources that are added later. A document ends where an item of the list has an id
 * that this divides: so each address stands for the same stretch for good, and of a narrow list a document holds on
 * average as many items as of the list of everything.
 */
const archiveSpan = 50;

/** The items whose ids are higher than `after`, up to `upto`, or else as far as the document goes. */
export type Stretch = Readonly<{ after: number; upto?: number }>;

/** The ids of a list's items. */
export type ListIds = (query: IdQuery & Readonly<{ limit: number }>) => Promise<readonly number[]>;

/**
 * Where what a feed no longer shows begins: the stretch with the highest id that is not `shown`. It ends there where the
 * document that it belongs to is not full yet, so that this one's items never change either. Undefined where all are shown.
 */
export async function stretchBelow(ids: ListIds, shown: ReadonlySet<number>): Promise<Stretch | undefined> {
  const highest = await ids({ from: "highest", limit: shown.size + 1 });
  const missing = highest.find((id) => !shown.has(id));
  if (missing === undefined) return undefined;
  const after = await cutBelow(ids, missing);
  return (await endOf(ids, after)) === undefined ? { after, upto: missing } : { after };
}

/** An archive document: where it ends, if it is full, and the documents beside it. */
export type ArchiveCut = Readonly<{ end?: number; previous?: Stretch; next?: Stretch }>;

export async function cutArchive(ids: ListIds, { after, upto }: Stretch): Promise<ArchiveCut> {
  const end = upto ?? (await endOf(ids, after));
  const [older] = await ids({ upTo: after, from: "highest", limit: 1 });
  return {
    ...(older !== undefined && { previous: { after: await cutBelow(ids, after) } }),
    // Named before there is anything in it: the bytes of this document are not to change when there is.
    ...(end !== undefined && { end, next: { after: end } }),
  };
}

/** The last cut below an id; 0 is below all. */
async function cutBelow(ids: ListIds, id: number): Promise<number> {
  const [cut = 0] = await ids({ upTo: id - 1, multiplesOf: archiveSpan, from: "highest", limit: 1 });
  return cut;
}

/** The first cut above an id. */
async function endOf(ids: ListIds, after: number): Promise<number | undefined> {
  const [end] = await ids({ above: after, multiplesOf: archiveSpan, from: "lowest", limit: 1 });
  return end;
}
