import { version } from "../base/version.ts";
import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { type KeySection, keySections } from "./key-map.ts";
import { langOf, storyPath } from "./links.ts";

export type AboutPage = Readonly<{
  version: string;
  /** A story by which the reasons can be seen; absent where there is none yet. */
  example?: Readonly<{ href: string; title: string; lang?: string }>;
  /** Empty where the pages are files: they have no keys. */
  keys: readonly KeySection[];
  /** Where people reach this service from outside, without a slash at its end; empty where the config does not say. */
  address: string;
}>;

/** `/about`: what Wirefold is, how stories come about, its keys, what it remembers, and how to take it along. */
export async function about(parts: ReaderParts): Promise<PageAnswer> {
  const { words, isStatic = false } = parts;
  const example = await exampleOf(parts);
  return {
    kind: "page",
    status: 200,
    view: "about",
    frame: await frameOf(parts, { title: words.about.heading, path: "/about" }),
    page: {
      version: words.about.version(version),
      ...(example && { example }),
      keys: isStatic ? [] : keySections(words),
      address: parts.site().url ?? "",
    } satisfies AboutPage,
  };
}

/** The story on top: the one most outlets report on. */
async function exampleOf({ store, mute }: ReaderParts): Promise<AboutPage["example"]> {
  const muted = mute?.();
  const { items } = await store.stories({ order: "top", limit: 1, ...(muted && { muted }) });
  const lead = items[0]?.entries.find(({ id }) => id === items[0]?.story.leadEntryId);
  if (!items[0] || !lead) return undefined;
  const lang = langOf(lead.language);
  return {
    href: storyPath(items[0].story.id),
    title: lead.title,
    ...(lang !== undefined && { lang }),
  };
}
