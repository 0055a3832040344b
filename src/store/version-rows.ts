import type { EntryVersion, SafeHtml } from "../model/entry.ts";

/** How many versions of one entry are kept: a live blog is edited with every poll. */
export const maxVersions = 20;
/** Longer texts would make a feed of a few megabytes one of a hundred. In characters of HTML. */
export const maxTextLength = 100_000;

export type VersionRow = Readonly<{
  title: string;
  summary: string | null;
  content_html: string | null;
  said_until: number;
}>;

export const toVersion = (row: VersionRow): EntryVersion => ({
  title: row.title,
  ...(row.summary !== null && { summary: row.summary }),
  // Went through the sanitiser before it was stored.
  ...(row.content_html !== null && { contentHtml: row.content_html as SafeHtml }),
  saidUntil: new Date(row.said_until),
});
