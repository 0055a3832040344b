import type { Enclosure, Person, Transcript } from "../model/entry.ts";
import type { PlacedEntry } from "../model/story.ts";
import { placeName, webUrl } from "./links.ts";
import type { Words } from "./words/words.ts";

/** A file that comes with an entry: a podcast's sound, a film, a document. `title`: what its publisher calls it. */
export type Media = Readonly<{
  kind: "audio" | "video" | "file";
  href: string;
  label: string;
  title?: string;
}>;

/** What else is known of an entry, under its name: words, links or both. */
export type Fact = Readonly<{ name: string; text?: string; links: readonly FactLink[] }>;
type FactLink = Readonly<{ href: string; text: string }>;

/** `heading` is what the facts are called where they are folded: "Transcript, chapters and rights". */
export type Facts = Readonly<{ heading: string; list: readonly Fact[] }>;

/** Films in a format that no browser plays any more: YouTube's own feeds still name them. */
const unplayable = "application/x-shockwave-flash";
/** What is said to be shorter is not worth saying, in bytes. */
const leastLength = 50_000;

/** The files of an entry, but for pictures, which stand in the text or at its head already. */
export const mediaOf = (
  { enclosures, outlet }: Pick<PlacedEntry, "enclosures" | "outlet">,
  words: Words,
): Media[] => enclosures.flatMap((enclosure) => mediumOf(enclosure, outlet, words));

function mediumOf(
  { url, mediaType = "", length, title, durationS }: Enclosure,
  outlet: string,
  { formats, attached: say }: Words,
): Media[] {
  const href = webUrl(url);
  const type = mediaType.split("/", 1)[0];
  if (href === undefined || type === "image" || mediaType === unplayable) return [];
  const kind = type === "audio" || type === "video" ? type : "file";
  const label = [
    say.at(say.kinds[kind], placeName(href, outlet)),
    ...(durationS === undefined ? [] : [formats.duration(durationS * 1000)]),
    // Many feeds write 0 or 1 for want of knowing.
    ...(length === undefined || length < leastLength ? [] : [formats.bytes(length)]),
  ];
  return [{ kind, href, label: label.join(", "), ...(title !== undefined && { title }) }];
}

/** Where readers' comments are, and how many the publisher counts; undefined where neither is known. */
export function commentsOf(
  entry: Pick<PlacedEntry, "commentsUrl" | "commentCount">,
  { attached: say }: Words,
): Readonly<{ label: string; href?: string }> | undefined {
  const href = webUrl(entry.commentsUrl);
  const counted = entry.commentCount === undefined ? undefined : say.commentCount(entry.commentCount);
  if (href === undefined) return counted === undefined ? undefined : { label: counted };
  return { href, label: counted ?? say.comments };
}

type Told = Pick<
  PlacedEntry,
  | "authors"
  | "chaptersUrl"
  | "commentsFeedUrl"
  | "imageCredit"
  | "inReplyToUrl"
  | "outlet"
  | "rights"
  | "transcripts"
>;

/** What an entry tells beside its text, for those who look for it; undefined where it tells nothing. */
export function factsOf(entry: Told, words: Words): Facts | undefined {
  const { attached: say } = words;
  const names = say.facts;
  const { outlet, transcripts = [] } = entry;
  const link = (url: string | undefined, text: (name: string) => string): FactLink[] => {
    const href = webUrl(url);
    return href === undefined ? [] : [{ href, text: text(placeName(href, outlet)) }];
  };
  const facts: Fact[] = [
    {
      name: names.transcript,
      links: transcripts.flatMap((one) => link(one.url, () => transcriptName(one, words))),
    },
    { name: names.chapters, links: link(entry.chaptersUrl, say.chaptersAt) },
    { name: names.answers, links: link(entry.inReplyToUrl, say.articleAt) },
    { name: names.comments, links: link(entry.commentsFeedUrl, () => say.asFeed) },
    {
      name: names.writers,
      links: entry.authors.flatMap((person) => link(person.url, () => nameOf(person, say.theirPage))),
    },
    { name: names.picture, links: [], ...(entry.imageCredit !== undefined && { text: entry.imageCredit }) },
    { name: names.rights, ...rightsOf(entry.rights) },
  ];
  const told = facts.filter(({ text, links }) => text !== undefined || links.length > 0);
  if (told.length === 0) return undefined;
  return { heading: say.heading(told.map(({ name }) => name)), list: told };
}

const nameOf = ({ name, url = "" }: Person, otherwise: string): string => name ?? placeName(url, otherwise);

function rightsOf(rights: string | undefined): Omit<Fact, "name"> {
  const href = webUrl(rights);
  if (href !== undefined) return { links: [{ href, text: placeName(href, href) }] };
  return { links: [], ...(rights !== undefined && { text: rights }) };
}

const formatNames = {
  "application/json": "json",
  "application/srt": "subtitles",
  "application/x-subrip": "subtitles",
  "text/html": "page",
  "text/plain": "plainText",
  "text/srt": "subtitles",
  "text/vtt": "subtitles",
} as const;

/** "English, subtitles". */
function transcriptName({ language, mediaType = "" }: Transcript, { attached: say, formats }: Words): string {
  const type = mediaType.split(";", 1)[0] ?? "";
  const format = isKnown(type) ? say[formatNames[type]] : undefined;
  const spoken = language === undefined ? undefined : formats.languageName(language);
  return [spoken, format].filter((part) => part !== undefined).join(", ") || say.asFile;
}

const isKnown = (type: string): type is keyof typeof formatNames => Object.hasOwn(formatNames, type);
