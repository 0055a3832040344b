import type { Enclosure, EntryDetails, Transcript } from "../model/entry.ts";
import { cleanLanguage, cleanLine, cleanMediaType, cleanUrl } from "./clean.ts";
import type { ItemDetails } from "./feed-item.ts";

/** A file that comes with an entry, clean; none where its address is no web address. */
export function cleanEnclosure(enclosure: Enclosure): Enclosure[] {
  const { length, durationS } = enclosure;
  const url = cleanUrl(enclosure.url);
  const mediaType = cleanMediaType(enclosure.mediaType);
  const title = cleanLine(enclosure.title ?? "");
  if (url === undefined) return [];
  return [
    {
      url,
      ...(mediaType !== undefined && { mediaType }),
      ...(isCount(length) && { length }),
      ...(title !== "" && { title }),
      ...(isCount(durationS) && durationS > 0 && { durationS }),
    },
  ];
}

/** What comes with an entry, clean; what cannot be said is left out. */
export function makeDetails(entry: EntryDetails): ItemDetails {
  const commentsFeedUrl = cleanUrl(entry.commentsFeedUrl);
  const chaptersUrl = cleanUrl(entry.chaptersUrl);
  const transcripts = (entry.transcripts ?? []).flatMap(cleanTranscript);
  const rights = cleanLine(entry.rights ?? "");
  const imageCredit = cleanLine(entry.imageCredit ?? "");
  return {
    ...(isCount(entry.commentCount) && { commentCount: entry.commentCount }),
    ...(commentsFeedUrl !== undefined && { commentsFeedUrl }),
    ...(chaptersUrl !== undefined && { chaptersUrl }),
    ...(transcripts.length > 0 && { transcripts }),
    ...(rights !== "" && { rights }),
    ...(imageCredit !== "" && { imageCredit }),
  };
}

function cleanTranscript({ url: address, mediaType: type, language: tag }: Transcript): Transcript[] {
  const url = cleanUrl(address);
  const mediaType = cleanMediaType(type);
  const language = cleanLanguage(tag);
  if (url === undefined) return [];
  return [
    { url, ...(mediaType !== undefined && { mediaType }), ...(language !== undefined && { language }) },
  ];
}

const isCount = (number: number | undefined): number is number =>
  number !== undefined && Number.isSafeInteger(number) && number >= 0;
