import type { ContentRules } from "./content-rule.ts";
import type { Site } from "./site.ts";
import type { View } from "./view.ts";

/** What feeds and pages go by, as the config has it at present. */
export type Showing = Readonly<{
  site: () => Site;
  views: () => readonly View[];
  /** Whether the list of everything shows a saga once, under its newest event (granularity `topic`). */
  sagaOnce?: () => boolean;
  /** Words that keep a story off every list, but for a search. */
  mute?: () => readonly string[] | undefined;
  /** How much of the articles is given out; absent, all of it. */
  content?: () => ContentRules | undefined;
}>;
