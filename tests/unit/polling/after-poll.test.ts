import { describe, expect, test } from "vitest";
import type { ParsedFeed } from "../../../src/model/parsed-feed.ts";
import type { FeedPolling } from "../../../src/model/source.ts";
import { afterPoll, reconsider } from "../../../src/polling/after-poll.ts";
import type { Answer } from "../../../src/polling/answer.ts";
import { feed, pollingSettings } from "../../support/feed.ts";
import { parsedEntry } from "../../support/store.ts";

const url = "https://outlet.example/feed";
const now = new Date("2026-11-20T12:00:00Z");
const earlier = new Date("2026-11-20T11:00:00Z");

const document: ParsedFeed = {
  format: "rss-2.0",
  notes: ["closed 1 unclosed element"],
  head: { title: "Outlet", hubUrls: [], authors: [], categories: [] },
  hints: { intervalMs: 7_200_000, skipHours: [3] },
  entries: [],
};
type Body = Extract<Answer, { kind: "body" }>;
const body = (given: Partial<Body> = {}): Answer => ({
  kind: "body",
  status: 200,
  finalUrl: url,
  bytes: new Uint8Array(),
  received: 0,
  validators: { etag: '"new"' },
  reading: { kind: "feed", feed: document, bodyHash: "new" },
  ...given,
});
const notFound: Answer = { kind: "http-error", status: 404, finalUrl: url, message: "Cannot fetch it: 404" };

const after = (answer: Answer, polling: Partial<FeedPolling> = {}) =>
  afterPoll({ feed: feed({ polling }), answer, settings: pollingSettings(), now });
const known = {
  validators: { etag: '"old"', lastModified: "then" },
  bodyHash: "old",
  lastOkAt: earlier,
  lastChangedAt: earlier,
};

describe("a feed that was read", () => {
  test("brings its entries, its validators and its own wishes together", () => {
    const { record, outcome } = after(body());
    expect(outcome).toBe("ok");
    expect(record).toMatchObject({ state: "ok", document: { head: { title: "Outlet" } } });
    expect(record.polling).toMatchObject({
      validators: { etag: '"new"' },
      bodyHash: "new",
      documentIntervalMs: 7_200_000,
      skipHours: [3],
      lastChangedAt: now,
      notes: ["closed 1 unclosed element"],
    });
  });

  test("ends the errors before it", () => {
    const { polling } = after(body(), { failures: 3, failingSince: earlier, lastError: "No" }).record;
    expect(polling.failures).toBe(0);
    expect(polling).not.toHaveProperty("lastError");
    expect(polling).not.toHaveProperty("failingSince");
  });

  test("and is cut off is kept as far as it goes, and asked for whole: with neither validators nor hash", () => {
    const reading = { kind: "feed", feed: { ...document, truncated: true }, bodyHash: "new" } as const;
    const { record, outcome } = after(body({ reading }), known);
    expect(outcome).toBe("ok");
    expect(record.document).toBeDefined();
    expect(record.polling.validators).toEqual({});
    expect(record.polling).not.toHaveProperty("bodyHash");
  });

  test("without validators clears the old ones", () => {
    expect(after(body({ validators: {} }), known).record.polling.validators).toEqual({});
  });

  test("with the body it had before brings no document", () => {
    const { record, outcome } = after(body({ reading: { kind: "same" } }), known);
    expect(outcome).toBe("not-modified");
    expect(record).not.toHaveProperty("document");
    expect(record.polling).toMatchObject({
      bodyHash: "old",
      lastChangedAt: earlier,
      validators: { etag: '"new"' },
    });
  });

  test("without validators and unchanged for days is asked daily", () => {
    const days = new Date(now.getTime() - 5 * 86_400_000);
    const { polling } = after(body({ reading: { kind: "same" }, validators: {} }), {
      ...known,
      lastChangedAt: days,
    }).record;
    expect(polling.nextPollAt.getTime() - now.getTime()).toBeGreaterThanOrEqual(86_400_000);
  });
});

describe("304", () => {
  const notModified: Answer = {
    kind: "not-modified",
    status: 304,
    finalUrl: url,
    validators: { etag: '"newer"' },
  };

  test("keeps what was known and takes over new validators", () => {
    const { record, outcome } = after(notModified, { ...known, documentIntervalMs: 5, notes: ["n"] });
    expect(outcome).toBe("not-modified");
    expect(record.polling).toMatchObject({
      validators: { etag: '"newer"' },
      bodyHash: "old",
      documentIntervalMs: 5,
      notes: ["n"],
      lastOkAt: now,
      lastChangedAt: earlier,
    });
  });

  test("to a first request is an error", () => {
    expect(after(notModified)).toMatchObject({ outcome: "error", record: { state: "failing" } });
  });
});

