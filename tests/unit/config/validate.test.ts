import { describe, expect, test } from "vitest";
import { checkSettings } from "../../../src/config/validate.ts";

const least = { sources: [{ url: "https://example.org/feed" }] };

const settingsOf = (file: unknown) => {
  const checked = checkSettings(file);
  if (!checked.ok) throw new Error(checked.faults.join("\n"));
  return checked.settings;
};
const faultsOf = (file: unknown): readonly string[] => {
  const checked = checkSettings(file);
  return checked.ok ? [] : checked.faults;
};

describe("a config that is fine", () => {
  test("needs nothing but its sources; everything else has a default", () => {
    expect(settingsOf(least)).toEqual({
      site: { title: "Wirefold", description: "", language: "en" },
      polling: {
        every: { kind: "pace" },
        minEveryMs: 900_000,
        maxEveryMs: 86_400_000,
        push: false,
        concurrency: 32,
        perHost: 2,
        perHostGapMs: 1000,
        ownHostGapMs: 0,
      },
      fetch: { timeoutMs: 20_000, maxBodyBytes: 10_000_000, allow: [] },
      stories: { windowMs: 432_000_000, granularity: "event" },
      retention: { keepMs: 7_776_000_000 },
      sources: [{ url: "https://example.org/feed" }],
      views: [],
    });
  });

  test("says everything in its own words", () => {
    const settings = settingsOf({
      $schema: "./feeds.schema.json",
      title: " My wire ",
      description: "News",
      language: "pt-BR",
      siteUrl: "https://wire.example.org/news/",
      polling: {
        every: "*/20 6-22 * * *",
        minEvery: "3000ms",
        maxEvery: "1.5h",
        push: false,
        concurrency: 8,
        perHost: 4,
        perHostGap: "20ms",
        timeout: "5s",
        maxBody: "500kB",
        contact: "https://wire.example.org/about",
      },
      network: { allow: ["127.0.0.0/8", "fd00::/8"] },
      stories: { window: "2d", granularity: "topic" },
      retention: { keep: "30d" },
      sources: [{ url: "https://example.org/feed", name: "Example", category: "World", every: "1h" }],
      views: [{ slug: "peace-talks", title: "Peace talks", query: "ukraine talks", minOutlets: 2 }],
    });
    expect(settings).toEqual({
      site: {
        title: "My wire",
        description: "News",
        language: "pt-BR",
        url: "https://wire.example.org/news",
      },
      polling: {
        every: { kind: "cron", expression: "*/20 6-22 * * *" },
        minEveryMs: 3000,
        maxEveryMs: 5_400_000,
        push: false,
        concurrency: 8,
        perHost: 4,
        perHostGapMs: 20,
        ownHostGapMs: 20,
      },
      fetch: {
        timeoutMs: 5000,
        maxBodyBytes: 500_000,
        contact: "https://wire.example.org/about",
        allow: ["127.0.0.0/8", "fd00::/8"],
      },
      stories: { windowMs: 172_800_000, granularity: "topic" },
      retention: { keepMs: 2_592_000_000 },
      sources: [
        {
          url: "https://example.org/feed",
          name: "Example",
          category: "World",
          every: { kind: "interval", ms: 3_600_000 },
        },
      ],
      views: [{ slug: "peace-talks", title: "Peace talks", query: "ukraine talks", minOutlets: 2 }],
    });
  });

  test("has hubs asked to tell of news where it says by which address they reach us, unless it forbids it", () => {
    const push = (given: object) => settingsOf({ ...least, ...given }).polling.push;
    expect(push({})).toBe(false);
    expect(push({ siteUrl: "https://wire.example.org" })).toBe(true);
    expect(push({ siteUrl: "https://wire.example.org", polling: { push: false } })).toBe(false);
    expect(faultsOf({ ...least, polling: { push: "yes" } })).toEqual([
      'polling.push: expected true or false, found "yes"',
    ]);
  });

  test("says how many articles are kept of all sources, and of single ones", () => {
    const { retention } = settingsOf({
      retention: { keep: "30d", perSource: 1000 },
      sources: [{ url: "https://a.example/feed", keepEntries: 10 }, { url: "https://b.example/feed" }],
    });
    expect(retention).toEqual({
      keepMs: 2_592_000_000,
      perSource: 1000,
      own: { "https://a.example/feed": 10 },
    });
  });

  test("has the store backed up where it names a folder: daily, seven kept, or as it says", () => {
    const backup = (given: object) =>
      settingsOf({ ...least, backup: { folder: "backups", ...given } }).backup;
    expect(settingsOf(least).backup).toBeUndefined();
    const daily = { kind: "interval", ms: 86_400_000 };
    expect(backup({})).toEqual({ folder: "backups", every: daily, keep: 7 });
    const nightly = { kind: "cron", expression: "0 4 * * *" };
    for (const expression of ["17 * * * *", "5 5 */6 * * *", "0,0 4,5 * * *"])
      expect(backup({ every: expression })?.every).toEqual({ kind: "cron", expression });
    expect(backup({ every: "0 4 * * *", keep: 30 })).toEqual({ folder: "backups", every: nightly, keep: 30 });
  });

  test("may list a source twice, and no source at all", () => {
    const twice = { url: "https://example.org/feed" };
    expect(settingsOf({ sources: [twice, twice] }).sources).toHaveLength(2);
    expect(settingsOf({ sources: [] }).sources).toEqual([]);
  });

  test("knows one address by one spelling", () => {
    const spelled = [{ url: "HTTPS://Example.ORG:443/feed" }, { url: " https://example.org/feed " }];
    expect(settingsOf({ sources: spelled }).sources.map(({ url }) => url)).toEqual([
      "https://example.org/feed",
      "https://example.org/feed",
    ]);
  });

  test("may name a feed's own pace: for a source where all others have an interval", () => {
    const { polling, sources } = settingsOf({
      polling: { every: "1h" },
      sources: [{ url: "https://example.org/feed", every: "auto" }],
    });
    expect(polling.every).toEqual({ kind: "interval", ms: 3_600_000 });
    expect(sources[0]?.every).toEqual({ kind: "pace" });
    expect(settingsOf({ ...least, polling: { every: " auto " } }).polling.every).toEqual({ kind: "pace" });
  });
});

