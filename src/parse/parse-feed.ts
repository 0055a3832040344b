import type { FeedHead, ParseOutcome, ParsedFeed, PollingHints } from "../model/parsed-feed.ts";
import { binaryKind } from "./binary.ts";
import { decodeText } from "./decode-text.ts";
import type { EntryDraft } from "./draft.ts";
import { readJsonFeed } from "./json-feed.ts";
import { normaliseEntries } from "./normalise.ts";
import { readPollingHints } from "./polling-hints.ts";
import { withinTextBudget } from "./text-budget.ts";
import { readXmlEntry } from "./xml-entry.ts";
import { readXmlFeed } from "./xml-feed.ts";
import { readXmlHead } from "./xml-head.ts";

/** A document as it was fetched: `url` is the base of its relative links, `contentType` the whole HTTP header. */
export type FeedDocument = Readonly<{
  bytes: Uint8Array;
  url?: string;
  contentType?: string;
  fetchedAt: Date;
}>;

/** A document of any format before its entries are made. */
type Draft = Readonly<{
  format: ParsedFeed["format"];
  notes: readonly string[];
  truncated?: true;
  head: FeedHead;
  hints: PollingHints;
  drafts: readonly EntryDraft[];
}>;
type DraftOutcome = Readonly<{ kind: "feed"; feed: Draft } | { kind: "no-feed"; why: string }>;

/**
 * Reads a feed document: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, whole or damaged. What is no
 * feed is answered with one sentence that says what it is instead. Never rejects; takes no time but its length's.
 */
export async function parseFeed(document: FeedDocument): Promise<ParseOutcome> {
  const name = document.url ?? "the document";
  try {
    const binary = binaryKind(document.bytes);
    if (binary !== undefined) return { kind: "no-feed", error: `Cannot parse ${name}: it is ${binary}` };
    const decoded = decodeText(document.bytes, document.contentType);
    const base = document.url !== undefined && URL.canParse(document.url) ? document.url : undefined;
    const outcome = await readDraft(decoded.text, base);
    if (outcome.kind === "no-feed") return { kind: "no-feed", error: `Cannot parse ${name}: ${outcome.why}` };
    const { format, notes, truncated, head, hints } = outcome.feed;
    const { fetchedAt } = document;
    const siteUrl = head.url;
    const budget = withinTextBudget(outcome.feed.drafts);
    const entries = await normaliseEntries(budget.drafts, { siteUrl, language: head.language, fetchedAt });
    return {
      kind: "feed",
      feed: {
        format,
        notes: [...decoded.notes, ...notes, ...budget.notes],
        ...(truncated && { truncated }),
        head,
        hints,
        entries,
      },
    };
  } catch (error) {
    // No input is known to lead here; one source must not take the poller down when one is found.
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "no-feed", error: `Cannot parse ${name}: ${reason.slice(0, 300)}` };
  }
}

async function readDraft(text: string, base: string | undefined): Promise<DraftOutcome> {
  if (/^[\s\uFEFF]*[{[]/.test(text.slice(0, 1000))) {
    const outcome = readJsonFeed(text, base);
    return outcome.kind === "feed" ? { kind: "feed", feed: { ...outcome.feed, hints: {} } } : outcome;
  }
  const outcome = await readXmlFeed(text);
  if (outcome.kind === "no-feed") return outcome;
  const { format, notes, truncated, head: fields, entries } = outcome.feed;
  const atom = format.startsWith("atom");
  const head = readXmlHead(fields, { atom, base });
  const siteUrl = head.url;
  return {
    kind: "feed",
    feed: {
      format,
      notes,
      ...(truncated && { truncated }),
      head,
      hints: readPollingHints(fields),
      drafts: entries.map((entry) => readXmlEntry(entry, { atom, base, siteUrl, feedAuthors: head.authors })),
    },
  };
}
