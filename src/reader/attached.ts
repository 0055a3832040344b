import type { Enclosure, Person, Transcript } from "../model/entry.ts";
import type { PlacedEntry } from "../model/story.ts";
import { placeName, webUrl } from "./links.ts";
import { count, list } from "./words.ts";

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

/** The files of an entry, but for pictures, which stand in the text or at its head already. */
export const mediaOf = ({ enclosures, outlet }: Pick<PlacedEntry, "enclosures" | "outlet">): Media[] =>
  enclosures.flatMap((enclosure) => mediumOf(enclosure, outlet));

function mediumOf({ url, mediaType = "", length, title, durationS }: Enclosure, outlet: string): Media[] {
  const href = webUrl(url);
  const type = mediaType.split("/", 1)[0];
  if (href === undefined || type === "image" || mediaType === unplayable) return [];
  const kind = type === "audio" || type === "video" ? type : "file";
  const name = kind === "audio" ? "Audio" : kind === "video" ? "Video" : "File";
  const label = [`${name} at ${placeName(href, outlet)}`, ...playingTime(durationS), ...megabytes(length)];
  return [{ kind, href, label: label.join(", "), ...(title !== undefined && { title }) }];
}

/** "12.3 MB"; nothing for the 0 or 1 that many feeds write for want of knowing. */
const megabytes = (bytes: number | undefined): string[] =>
  bytes === undefined || bytes < 50_000 ? [] : [`${(bytes / 1_000_000).toFixed(1)} MB`];

/** "45 s", "42 min", "1 h 3 min". */
function playingTime(seconds: number | undefined): string[] {
  if (seconds === undefined) return [];
  if (seconds < 60) return [`${Math.round(seconds)} s`];
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [[...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(" ")];
}

/** Where readers' comments are, and how many the publisher counts; undefined where neither is known. */
export function commentsOf(
  entry: Pick<PlacedEntry, "commentsUrl" | "commentCount">,
): Readonly<{ label: string; href?: string }> | undefined {
  const href = webUrl(entry.commentsUrl);
  const counted = entry.commentCount === undefined ? undefined : count(entry.commentCount, "comment");
  if (href === undefined) return counted === undefined ? undefined : { label: counted };
  return { href, label: counted ?? "Comments" };
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
export function factsOf(entry: Told): Facts | undefined {
  const { outlet, transcripts = [] } = entry;
  const link = (url: string | undefined, text: (name: string) => string): FactLink[] => {
    const href = webUrl(url);
    return href === undefined ? [] : [{ href, text: text(placeName(href, outlet)) }];
  };
  const facts: Fact[] = [
    { name: "Transcript", links: transcripts.flatMap((one) => link(one.url, () => transcriptName(one))) },
    { name: "Chapters", links: link(entry.chaptersUrl, (place) => `at ${place}, as JSON`) },
    { name: "In answer to", links: link(entry.inReplyToUrl, (place) => `an article at ${place}`) },
    { name: "Comments", links: link(entry.commentsFeedUrl, () => "as a feed") },
    { name: "Writers", links: entry.authors.flatMap((person) => link(person.url, () => nameOf(person))) },
    { name: "Picture", links: [], ...(entry.imageCredit !== undefined && { text: entry.imageCredit }) },
    { name: "Rights", ...rightsOf(entry.rights) },
  ];
  const told = facts.filter(({ text, links }) => text !== undefined || links.length > 0);
  const [first, ...others] = told.map(({ name }) => name);
  if (first === undefined) return undefined;
  return { heading: list([first, ...others.map((name) => name.toLowerCase())]), list: told };
}

const nameOf = ({ name, url = "" }: Person): string => name ?? placeName(url, "their page");

function rightsOf(rights: string | undefined): Omit<Fact, "name"> {
  const href = webUrl(rights);
  if (href !== undefined) return { links: [{ href, text: placeName(href, href) }] };
  return { links: [], ...(rights !== undefined && { text: rights }) };
}

const languages = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

const formats: Readonly<Record<string, string>> = {
  "application/json": "JSON",
  "application/srt": "subtitles",
  "application/x-subrip": "subtitles",
  "text/html": "a page",
  "text/plain": "plain text",
  "text/srt": "subtitles",
  "text/vtt": "subtitles",
};

/** "English, subtitles". */
function transcriptName({ language, mediaType = "" }: Transcript): string {
  const format = formats[mediaType.split(";", 1)[0] ?? ""];
  const spoken = language === undefined ? undefined : languageName(language);
  return [spoken, format].filter((part) => part !== undefined).join(", ") || "as a file";
}

function languageName(tag: string): string | undefined {
  try {
    return languages.of(tag);
  } catch {
    return undefined; // no well-formed tag
  }
}