describe("a source's weight", () => {
  const weightOf = (weight: unknown) =>
    settingsOf({ sources: [{ url: "https://example.org/feed", weight }] }).sources[0]?.weight;

  test("is a number from 0.1 to 10; 1 is what all have", () => {
    expect([weightOf(2), weightOf(0.1), weightOf(10)]).toEqual([2, 0.1, 10]);
    expect([weightOf(1), weightOf(undefined)]).toEqual([undefined, undefined]);
  });
  test.each([0, 0.05, 11, "2", null])("is not %j", (weight) =>
    expect(faultsOf({ sources: [{ url: "https://example.org/feed", weight }] })).toEqual([
      `sources[0].weight: expected a number from 0.1 to 10, found ${JSON.stringify(weight)}`,
    ]),
  );
});

describe("a config with faults", () => {
  test("hears of all of them at once, each by its path", () => {
    const faults = faultsOf({
      title: 7,
      polling: { every: "soon", minEvery: "2h", maxEvery: "1h", concurrency: 0, perHost: 1.5 },
      network: { allow: ["10.0.0.0/8", "localhost"] },
      stories: { granularity: "all" },
      retention: [],
      sources: [
        { url: "https://example.org/a" },
        "https://example.org/b",
        { url: "ftp://example.org/c", nmae: "C" },
      ],
      views: [
        { slug: "talks", title: "Talks" },
        { slug: "talks", title: "" },
        { slug: "A b", title: "A", minOutlets: 0 },
      ],
    });
    expect(faults.toSorted()).toEqual(
      [
        "title: expected a title, found 7",
        'polling.every: expected a duration such as "30m", a cron expression such as "*/20 6-22 * * *", or "auto", found "soon"',
        "polling.concurrency: expected a whole number of requests from 1 to 1000, found 0",
        "polling.perHost: expected a whole number of connections from 1 to 100, found 1.5",
        'polling.maxEvery: expected at least polling.minEvery (2h), found "1h"',
        'network.allow[1]: expected an address range such as "10.0.0.0/8" or "::1/128", found "localhost"',
        'stories.granularity: expected one of "copy", "event", "topic", found "all"',
        "retention: expected an object { … }, found a list",
        'sources[1]: expected an object { … }, found "https://example.org/b"',
        'sources[2].url: expected an address that begins with "https://" or "http://", found "ftp://example.org/c"',
        'sources[2].nmae: unknown key; did you mean "name"?',
        'views[1].title: expected a title, found ""',
        'views[1].slug: expected a slug that no view above has, found "talks"',
        'views[2].slug: expected small letters, digits and hyphens, such as "peace-talks", found "A b"',
        "views[2].minOutlets: expected a whole number of outlets from 1 to 1000, found 0",
      ].toSorted(),
    );
  });

  test.each([
    ["the file", [], "the file: expected an object { … }, found a list"],
    [
      "no sources",
      {},
      'sources: expected a list of sources, each at least { "url": "https://…" }, found nothing',
    ],
    [
      "sources that are no list",
      { sources: { url: "https://example.org" } },
      'sources: expected a list of sources, each at least { "url": "https://…" }, found an object',
    ],
    [
      "an interval below the least",
      { sources: [{ url: "https://example.org", every: "5m" }] },
      'sources[0].every: expected at least polling.minEvery (15m), found "5m"',
    ],
    [
      "an interval above the most",
      { ...least, polling: { every: "2d" } },
      'polling.every: expected at most polling.maxEvery (24h), found "2d"',
    ],
    [
      "a least interval above the most",
      { ...least, polling: { minEvery: "2d" } },
      'polling.minEvery: expected at most polling.maxEvery (24h), found "2d"',
    ],
    [
      "a duration without a unit",
      { ...least, polling: { timeout: 20 } },
      'polling.timeout: expected a duration above zero such as "500ms", "30s", "15m", "24h" or "5d", found 20',
    ],
    [
      "a duration of nothing",
      { ...least, polling: { minEvery: "0s" } },
      'polling.minEvery: expected a duration above zero such as "500ms", "30s", "15m", "24h" or "5d", found "0s"',
    ],
    [
      "a size without a unit",
      { ...least, polling: { maxBody: "10" } },
      'polling.maxBody: expected a size such as "10MB" or "500kB", found "10"',
    ],
    [
      "a language that is none",
      { ...least, language: "english please" },
      'language: expected a language tag such as "en" or "pt-BR", found "english please"',
    ],
    [
      "articles dropped while their stories are open",
      { ...least, retention: { keep: "3d" } },
      'retention.keep: expected at least stories.window (5d), found "3d"',
    ],
    [
      "stories open for longer than articles are kept",
      { ...least, stories: { window: "100d" } },
      'stories.window: expected at most retention.keep (90d), found "100d"',
    ],
    [
      "less than one article a source",
      { ...least, retention: { perSource: 0 } },
      "retention.perSource: expected a whole number of articles from 1 to 1000000, found 0",
    ],
    [
      "a number of articles that is none",
      { sources: [{ url: "https://example.org/feed", keepEntries: "all" }] },
      'sources[0].keepEntries: expected a whole number of articles from 1 to 1000000, found "all"',
    ],
    ["backups without a folder", { ...least, backup: {} }, "backup.folder: expected a folder, found nothing"],
    [
      "backups every few minutes",
      { ...least, backup: { folder: "b", every: "5m" } },
      'backup.every: expected a duration of an hour or more such as "24h", or a cron expression such as "0 4 * * *", found "5m"',
    ],
    [
      "backups none of which is kept",
      { ...least, backup: { folder: "b", keep: 0 } },
      "backup.keep: expected a whole number of backups from 1 to 1000, found 0",
    ],
    [
      "a key in other letters",
      { ...least, siteURL: "https://example.org" },
      'siteURL: unknown key; did you mean "siteUrl"?',
    ],
    [
      "two letters swapped",
      { ...least, polling: { mniEvery: "15m" } },
      'polling.mniEvery: unknown key; did you mean "minEvery"?',
    ],
    [
      "a key like no other",
      { ...least, retention: { colour: "red" } },
      "retention.colour: unknown key; the known ones here are keep, perSource",
    ],
    [
      "an inherited name as a key",
      { ...least, network: { toString: 1 } },
      "network.toString: unknown key; the known ones here are allow",
    ],
  ])("%s", (_what, file, fault) => {
    expect(faultsOf(file)).toEqual([fault]);
  });

  test.each(["* * * * *", "0,30 4 * * *", "*/20 * 4 * * *", "30 0-5/5 * * * *"])(
    "backups at %s, closer together than an hour",
    (every) => {
      expect(faultsOf({ ...least, backup: { folder: "b", every } })).toEqual([
        `backup.every: expected times an hour or more apart, such as "0 4 * * *" or "0 */6 * * *", found "${every}"`,
      ]);
    },
  );

  test.each([
    ["not a url", 'an address that begins with "https://" or "http://"'],
    ["file:///etc/passwd", 'an address that begins with "https://" or "http://"'],
    [
      "example.org/feed",
      'an address that begins with "https://" or "http://", such as "https://example.org/feed"',
    ],
    [
      "feed://example.org/feed",
      'an address that begins with "https://" or "http://", such as "https://example.org/feed"',
    ],
    ["https://", 'an address with a host, such as "https://example.org/feed"'],
    ["https://exa mple.org/feed", "an address without spaces; in its path they are written %20"],
    ["https://example.org:99999/feed", "an address whose port is at most 65535"],
    ["https://[::1/feed", 'an address that can be read, such as "https://example.org/feed"'],
  ])("the address %s", (url, expected) => {
    expect(faultsOf({ sources: [{ url }] })).toEqual([
      `sources[0].url: expected ${expected}, found ${JSON.stringify(url)}`,
    ]);
  });

  test.each([
    ["0 0 30 2 *", "a cron expression that comes some day: these months have no such day"],
    ["61 * * * *", "a cron expression with minutes from 0 to 59"],
    ["0 0 * * 9", "a cron expression with days of the week from 0 (Sunday) to 7"],
    ["now and then", 'a duration such as "30m", a cron expression such as "*/20 6-22 * * *", or "auto"'],
  ])("the times %s", (every, expected) => {
    expect(faultsOf({ sources: [{ url: "https://example.org/feed", every }] })).toEqual([
      `sources[0].every: expected ${expected}, found ${JSON.stringify(every)}`,
    ]);
  });

  test("says what is wrong with one source in one place, in the order of the file", () => {
    const sources = [{ url: "x", every: "1m" }, { url: "y" }];
    expect(faultsOf({ sources }).map((fault) => fault.split(":")[0])).toEqual([
      "sources[0].url",
      "sources[0].every",
      "sources[1].url",
    ]);
  });

  test("a password in the service's own address is refused and not repeated", () => {
    expect(faultsOf({ ...least, siteUrl: "https://ann:secret@example.org/" })).toEqual([
      'siteUrl: expected an address without a user name or password in it, found "https://…@example.org/"',
    ]);
  });

  test("one source under several spellings is one", () => {
    const spellings = [
      "https://Example.org/a",
      "https://example.org:443/a?",
      "https://example.org/a#top",
      "https://example.org./a",
    ];
    const checked = checkSettings({ sources: spellings.map((url) => ({ url })) });
    expect(checked.ok && checked.settings.sources.map(({ url }) => url)).toEqual(
      spellings.map(() => "https://example.org/a"),
    );
  });

  test("a long value is shown by its beginning", () => {
    const [fault] = faultsOf({ sources: [{ url: "x".repeat(10_000) }] });
    expect(fault?.length).toBeLessThan(200);
  });
});
