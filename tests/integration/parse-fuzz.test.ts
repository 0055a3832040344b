import { expect, test } from "vitest";
import type { ParsedEntry } from "../../src/model/entry.ts";
import type { ParseOutcome } from "../../src/model/parsed-feed.ts";
import { createFeedParser } from "../../src/parse/parse-apart.ts";
import { addressesOf } from "../../src/publish/addresses.ts";
import { writeAtom } from "../../src/publish/atom.ts";
import { entryBundle } from "../../src/publish/bundle.ts";
import type { MergedFeed } from "../../src/publish/feed-item.ts";
import { writeJsonFeed } from "../../src/publish/json-feed.ts";
import { makeItem } from "../../src/publish/make-item.ts";
import { writeRss } from "../../src/publish/rss.ts";
import { faultsOfEntry } from "../support/entry-faults.ts";
import { madeUpDocuments, mutatedDocuments } from "../support/fuzz-documents.ts";
import { fetchedAt } from "../support/parsed.ts";
import { placedEntry } from "../support/placed-entry.ts";
import { wellFormed } from "../support/well-formed.ts";
import { testSite } from "../support/wire.ts";

/** How many documents in all: `npm run test:fuzz` reads the 20,000, a usual run the first of them. */
const count = Number(process.env["WIREFOLD_FUZZ"] ?? 4000);
const parts = 4;

/** What a document may be refused for; anything else is an error that nobody thought of, or a limit. */
const refusals =
  /^Cannot parse https:\/\/outlet\.example\/feed: (?:it is |it begins with |it holds no |its entity "|the document is cut off )/;

const url = "https://outlet.example/feed";
const addresses = addressesOf(testSite, "http://127.0.0.1");

test.each(Array.from({ length: parts }, (_, part) => part + 1))(
  "whatever comes is read within the limits, safe and well formed: part %i of the documents",
  async (seed) => {
    const parser = createFeedParser();
    const each = Math.ceil(count / parts / 2);
    const faults: string[] = [];
    let feeds = 0;
    for (const documents of inBatches([...mutatedDocuments(each, seed), ...madeUpDocuments(each, seed)])) {
      const outcomes = documents.map(async (bytes) => {
        const outcome = await parser.parse({ bytes, url, fetchedAt });
        if (outcome.kind === "feed") feeds++;
        // The document is printed, so that it can become a test of its own.
        for (const fault of faultsOfOutcome(outcome))
          faults.push(`${fault}\n${bytes.toString("latin1").slice(0, 4000)}`);
      });
      await Promise.all(outcomes);
    }
    await parser.close();
    expect(faults).toEqual([]);
    expect(feeds).toBeGreaterThan(each);
  },
  count * 100,
);

function* inBatches(documents: readonly Buffer[]): Generator<readonly Buffer[]> {
  for (let from = 0; from < documents.length; from += 50) yield documents.slice(from, from + 50);
}

function faultsOfOutcome(outcome: ParseOutcome): string[] {
  if (outcome.kind === "no-feed") return refusals.test(outcome.error) ? [] : [outcome.error];
  const { entries, notes } = outcome.feed;
  return [
    ...entries.flatMap(faultsOfEntry),
    ...notes.filter((note) => note === ""),
    ...faultsWhenPublished(entries),
  ];
}

/** The entries as the feeds of this service. */
function faultsWhenPublished(entries: readonly ParsedEntry[]): string[] {
  const placed = entries.map(({ identityKeys: _, ...entry }, at) =>
    placedEntry({ ...entry, id: at + 1, shownAt: entry.publishedAt ?? fetchedAt }),
  );
  const feed: MergedFeed = {
    id: "tag:wire.example.org,2026:feed",
    title: "Wire",
    description: "Wire",
    pageUrl: "https://wire.example.org/",
    iconUrl: "https://wire.example.org/icon.svg",
    updatedAt: fetchedAt,
    items: placed.map((entry) => makeItem(entryBundle(entry), addresses, new Map())),
    ended: [],
  };
  const links = { self: url, chain: { isArchive: false } };
  try {
    wellFormed(writeRss(feed, { ...links, generator: "Wirefold" }));
    wellFormed(writeAtom(feed, { ...links, generator: "Wirefold" }));
    JSON.parse(writeJsonFeed(feed, links));
    return [];
  } catch (error) {
    return [`published: ${String(error)}`];
  }
}
