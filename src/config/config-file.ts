import ipaddr from "ipaddr.js";
import { z } from "zod";
import { contentRules } from "../model/content-rule.ts";
import { granularities } from "../model/settings.ts";
import {
  bytes,
  byPace,
  count,
  duration,
  every,
  fixedEvery,
  isLanguageTag,
  listOf,
  phrase,
  primaryLanguage,
  publicAddress,
  webAddress,
  weight,
  words,
} from "./config-values.ts";

/*
 * What `feeds.config.json` may say. Checking, defaults and the JSON Schema for editors all come from this definition.
 * The `error` of each part is what was expected there, in words that follow "expected".
 */

/** Values where the file says nothing, as the file would write them. */
export const defaults = {
  every: byPace,
  minEvery: "15m",
  maxEvery: "24h",
  window: "5d",
  keep: "90d",
  backupEvery: "24h",
} as const;

const polling = z.strictObject({
  every: every.optional().meta({
    description:
      "How often sources are polled: each by its own publishing pace (auto), or all by a duration or a cron expression. Never below minEvery or above maxEvery.",
    default: defaults.every,
    examples: ["auto", "30m", "*/20 6-22 * * *"],
  }),
  minEvery: duration()
    .prefault(defaults.minEvery)
    .meta({ description: "No source is polled more often than this.", examples: ["15m"] }),
  maxEvery: duration()
    .prefault(defaults.maxEvery)
    .meta({
      description:
        "No source is left alone for longer, whatever it says of itself, while it answers as it should.",
      examples: ["24h"],
    }),
  concurrency: count("of requests", 1000).default(32).meta({ description: "Requests under way at once." }),
  perHost: count("of connections", 100).default(2).meta({ description: "Connections to one host at once." }),
  perHostGap: duration("zero or more")
    .optional()
    .meta({
      description:
        "Least time between two requests to one host: 1s where it is not set, and none at private addresses (and localhost) that only network.allow opens. Set, it holds for every host.",
      examples: ["1s"],
    }),
  push: z.boolean({ error: "true or false" }).default(true).meta({
    description:
      "Hubs of feeds (WebSub) are asked to tell of news, where siteUrl is an address that they can reach. While a hub has promised to, its feed is polled daily, and besides as soon as it tells, once a minute at most.",
  }),
  timeout: duration()
    .prefault("20s")
    .meta({ description: "A poll that takes longer is given up.", examples: ["20s"] }),
  maxBody: bytes
    .prefault("10MB")
    .meta({ description: "A larger document is given up.", examples: ["10MB", "500kB"] }),
  contact: z
    .string({ error: "a web or mail address" })
    .regex(/^[\x21-\x7e]+$/, { error: "a web or mail address without spaces" })
    .optional()
    .meta({
      description: "Where publishers can ask who polls them. Sent with every request, in User-Agent.",
      examples: ["https://wire.example.org/about"],
    }),
});

const network = z.strictObject({
  allow: z
    .array(
      z
        .string({ error: 'an address range such as "10.0.0.0/8"' })
        .refine((text) => ipaddr.isValidCIDR(text), {
          error: 'an address range such as "10.0.0.0/8" or "::1/128"',
        }),
      { error: "a list of address ranges" },
    )
    .default([])
    .meta({
      description: "Private, loopback and link-local address ranges (CIDR) that may be asked all the same.",
      examples: [["127.0.0.0/8"]],
    }),
});

const stories = z.strictObject({
  window: duration()
    .prefault(defaults.window)
    .meta({
      description: "How long a story goes on taking in reports after its latest one.",
      examples: ["5d"],
    }),
  granularity: z.enum(granularities).default("event").meta({
    description:
      "What is one story: copies of one text, or reports on one event. With topic, too, a story is an event, but the front page and the merged feed show the events of one saga once, under the newest, which names the earlier ones.",
  }),
});

const keptEntries = count("of articles", 1_000_000);

const retention = z.strictObject({
  keep: duration()
    .prefault(defaults.keep)
    .meta({
      description:
        "How long articles are kept after they were first seen. Not shorter than stories.window. Stories that somebody has starred, or corrected by hand, are kept for longer.",
      examples: ["90d"],
    }),
  perSource: keptEntries.optional().meta({
    description:
      "How many articles of each source are kept, the newest ones. Not counted are those of stories that still take in reports (and a week of words before them), that somebody has starred, or that were corrected by hand: they stay.",
    examples: [1000],
  }),
});

const backup = z.strictObject({
  folder: words("a folder").meta({
    description:
      "Where backups are written, from where the service is started. Best on another disk than the database.",
    examples: ["backups"],
  }),
  every: fixedEvery.prefault(defaults.backupEvery).meta({
    description:
      "How often a backup is made: a duration (1h or longer), or the times of a cron expression (an hour or more apart). One that was missed while the machine slept is made up for.",
    examples: ["24h", "0 4 * * *"],
  }),
  keep: count("of backups", 1000).default(7).meta({
    description: "How many backups are kept in the folder; older ones are deleted once a newer one is whole.",
  }),
});

const content = z.enum(contentRules);

const mute = listOf(phrase, "a list of words and phrases");

