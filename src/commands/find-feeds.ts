import type { Clock } from "../base/clock.ts";
import { createHostLimiter } from "../fetch/host-limiter.ts";
import { fetchFeed } from "../fetch/fetch-feed.ts";
import type { HttpClient } from "../fetch/http-client.ts";
import type { FetchOutcome } from "../fetch/outcome.ts";
import type { FeedFormat, ParsedFeed } from "../model/parsed-feed.ts";
import { decodeText } from "../parse/decode-text.ts";
import { readPage } from "../parse/discover.ts";
import { feedKey, isCommentFeed } from "../parse/feed-address.ts";
import {
  commonAddresses,
  feedsByAddress,
  feedsByPage,
  podcastFeeds,
  podcastLookUp,
} from "../parse/known-sites.ts";
import { createFeedParser, type FeedParser } from "../parse/parse-apart.ts";
import { canonicalUrl } from "../parse/url.ts";

/** A feed that was asked for and read. */
export type FoundFeed = Readonly<{
  /** To be followed: where a permanent redirect led, else what was asked for. */
  url: string;
  title?: string;
  format: FeedFormat;
  entries: number;
  newestAt?: Date;
  /** What readers wrote under the articles. */
  comments: boolean;
  /** The position, among those found, of an earlier one with the same entries: the same feed in another format. */
  sameAs?: number;
}>;

export type FeedSearch = Readonly<{
  /** The likeliest first. */
  found: readonly FoundFeed[];
  /** What led to no feed: one sentence each, in the order of asking. */
  misses: readonly string[];
}>;

export type FeedSearchParts = Readonly<{
  /** What may be meant, best first: `typedAddresses`. */
  addresses: readonly string[];
  http: HttpClient;
  clock: Clock;
  /** Least time between two requests to one host. */
  perHostGapMs: number;
  /** Called before each address is asked. */
  onAsk?: (url: string) => void;
  deadlineMs?: number;
}>;

/** Redirects included. A search for one feed is a visit, not a crawl. */
const mostRequests = 14;
/** Declared and guessed feeds of one page that are looked at. */
const mostCandidates = 8;
const searchDeadlineMs = 60_000;

/**
 * Finds the feeds behind an address: the feed that it is; those that its site is known to have; those that the page
 * declares, or links to; what stands at the usual places. Never rejects: what could not be read is among the misses.
 */
export async function findFeeds(parts: FeedSearchParts): Promise<FeedSearch> {
  const parser = createFeedParser({ apartFromBytes: 256 * 1024 });
  const search = new Search(parts, parser);
  try {
    await search.run(parts.addresses);
  } finally {
    await parser.close();
  }
  return { found: search.found.map(withSame), misses: search.misses };
}

type Candidate = FoundFeed & Readonly<{ keys: ReadonlySet<string> }>;
type Body = Extract<FetchOutcome, { kind: "body" }>;

class Search {
  readonly found: Candidate[] = [];
  readonly misses: string[] = [];
  readonly #parts: FeedSearchParts;
  readonly #parser: FeedParser;
  readonly #signal: AbortSignal;
  readonly #turn: (host: string) => Promise<void>;
  readonly #asked = new Set<string>();
  #requests = 0;
  /** The host itself does not answer: no other path of it will. */
  #unreachable = false;

