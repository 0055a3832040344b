import { isIP } from "node:net";
import type { Feed } from "../model/source.ts";

/** The address if it is one that a link may lead to (http or https), else undefined: "javascript:" ends here. */
export function webUrl(url: string | undefined): string | undefined {
  const parsed = url === undefined ? null : URL.parse(url);
  return parsed?.protocol === "http:" || parsed?.protocol === "https:" ? parsed.href : undefined;
}

/** "www.bbc.co.uk" → "bbc.co.uk": what people call a site. */
export const hostName = (url: string): string => URL.parse(url)?.host.replace(/^www\./, "") ?? url;

/** Its host's name; of a host that has none, only an address, `otherwise`. */
export function placeName(url: string, otherwise: string): string {
  const name = URL.parse(url)?.hostname.replace(/^\[|\]$/g, "") ?? "";
  return isIP(name) || name === "localhost" ? otherwise : hostName(url);
}

/** What a feed is called: by the config, by itself, by its host. */
export const feedName = (feed: Feed): string => feed.source.name ?? feed.title ?? hostName(feed.source.url);

export const storyPath = (id: number): string => `/stories/${id}`;
export const sourcePath = (feedId: number): string => `/sources/${feedId}`;
export const categoryPath = (name: string): string => `/categories/${encodeURIComponent(name)}`;
export const viewPath = (slug: string): string => `/views/${encodeURIComponent(slug)}`;

/** A path with the parameters that are given. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "",
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** The language for a `lang` attribute: a well-formed BCP 47 tag, else undefined. */
export const langOf = (language: string | undefined): string | undefined =>
  language !== undefined && language !== "und" && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language)
    ? language
    : undefined;
