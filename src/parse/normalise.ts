import { dayMs } from "../base/duration.ts";
import { cutText } from "../base/cut-text.ts";
import type { EntryContent, ParsedEntry } from "../model/entry.ts";
import { agencyOf } from "./agency.ts";
import { type EntryDraft, present } from "./draft.ts";
import { identityKeys } from "./identity-keys.ts";
import { creditIn } from "./image-credit.ts";
import { firstImage, plainArticle, type SafeArticle, safeArticle, withOwnPicture } from "./html.ts";
import { canBe, detectLanguage, languageTag } from "./language.ts";
import { type LineRange, repeatsTitle } from "./leftovers.ts";
import { isProse, type Line } from "./lines.ts";
import { tellMarkup, toTitle } from "./markup.ts";
import { summarise } from "./summary.ts";
import { beginningOf } from "./text-budget.ts";
import { holdsMarkup, htmlToText, oneLine } from "./text.ts";

/** Longer titles are an accident; every reader cuts them long before. */
const maxTitleLength = 500;
const maxGuidLength = 2000;
/** A line that is longer is a paragraph. */
const maxHeadlineLength = 160;
/** A title made from the text. */
const madeTitleLength = 100;
/** Feeds announce what is to come by a few months; a year 9999 is no date. */
const farFutureMs = 5 * 365 * dayMs;

export type FeedContext = Readonly<{
  siteUrl: string | undefined;
  language: string | undefined;
  fetchedAt: Date;
}>;

/** Makes entries of drafts: safe, plain, dated, named and told apart. */
export async function normaliseEntries(
  drafts: readonly EntryDraft[],
  feed: FeedContext,
): Promise<ParsedEntry[]> {
  const titles = drafts.map((draft) => (draft.title === undefined ? "" : toTitle(draft.title)));
  const keys = identityKeys(
    drafts.map((draft, at) => ({
      guid: draft.guid,
      url: draft.originalUrl ?? draft.url,
      title: titles[at],
      text: (draft.content ?? draft.summary)?.text.slice(0, 5000),
      publishedAt: draft.publishedAt,
    })),
    feed.siteUrl,
  );
  const entries: ParsedEntry[] = [];
  for (const [at, draft] of drafts.entries()) {
    const own = keys[at];
    if (own) entries.push({ ...(await normaliseEntry(draft, titles[at] ?? "", feed)), identityKeys: own });
  }
  return entries;
}

async function normaliseEntry(
  draft: EntryDraft,
  givenTitle: string,
  feed: FeedContext,
): Promise<EntryContent> {
  const title = cutText(givenTitle, maxTitleLength) || headlineInText(draft);
  const content = articleOf(draft.content, title, draft.base);
  const teaser = articleOf(draft.summary, title, draft.base);
  const summary = fullerOf(
    teaser && summarise(teaser.real, title),
    content && summarise(content.real, title),
  );
  const body = content ?? teaser;
  const html = body?.safe.html || undefined;
  const sample = `${title} ${summary ?? ""}`;
  const { above, text, below } = linesForAgency(body);
  const language = await languageOf(draft, sample, feed.language);
  return present({
    guid: guidForPeople(draft.guid),
    url: draft.url,
    title: title || titleFromText(body?.real ?? []) || nameOfUntitled(draft),
    summary,
    contentHtml: html && draft.imageUrl ? withOwnPicture(html, draft.imageUrl) : html,
    authors: draft.authors,
    categories: draft.categories,
    enclosures: draft.enclosures,
    imageUrl: draft.imageUrl ?? (html && firstImage(html)),
    imageCredit: draft.imageCredit ?? creditOf(body),
    commentsUrl: draft.commentsUrl,
    origin: draft.origin,
    agency: agencyOf({
      authors: draft.authors,
      originTitle: draft.origin?.title,
      rights: draft.details?.rights,
      language,
      above,
      text,
      below,
    }),
    language,
    ...draft.details,
    ...datesOf(draft, feed.fetchedAt),
  });
}

/** What fewer characters say is a caption, or the same above every text: "Breaking news from our newsroom." */
const shortTeaser = 120;

/** The teaser, or where that is no more than the article's first line, the beginning of the article. */
function fullerOf(teaser: string | undefined, beginning: string | undefined): string | undefined {
  if (teaser === undefined || beginning === undefined) return teaser ?? beginning;
  return teaser.length < shortTeaser && beginning.startsWith(teaser) ? beginning : teaser;
}

