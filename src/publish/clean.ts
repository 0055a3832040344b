/** What XML 1.0 cannot hold (section 2.2), and the C1 controls, which it discourages and no text means. */
// oxlint-disable-next-line no-control-regex
const unfit = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;
/** Halves of characters. */
const loneSurrogate = /\p{Surrogate}/gu;

/** Text that every format can hold: without control characters and lone surrogates; all else untouched. */
export const cleanText = (text: string): string => text.replaceAll(unfit, "").replaceAll(loneSurrogate, "");

/** Text on one line, as titles and names are. Spaces that mean something, as before French colons, stay. */
export const cleanLine = (text: string): string =>
  cleanText(text)
    .replaceAll(/[ \t\n\r\u2028\u2029]+/g, " ")
    .trim();

/** What the URL standard leaves as it stands behind the host, and RFC 3986 has no place for there. */
const noUriCharacter = /["<>[\\\]^`{|}]|%(?![\da-f]{2})|(?<=#.*)#/gi;

/**
 * An address that a feed may lead to: absolute http(s), its characters percent-encoded as RFC 3986 asks. Without user
 * and password: whoever may read our feed is not meant to have them. Undefined for every other address.
 */
export function cleanUrl(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(cleanText(address));
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  url.username = "";
  url.password = "";
  const host = url.origin;
  return host + url.href.slice(host.length).replaceAll(noUriCharacter, encodeURIComponent);
}

/** BCP 47, well formed; undefined for anything else, and for "und". */
export const cleanLanguage = (language: string | undefined): string | undefined =>
  language !== undefined && /^(?!und\b)[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language) ? language : undefined;

/** `type/subtype`; undefined for anything else. */
export const cleanMediaType = (type: string | undefined): string | undefined =>
  type !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.toLowerCase() : undefined;

const year1970 = 0;
const year10000 = Date.UTC(10_000, 0);

/** The first of the instants that RFC 822 and RFC 3339 can both write in four digits; 1970 where none can. */
export function cleanInstant(...candidates: readonly (Date | undefined)[]): Date {
  const writable = (date: Date) => date.getTime() >= year1970 && date.getTime() < year10000;
  return candidates.find((date) => date !== undefined && writable(date)) ?? new Date(year1970);
}

/** Without doubles, whatever their case; the first spelling stays. */
export function withoutDoubles(words: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const word of words.map(cleanLine)) {
    const key = word.toLowerCase();
    if (word !== "" && !first.has(key)) first.set(key, word);
  }
  return [...first.values()];
}
