import type { Every, Source } from "./source.ts";
import type { ContentRules } from "./content-rule.ts";
import type { Site } from "./site.ts";
import type { SourceAccess } from "./source-access.ts";
import type { View } from "./view.ts";

/** How sources are polled. */
export type PollingSettings = Readonly<{
  every: Every;
  minEveryMs: number;
  maxEveryMs: number;
  /** Whether hubs of feeds are asked to tell of news (WebSub): they can only where the config has a `siteUrl`. */
  push: boolean;
  /** Requests under way at once, over all hosts. */
  concurrency: number;
  /** Connections to one host at once. */
  perHost: number;
  /** Least time between the starts of two requests to one host. */
  perHostGapMs: number;
  /** The same at hosts of the operator's own (`own-host.ts`). */
  ownHostGapMs: number;
}>;

/** What bounds one request, and how we present ourselves. */
export type FetchSettings = Readonly<{
  /** The whole request, redirects included. */
  timeoutMs: number;
  /** Of the body as received, and again of the body after decompression. */
  maxBodyBytes: number;
  /** A page or mail address for publishers who wonder who asks, said in User-Agent. */
  contact?: string;
  /** CIDR ranges that may be reached although they are private. */
  allow: readonly string[];
  /** How single sources are asked, by their url; most are asked as all are. */
  access?: Readonly<Record<string, SourceAccess>>;
}>;

export const granularities = ["copy", "event", "topic"] as const;
/** `copy`: a story is one text; `event`: one event. `topic`: one event too, and lists show a saga's events as one. */
export type Granularity = (typeof granularities)[number];

export type StorySettings = Readonly<{
  /** How long a story goes on taking in entries after its latest one. */
  windowMs: number;
  granularity: Granularity;
}>;

/** The settings under which all stories of a store were grouped, and by which engine (`story/grouped-under.ts`). */
export type GroupedUnder = StorySettings & Readonly<{ engine: number }>;

/** What is not kept for ever. */
export type Retention = Readonly<{
  /** Of entries, after they were first seen. */
  keepMs: number;
  /** How many entries of each source are kept, of those that are old enough; absent, all. */
  perSource?: number;
  /** The same of single sources, by their url. */
  own?: Readonly<Record<string, number>>;
}>;

/** When the store is backed up, and where to. */
export type BackupSettings = Readonly<{
  /** A folder, from where the service was started. */
  folder: string;
  every: Exclude<Every, { kind: "pace" }>;
  /** How many backups are kept there. */
  keep: number;
}>;

/** `feeds.config.json`, checked and with every default filled in. */
export type Settings = Readonly<{
  site: Site;
  polling: PollingSettings;
  fetch: FetchSettings;
  stories: StorySettings;
  retention: Retention;
  /** Absent where none is wanted. */
  backup?: BackupSettings;
  sources: readonly Source[];
  views: readonly View[];
  /** Words and phrases that keep a story off every list, but for a search. */
  mute?: readonly string[];
  /** How much of the articles is given out; absent, all of it. */
  content?: ContentRules;
}>;