type Article = Readonly<{
  safe: SafeArticle;
  lines: readonly Line[];
  range: LineRange;
  real: readonly Line[];
}>;

function articleOf(
  markup: EntryDraft["content"],
  title: string,
  base: string | undefined,
): Article | undefined {
  if (!markup) return undefined;
  const written = tellMarkup(markup);
  const safe =
    written.kind === "plain"
      ? plainArticle(written.text, title)
      : safeArticle(written.html, { base: markup.base ?? base, title });
  const { lines, real: range } = safe;
  return { safe, lines, range, real: lines.slice(range.start, range.end) };
}

function linesForAgency(article: Article | undefined) {
  const texts = (from: number, to: number) =>
    article?.lines
      .slice(from, to)
      .filter(({ caption }) => !caption)
      .map(({ text }) => text) ?? [];
  const { start, end } = article?.range ?? { start: 0, end: 0 };
  return { above: texts(0, start), text: texts(start, end), below: texts(end, article?.lines.length ?? 0) };
}

/** Whose picture the first caption that says so, or a line above the text, names. */
function creditOf(article: Article | undefined): string | undefined {
  const start = article?.range.start ?? 0;
  const captions = article?.lines.filter(({ caption }, at) => caption || at < start).slice(0, 20) ?? [];
  for (const { text } of captions) {
    const credit = creditIn(text);
    if (credit !== undefined) return credit;
  }
  return undefined;
}

/** A guid is no text for people, and no link; mark-up or a script in one is nobody's name for an article. */
function guidForPeople(guid: string | undefined): string | undefined {
  if (guid === undefined) return undefined;
  const plain = holdsMarkup(guid) ? htmlToText(guid) : oneLine(guid);
  return plain === "" || /^\s*(?:javascript|data|vbscript):/i.test(plain.replace(/\s+/g, ""))
    ? undefined
    : plain.slice(0, maxGuidLength);
}

/** A headline that stands in the text because the item has no title of its own, or "". */
function headlineInText({ content, summary, base }: EntryDraft): string {
  const text = content ?? summary;
  const start = text && beginningOf(text);
  const lines = articleOf(start, "", base)?.real.filter(({ caption }) => !caption) ?? [];
  const [first, second] = lines;
  if (!first || first.text.length > maxHeadlineLength || /[.!?…:;,]$/.test(first.text)) return "";
  const isRepeated = second !== undefined && repeatsTitle(second.text, first.text);
  // A short line above the first paragraph; of two short lines nobody knows which is which.
  const isAbove = lines
    .slice(1)
    .some(({ text }) => text.length >= 2 * first.text.length && /[.!?…]["”’»)]?$/.test(text));
  return isRepeated || isAbove ? first.text : "";
}

function titleFromText(lines: readonly Line[]): string {
  const text = (lines.find(isProse) ?? lines.find(({ caption }) => caption))?.text ?? "";
  const sentence = /^.{20,}?[.!?…](?=\s)/su.exec(text.slice(0, madeTitleLength + 60))?.[0] ?? text;
  return cutText(sentence, madeTitleLength);
}

/** Neither title nor text: the name of its file, or of its page. */
function nameOfUntitled({ enclosures, url }: EntryDraft): string {
  const address = enclosures[0]?.url ?? url;
  const last = address === undefined ? "" : (new URL(address).pathname.split("/").findLast(Boolean) ?? "");
  const words = oneLine(
    safeDecode(last)
      .replace(/\.\w{2,5}$/, "")
      .replace(/[-_+]+/g, " "),
  );
  return /\p{L}{3}/u.test(words) && !holdsMarkup(words) ? cutText(words, madeTitleLength) : "Untitled";
}

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

async function languageOf(
  draft: EntryDraft,
  sample: string,
  feedLanguage: string | undefined,
): Promise<string | undefined> {
  const declared = draft.language ?? languageTag(draft.content?.language) ?? feedLanguage;
  if (declared !== undefined && canBe(declared, sample)) return declared;
  return detectLanguage(sample);
}

/** Never later than the fetch: nobody can have published what is still to come. */
function datesOf(
  { publishedAt, updatedAt }: EntryDraft,
  fetchedAt: Date,
): Pick<EntryContent, "publishedAt" | "updatedAt"> {
  const past = (date: Date | undefined) =>
    date === undefined || date.getTime() > fetchedAt.getTime() + farFutureMs
      ? undefined
      : date > fetchedAt
        ? fetchedAt
        : date;
  return present({ publishedAt: past(publishedAt), updatedAt: past(updatedAt) });
}
