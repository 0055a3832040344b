import type { ParsedEntry } from "../../src/model/entry.ts";
import type { Store } from "../../src/store/store.ts";
import { at, parsedEntry, savePoll, source } from "./store.ts";

/** What an outlet publishes: a headline, and what the test is about. `hour` after midnight of 20 November 2026. */
export type Piece = Partial<Omit<ParsedEntry, "publishedAt">> &
  Readonly<{ by: string; title: string; hour?: number }>;

const start = at("00:00").getTime();
export const instantOf = (hour: number): Date => new Date(start + hour * 3_600_000);

const outlets = ["herald", "courier", "bote", "gazette", "signal", "observer", "lantern", "tribune"];
const feedOf = (outlet: string) => `https://${outlet}.example/feed`;
/** A second feed of the Herald: another feed of the same publisher. */
export const heraldSports = "sports.herald";

/** Outlets whose feeds a test fills piece by piece, into a real store. */
export async function pressOf(store: Store) {
  const sources = [...outlets, heraldSports].map((outlet) => source(feedOf(outlet)));
  await store.syncSources(sources, instantOf(0));
  let lastKey = (await store.ungroupedEntries(10_000)).length;

  return {
    /** Publishes pieces and polls each of their outlets once; they are first seen at the hour of the latest. */
    async publish(...pieces: readonly Piece[]): Promise<void> {
      const fetchedAt = instantOf(Math.max(...pieces.map(({ hour = 0 }) => hour)));
      for (const [by, own] of Map.groupBy(pieces, (piece) => piece.by)) {
        const entries = own.map(({ by, hour = 0, ...given }) => {
          const key = `${by}-${++lastKey}`;
          const url = `https://${by}.example/${key}`;
          return parsedEntry({ key, url, language: "en", publishedAt: instantOf(hour), ...given });
        });
        await savePoll(store, feedOf(by), entries.toReversed(), { fetchedAt });
      }
    },
  };
}

/** The titles of each story, by story id; a story's in the order of its entries' ids. */
export async function titlesByStory(store: Store): Promise<Record<number, string[]>> {
  const { items } = await store.stories({ order: "latest", limit: 1000 });
  return Object.fromEntries(
    items.map(({ story, entries }) => [
      story.id,
      entries.toSorted((a, b) => a.id - b.id).map(({ title }) => title),
    ]),
  );
}