  constructor(parts: FeedSearchParts, parser: FeedParser) {
    this.#parts = parts;
    this.#parser = parser;
    this.#signal = AbortSignal.timeout(parts.deadlineMs ?? searchDeadlineMs);
    const { clock, perHostGapMs } = parts;
    const limiter = createHostLimiter({ limits: () => ({ perHost: 1, perHostGapMs }), clock });
    this.#turn = async (host) => {
      if (++this.#requests > mostRequests) throw new Error(`a search makes at most ${mostRequests} requests`);
      (await limiter.take(host, this.#signal)).end(); // one request after the other, so only the gap matters
    };
  }

  async run(addresses: readonly string[]): Promise<void> {
    const [address = ""] = addresses;
    await this.#tryAll(feedsByAddress(address));
    if (this.found.length > 0) return;
    const page = await this.#open(addresses);
    if (page) await this.#tryAll(await this.#feedsOf(page));
    for (const url of commonAddresses(page?.finalUrl ?? address)) {
      if (this.found.length > 0 || this.#unreachable) return;
      await this.#tryAll([url]);
    }
  }

  /** The page at the first of the addresses that answers; undefined where that is a feed, or none answers. */
  async #open(addresses: readonly string[]): Promise<Body | undefined> {
    for (const address of addresses) {
      const outcome = await this.#fetch(address);
      this.#unreachable = outcome.kind === "failed" && !["too-large", "coding"].includes(outcome.fault);
      if (outcome.kind === "body") return (await this.#readFeed(address, outcome)) ? undefined : outcome;
      const otherScheme =
        outcome.kind === "failed" && /^(?:connection|tls|timeout|protocol)$/.test(outcome.fault);
      if (!otherScheme) return undefined;
    }
    return undefined;
  }

  async #feedsOf({ bytes, contentType, finalUrl }: Body): Promise<string[]> {
    const html = decodeText(bytes, contentType).text;
    const page = readPage(html, finalUrl);
    const of = (kind: string) => page.links.filter((link) => link.kind === kind).map(({ url }) => url);
    const known = feedsByPage(html, finalUrl, page);
    const [main, comments] = [
      known.filter((url) => !isCommentFeed(url)),
      known.filter((url) => isCommentFeed(url)),
    ];
    const declared = of("declared");
    // What a page declares is better than what is known of its kind; a link in its text may lead anywhere.
    const certain = [...declared, ...main, ...of("comments"), ...(declared.length > 0 ? [] : comments)];
    const lookUp = certain.length === 0 ? podcastLookUp(finalUrl) : undefined;
    if (lookUp !== undefined) {
      const answer = await this.#fetch(lookUp);
      if (answer.kind === "body") certain.push(...podcastFeeds(decodeText(answer.bytes).text));
    }
    return [...certain, ...of("linked")];
  }

  async #tryAll(urls: readonly string[]): Promise<void> {
    let left = mostCandidates;
    for (const url of urls) {
      if (left === 0 || this.#signal.aborted || this.#requests >= mostRequests) return;
      if (this.#asked.has(url)) continue;
      left--;
      const outcome = await this.#fetch(url);
      if (outcome.kind === "body") await this.#readFeed(url, outcome);
    }
  }

  async #fetch(url: string): Promise<FetchOutcome> {
    const { http, clock, onAsk } = this.#parts;
    this.#asked.add(url);
    onAsk?.(url);
    const outcome = await fetchFeed({
      http,
      url,
      validators: {},
      clock,
      signal: this.#signal,
      turn: this.#turn,
    });
    if (outcome.kind === "aborted") this.misses.push(`Cannot fetch ${url}: the time for the search is over`);
    else if ("message" in outcome) this.misses.push(outcome.message);
    return outcome;
  }

  /** Whether it is one, and so among those found. */
  async #readFeed(asked: string, body: Body): Promise<boolean> {
    const { bytes, contentType, finalUrl } = body;
    const fetchedAt = this.#parts.clock.now();
    const outcome = await this.#parser.parse({
      bytes,
      url: finalUrl,
      ...(contentType && { contentType }),
      fetchedAt,
    });
    if (outcome.kind === "no-feed") {
      this.misses.push(outcome.error);
      return false;
    }
    const feed = toCandidate(withoutLogin(body.permanentRedirect ?? asked), outcome.feed);
    if (!this.found.some(({ url }) => feedKey(url) === feedKey(feed.url))) this.found.push(feed);
    return true;
  }
}

/** What a page writes before the "@" is nobody's login, and `${NAME}` there would hand our own to whoever wrote it. */
function withoutLogin(address: string): string {
  const url = new URL(address);
  url.username = url.password = "";
  return url.href;
}

function toCandidate(url: string, { format, head, entries }: ParsedFeed): Candidate {
  const times = entries.flatMap(({ publishedAt, updatedAt }) => (publishedAt ?? updatedAt)?.getTime() ?? []);
  return {
    url,
    ...(head.title && { title: head.title }),
    format,
    entries: entries.length,
    ...(times.length > 0 && { newestAt: new Date(times.reduce((a, b) => Math.max(a, b))) }),
    comments: isCommentFeed(url, head.title),
    keys: new Set(entries.flatMap((entry) => (entry.url ? canonicalUrl(entry.url) : (entry.guid ?? [])))),
  };
}

function withSame({ keys, ...feed }: Candidate, index: number, all: readonly Candidate[]): FoundFeed {
  const sameAs = all.slice(0, index).findIndex((earlier) => isSame(earlier.keys, keys));
  return sameAs < 0 ? feed : { ...feed, sameAs };
}

/** Formats of one feed may differ in how many entries they hold, hardly in which. */
function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  return small.size > 0 && small.size * 2 >= large.size && [...small].every((key) => large.has(key));
}
