import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PlacedEntry } from "../../../src/model/story.ts";
import { addressesOf } from "../../../src/publish/addresses.ts";
import { writeAtom } from "../../../src/publish/atom.ts";
import { storyBundle } from "../../../src/publish/bundle.ts";
import type { MergedFeed } from "../../../src/publish/feed-item.ts";
import { writeJsonFeed } from "../../../src/publish/json-feed.ts";
import { makeItem } from "../../../src/publish/make-item.ts";
import { writeRss } from "../../../src/publish/rss.ts";
import { faultsOfFeed } from "../../support/feed-rules.ts";
import { hostileAddresses, hostileTexts } from "../../support/hostile-entries.ts";
import { placedEntry, safe, storyOf } from "../../support/placed-entry.ts";
import { testSite } from "../../support/wire.ts";

/** Any sequence of UTF-16 units, halves of characters among them, and what is known to do harm. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
      fc.constantFrom(...hostileTexts),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(""));
const anyAddress = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(...hostileAddresses),
  anyText,
  anyText.map((text) => `https://host.example/${text}`),
);
const anyDate = fc.oneof(
  fc.date(),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2030-01-01") }),
);
const anyNumber = fc.oneof(fc.nat(), fc.double(), fc.integer());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const anyEntry = fc
  .record(
    {
      title: anyText,
      outlet: anyText,
      firstSeenAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2030-01-01") }),
      shownAt: anyDate,
      summary: maybe(anyText),
      contentHtml: maybe(anyText.map((text) => safe(`<p>${text.replaceAll("<", "&lt;")}</p>`))),
      url: maybe(anyAddress),
      authors: fc.array(fc.record({ name: anyText, url: anyAddress, email: anyText }, { requiredKeys: [] })),
      categories: fc.array(anyText),
      enclosures: fc.array(
        fc.record(
          { url: anyAddress, mediaType: anyText, length: anyNumber, title: anyText, durationS: anyNumber },
          { requiredKeys: ["url"] },
        ),
      ),
      imageUrl: maybe(anyAddress),
      commentsUrl: maybe(anyAddress),
      origin: maybe(fc.record({ title: anyText, url: anyAddress }, { requiredKeys: [] })),
      agency: maybe(anyText),
      language: maybe(
        fc.oneof(anyText, fc.constantFrom("en-GB", "zh-Hant-TW", "x-klingon", "und", "en-", "i-default")),
      ),
      category: maybe(anyText),
      rights: maybe(anyText),
      commentCount: maybe(anyNumber),
      commentsFeedUrl: maybe(anyAddress),
      transcripts: maybe(
        fc.array(
          fc.record({ url: anyAddress, mediaType: anyText, language: anyText }, { requiredKeys: ["url"] }),
        ),
      ),
      chaptersUrl: maybe(anyAddress),
      imageCredit: maybe(anyText),
    },
    { noNullPrototype: true },
  )
  // What is absent has no key.
  .map((entry) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)));

const addresses = addressesOf(testSite, "http://127.0.0.1");
const calm = placedEntry({ id: 9, storyId: 2, title: "Calm", url: "https://calm.example/" });

/** The feed of one story of these entries, and a calm one beside it. */
function feedOf([lead, ...others]: readonly [PlacedEntry, ...PlacedEntry[]]): MergedFeed {
  const items = [storyOf(lead, ...others), storyOf(calm)].map((story) =>
    makeItem(storyBundle(story), addresses, new Map()),
  );
  return {
    id: addresses.tag("feed/feed"),
    title: "Wire",
    description: "Wire",
    pageUrl: "https://wire.example.org/",
    iconUrl: "https://wire.example.org/icon.svg",
    updatedAt: new Date("2026-11-20T12:00:00Z"),
    items,
    ended: [],
  };
}

test("whatever stands in the fields of entries, every format is valid, and the entry beside them whole", () => {
  fc.assert(
    fc.property(anyEntry, anyEntry, anyEntry, (first, second, third) => {
      const feed = feedOf([
        placedEntry({ ...first, id: 1 }),
        placedEntry({ ...second, id: 2 }),
        placedEntry({ ...third, id: 3, copyGroup: 1 }),
      ]);
      const links = {
        self: "https://wire.example.org/feed",
        chain: { isArchive: false },
        generator: "Wirefold",
      };
      const documents = {
        rss: writeRss(feed, links),
        atom: writeAtom(feed, links),
        json: writeJsonFeed(feed, links),
      };
      for (const format of ["rss", "atom", "json"] as const) {
        expect(faultsOfFeed(format, documents[format])).toEqual([]);
        expect(documents[format]).toContain("Calm");
      }
    }),
    { numRuns: Number(process.env["WIREFOLD_FUZZ"] ?? 150) },
  );
}, 120_000);