const source = z.strictObject({
  url: webAddress.meta({
    description:
      "Address of the feed: RSS, Atom, RDF or JSON Feed. A user name and password in it are sent as Basic Authorization, to this server alone, and never shown; ${NAME} takes either from the environment.",
    examples: [
      "https://feeds.bbci.co.uk/news/world/rss.xml",
      "https://ann:${FEED_PASSWORD}@example.org/feed",
    ],
  }),
  name: words("a name")
    .optional()
    .meta({ description: "Shown instead of the feed's own title.", examples: ["BBC World"] }),
  category: words("a category")
    .optional()
    .meta({ description: "The section it belongs to.", examples: ["World"] }),
  every: every.optional().meta({
    description: "How often this source is polled, instead of polling.every.",
    examples: ["15m", "0 7 * * *"],
  }),
  weight: weight.optional().meta({
    description:
      "How much its reports count against others': which one speaks for a story, and how high the story stands on the front page. 2 is twice as much as usual.",
    default: 1,
    examples: [2, 0.5],
  }),
  keepEntries: keptEntries.optional().meta({
    description: "How many of its articles are kept, instead of what retention.perSource says for all.",
    examples: [100],
  }),
  content: content.optional().meta({
    description: "How much of its articles is given out, instead of what content says for all.",
    examples: ["summary"],
  }),
  headers: z
    .record(z.string(), z.string({ error: "a text in quotes" }), {
      error: 'an object { "Header-Name": "value" }',
    })
    .optional()
    .meta({
      description:
        "Sent with every request to the server of url, and to no other: not after a redirect to another host, port or scheme. ${NAME} stands for an environment variable, read when Wirefold starts. Never stored, logged or shown.",
      examples: [{ Authorization: "Bearer ${WIRE_TOKEN}" }],
    }),
  userAgent: z
    .string({ error: "one line of plain text" })
    .regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/, {
      error: "one line of plain text (ASCII), at most 200 characters long",
    })
    .optional()
    .meta({
      description:
        "For a publisher who demands another User-Agent: sent as it stands, without polling.contact, also where a redirect leads. Say in it who asks and where to reach you. Anybody may see it: no place for a secret.",
      examples: ["Example Ltd news desk (+https://example.org/contact)"],
    }),
});

const view = z.strictObject({
  slug: z
    .string({ error: 'small letters, digits and hyphens, such as "peace-talks"' })
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
      error: 'small letters, digits and hyphens, such as "peace-talks"',
    })
    .meta({ description: "Its address: /views/SLUG. No two views share one.", examples: ["peace-talks"] }),
  title: words("a title").meta({ description: "Its heading.", examples: ["Peace talks"] }),
  query: words("words to search for")
    .optional()
    .meta({
      description:
        'Words as in the search: all must occur; "a phrase", -without, begin*, this OR that; title: author: agency: source: category: lang: after: before:',
      examples: ['"peace talks" -football', "election* lang:de after:7d"],
    }),
  categories: listOf(words("a category"), "a list of categories")
    .optional()
    .meta({
      description: "Only stories with a report from a source of one of these categories.",
      examples: [["World", "Europe"]],
    }),
  sources: listOf(words("the url or the name of a source"), "a list of sources, by url or name")
    .optional()
    .meta({
      description: "Only stories with a report from one of these sources, each by its url or its name.",
      examples: [["BBC World", "https://example.org/feed"]],
    }),
  minOutlets: count("of outlets", 1000)
    .optional()
    .meta({ description: "Only stories that at least so many outlets report.", examples: [2] }),
  languages: listOf(primaryLanguage, "a list of languages")
    .optional()
    .meta({ description: "Only stories in one of these languages.", examples: [["en", "de"]] }),
  mute: mute.optional().meta({
    description:
      "Leaves out stories with one of these words or phrases in their headline: whole words, in any case, with or without accents; footb* is every word that begins so.",
    examples: [["football", "world cup"]],
  }),
});

export const configFile = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "Where editors find this schema." }),
    title: words("a title").default("Wirefold").meta({ description: "Name of the reader and of its feed." }),
    description: z.string().default("").meta({ description: "One sentence on it." }),
    language: words('a language tag such as "en" or "pt-BR"')
      .refine(isLanguageTag, { error: 'a language tag such as "en" or "pt-BR"' })
      .default("en")
      .meta({ description: "Language of the merged feed (BCP 47).", examples: ["en", "pt-BR"] }),
    siteUrl: publicAddress
      .refine((text) => !/[?#]/.test(text), { error: "an address without ? and #" })
      .optional()
      .meta({
        description:
          "Where people reach this service from outside. Links and ids in its feeds are made with it.",
        examples: ["https://wire.example.org"],
      }),
    content: content.default("full").meta({
      description:
        "How much of an article is given out, in feeds and on pages: the whole text (full), its beginning, picture and files (summary), or its headline alone (title); always with its outlet and the link to the original.",
    }),
    mute: mute.optional().meta({
      description:
        "Words and phrases that keep a story off every list, as mute does in a view; a search finds it all the same.",
      examples: [["football", "world cup"]],
    }),
    polling: polling.prefault({}).meta({ description: "When and how sources are asked." }),
    network: network.prefault({}).meta({ description: "What may be reached." }),
    stories: stories.prefault({}).meta({ description: "How reports are folded into stories." }),
    retention: retention.prefault({}).meta({ description: "What is kept." }),
    backup: backup.optional().meta({
      description:
        "Backs up the store by itself, while the service runs. restore makes a store of a backup again.",
    }),
    sources: z
      .array(source.meta({ description: "One feed to follow. Only its url is needed." }), {
        error: 'a list of sources, each at least { "url": "https://…" }',
      })
      .meta({ description: "The feeds to follow." }),
    views: z
      .array(view.meta({ description: "A list of its own: all that it names must hold." }), {
        error: "a list of views",
      })
      .default([])
      .meta({ description: "Lists of your own, each a page and a feed." }),
  })
  .meta({ title: "Wirefold: feeds.config.json", description: "What Wirefold follows, and how." });

export type ConfigFile = z.output<typeof configFile>;

/** JSON Schema of the config file. Draft 7, because editors know no later one whole. */
export const configJsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(configFile, { io: "input", target: "draft-7" });