describe("an error", () => {
  test("keeps validators and body as they were: a good answer may well be 304", () => {
    const { record, outcome } = after(notFound, known);
    expect(outcome).toBe("error");
    expect(record.state).toBe("failing");
    expect(record).not.toHaveProperty("document");
    expect(record.polling).toMatchObject({
      validators: known.validators,
      bodyHash: "old",
      lastError: "Cannot fetch it: 404",
      lastStatus: 404,
      failures: 1,
      failingSince: now,
      lastOkAt: earlier,
    });
  });

  test("tells since when", () => {
    expect(after(notFound, { failures: 2, failingSince: earlier }).record.polling).toMatchObject({
      failures: 3,
      failingSince: earlier,
    });
  });

  test("that is a page instead of a feed overwrites nothing and stores no validators", () => {
    const page = body({ reading: { kind: "no-feed", error: "Cannot parse it: an HTML page" } });
    const { record } = after(page, known);
    expect(record).not.toHaveProperty("document");
    expect(record.polling).toMatchObject({ validators: known.validators, bodyHash: "old", lastStatus: 200 });
  });

  test("at an adopted address returns to the one of the config, without the other's validators", () => {
    const adopted = feed({ fetchUrl: "https://moved.example/", polling: { ...known, failures: 2 } });
    const { record } = afterPoll({ feed: adopted, answer: notFound, settings: pollingSettings(), now });
    expect(record.fetchUrl).toBe(url);
    expect(record.polling.validators).toEqual({});
    expect(record.polling).not.toHaveProperty("bodyHash");
  });

  test("with Retry-After pauses the host that said so", () => {
    const busy: Answer = {
      ...notFound,
      kind: "http-error",
      status: 429,
      retryAfterMs: 7_200_000,
      finalUrl: "https://cdn.example:8443/x",
    };
    expect(after(busy).pause).toMatchObject({
      host: "cdn.example:8443",
      until: new Date(now.getTime() + 7_200_000),
    });
  });
});

describe("410", () => {
  const gone: Answer = { kind: "gone", status: 410, finalUrl: url, message: "Cannot fetch it: 410 Gone" };

  test("is the end of the feed", () => {
    expect(after(gone)).toMatchObject({
      outcome: "gone",
      record: { state: "gone", polling: { lastError: gone.message } },
    });
  });

  test("at the end of a redirect, or at an adopted address, is an error only", () => {
    expect(after({ ...gone, finalUrl: "https://elsewhere.example/" }).outcome).toBe("error");
    const adopted = feed({ fetchUrl: "https://moved.example/" });
    const { record } = afterPoll({ feed: adopted, answer: gone, settings: pollingSettings(), now });
    expect(record).toMatchObject({ state: "failing", fetchUrl: url });
  });
});

describe("other settings", () => {
  const settings = (ms: number) => pollingSettings({ every: { kind: "interval", ms } });
  const day = 24 * 3_600_000;
  const answer = (given: Partial<Body> = {}) =>
    body({ reading: { kind: "feed", feed: { ...document, hints: {} }, bodyHash: "new" }, ...given });
  const afterwards = (answered: Answer) => {
    const { record } = afterPoll({ feed: feed({}), answer: answered, settings: settings(day), now });
    return feed({ state: record.state, polling: record.polling });
  };

  test("change nothing where they are the same", () => {
    const polled = afterwards(answer());
    const { nextPollAt, nextPollReason } = polled.polling;
    expect(reconsider({ feed: polled, settings: settings(day) })).toEqual({ nextPollAt, nextPollReason });
  });

  test("bring a feed forward whose interval was shortened", () => {
    const next = reconsider({ feed: afterwards(answer()), settings: settings(1_800_000) });
    expect(next?.nextPollReason).toBe("every 30 min");
    expect(next?.nextPollAt.getTime()).toBeLessThan(now.getTime() + 3_600_000);
  });

  test("do not overrule what the server said", () => {
    const fresh = answer({ freshness: { ms: 7_200_000, says: "max-age=7200" } });
    const next = reconsider({ feed: afterwards(fresh), settings: settings(1_800_000) });
    expect(next?.nextPollReason).toBe("the server said max-age=7200");
    expect(next?.nextPollAt.getTime()).toBeGreaterThanOrEqual(now.getTime() + 7_200_000);
  });

  test("leave back-off, and feeds not asked yet, as they are", () => {
    expect(reconsider({ feed: afterwards(notFound), settings: settings(1_800_000) })).toBeUndefined();
    expect(reconsider({ feed: feed({}), settings: settings(1_800_000) })).toBeUndefined();
  });
});

