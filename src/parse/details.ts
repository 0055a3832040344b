import { cutText } from "../base/cut-text.ts";
import type { EntryDetails, Transcript } from "../model/entry.ts";
import { present } from "./draft.ts";
import { type Field, type Fields, firstField, firstText } from "./fields.ts";
import { languageTag } from "./language.ts";
import { markupOf, toTitle } from "./markup.ts";
import { mediaTypeOf } from "./media.ts";
import { resolveUrl } from "./url.ts";

const maxRightsLength = 1000;
const maxTranscripts = 20;
/** More comments than people: the number is none. */
const maxCount = 1_000_000_000;

type Context = Readonly<{ atom: boolean; base: string | undefined }>;

/** What comes with an item beside its text: rights, comments (slash, thr, wfw), transcripts, chapters. */
export function readDetails(fields: Fields, { atom, base }: Context): EntryDetails {
  const rights = firstField(fields, "rights", "dc:rights", "copyright", "media:copyright", "dcterms:rights");
  const transcripts = transcriptsOf(fields, base);
  const chapters = fields("podcast:chapters")[0];
  const answered = fields("thr:in-reply-to")[0];
  return present({
    rights: (rights && cutText(toTitle(markupOf(rights, atom)), maxRightsLength)) || undefined,
    commentCount: commentCountOf(fields),
    commentsFeedUrl: commentsFeedOf(fields, base),
    inReplyToUrl: answered && addressOf(answered, base, "href", "ref"),
    transcripts: transcripts.length > 0 ? transcripts : undefined,
    chaptersUrl: chapters && addressOf(chapters, base, "url", "href"),
  });
}

function addressOf(field: Field, base: string | undefined, ...names: readonly string[]): string | undefined {
  const written = names.map((name) => field.attribute(name)).find((value) => value !== undefined);
  return resolveUrl(written, field.attribute("xbase") ?? base);
}

const repliesOf = (fields: Fields): Field[] =>
  [...fields("link"), ...fields("atom:link")].filter(
    (link) => link.attribute("rel")?.toLowerCase() === "replies",
  );

/** thr:total counts all, thr:count what one link leads to (RFC 4685 4 and 5). */
function commentCountOf(fields: Fields): number | undefined {
  const counts = repliesOf(fields).map((link) => link.attribute("count"));
  return [firstText(fields, "slash:comments"), firstText(fields, "thr:total"), ...counts]
    .map((text) => (/^\d+$/.test(text?.trim() ?? "") ? Number(text) : Number.NaN))
    .find((count) => count < maxCount);
}

function commentsFeedOf(fields: Fields, base: string | undefined): string | undefined {
  const feed = repliesOf(fields).find((link) => /atom|rss|json/.test(link.attribute("type") ?? ""));
  return (
    resolveUrl(firstText(fields, "wfw:commentrss", "wfw:comments")) ?? (feed && addressOf(feed, base, "href"))
  );
}

function transcriptsOf(fields: Fields, base: string | undefined): Transcript[] {
  const all = fields("podcast:transcript").flatMap((field): Transcript[] => {
    const url = addressOf(field, base, "url", "href");
    const mediaType = mediaTypeOf(field.attribute("type"));
    const language = languageTag(field.attribute("language"));
    return url === undefined ? [] : [{ url, ...(mediaType && { mediaType }), ...(language && { language }) }];
  });
  return all.slice(0, maxTranscripts);
}