describe("the pace of a feed", () => {
  const by = { kind: "pace" } as const;
  const dates = Array.from({ length: 20 }, (_, i) => new Date(now.getTime() - (i + 1) * 3_600_000));
  const entries = dates.map((publishedAt) => parsedEntry({ key: publishedAt.toISOString(), publishedAt }));
  const paced = (polling: Partial<FeedPolling> = {}) =>
    afterPoll({
      feed: feed({ polling }),
      answer: body({
        reading: { kind: "feed", feed: { ...document, hints: {}, entries }, bodyHash: "new" },
      }),
      settings: pollingSettings({ every: by }),
      now,
    }).record;

  test("begins with its first document", () => {
    const record = paced();
    expect(record.polling.pace).toMatchObject({ begunMs: now.getTime(), size: 20 });
    expect(record.polling.nextPollReason).toMatch(/^about 1 article an hour, asked again after/);
    expect(record).not.toHaveProperty("learn");
  });

  test("goes on by what the store finds to be new in the next, and the next time with it", () => {
    const { pace } = paced().polling;
    const known = { lastOkAt: earlier, ...(pace && { pace: { ...pace, begunMs: 0 } }) };
    const { polling, learn } = paced(known);
    const busy = learn!(Array.from({ length: 40 }, () => parsedEntry({ key: "new" })));
    expect(busy.pace!.recent.articles).toBeGreaterThan(polling.pace!.recent.articles + 30);
    expect(busy.nextPollAt.getTime()).toBeLessThan(polling.nextPollAt.getTime());
    expect(busy).toMatchObject({ validators: { etag: '"new"' }, lastOkAt: now });
  });
});

test("a feed that fails by itself for long keeps the others of its host waiting no longer than their host's silence does", () => {
  const answer: Answer = { kind: "http-error", status: 500, finalUrl: url, message: "500" };
  const { polling, host } = after(answer, { failures: 12, hostFailures: 1 }).record;
  const hours = (at: Date) => (at.getTime() - now.getTime()) / 3_600_000;
  expect(hours(polling.nextPollAt)).toBeGreaterThan(12);
  const mate = host?.mates?.(feed({ polling: { nextPollAt: now, failures: 1, hostFailures: 1 } }));
  expect(hours(mate!.nextPollAt)).toBeLessThanOrEqual(2); // two silent answers in a row
});

test("a feed that fails is left alone when its last document asked to be", () => {
  const { polling } = after(notFound, { ...known, skipHours: [12, 13] }).record;
  expect(polling.nextPollAt.getTime()).toBeGreaterThanOrEqual(Date.parse("2026-11-20T14:00:00Z"));
  expect(polling.skipHours).toEqual([12, 13]);
});

describe("the hub of a feed", () => {
  const hub = { url: "https://hub.example/", topic: url };
  const push = { since: new Date("2026-11-20T10:00:00Z"), until: new Date("2026-11-27T10:00:00Z") };
  const settings = pollingSettings({ every: { kind: "pace" } });
  const following = { ...known, hub, push };
  const answered = (answer: Answer, polling: Partial<FeedPolling> = following, given = settings) =>
    afterPoll({ feed: feed({ polling }), answer, settings: given, now }).record.polling;
  const same: Answer = { kind: "not-modified", status: 304, finalUrl: url, validators: { etag: '"old"' } };

  test("is known from its Link headers, or from its document", () => {
    const push = { hubUrls: ["https://link.example/"] };
    const reading = {
      kind: "feed",
      bodyHash: "new",
      feed: { ...document, head: { ...document.head, hubUrls: [hub.url] } },
    } as const;
    expect(answered(body({ reading }), known).hub).toEqual(hub);
    expect(answered(body({ reading, push }), known).hub?.url).toBe("https://link.example/");
  });

  test("stays with its promise where nothing has changed, and through errors", () => {
    expect(answered(same)).toMatchObject({ hub, push });
    expect(answered(same).nextPollReason).toContain("its hub tells us of news");
    expect(answered(notFound)).toMatchObject({ hub, push });
    expect(answered(notFound).nextPollReason).not.toContain("hub");
  });

  test("is forgotten with its promise where a document names none, or another", () => {
    expect(answered(body())).not.toHaveProperty("hub");
    for (const other of [undefined, { hubUrls: ["https://other.example/"] }]) {
      const polling = answered(body(other ? { push: other } : {}));
      expect(polling).not.toHaveProperty("push");
      expect(polling.nextPollReason).not.toContain("hub");
    }
  });

  test("that told of news which a cache does not show yet has the feed asked at its least interval for an hour", () => {
    const at = (minutes: number) => ({
      ...following,
      push: { ...push, toldAt: new Date(now.getTime() - minutes * 60_000) },
    });
    const reason = "its hub told of news that are not there yet";
    const early = answered(same, at(1));
    expect(early.nextPollReason).toBe(reason);
    expect(early.nextPollAt.getTime() - now.getTime()).toBeLessThan(17 * 60_000);
    const freshness = { ms: 1_800_000, says: "max-age=1800" };
    expect(answered({ ...same, freshness }, at(1)).nextPollReason).toBe("the server said max-age=1800");
    const late = { ...at(60), lastChangedAt: new Date(now.getTime() - 2 * 3_600_000) };
    expect(answered(same, late).nextPollReason).not.toContain("hub");
  });

  test("is not relied on where the config wants no push", () => {
    expect(answered(same, following, { ...settings, push: false }).nextPollReason).not.toContain("hub");
  });
});
