import { hostName, playedAt } from "./players.ts";
import { resolveUrl } from "./url.ts";

/** What stands in the place of a player: a link that asks nobody anything until it is clicked. */
export type Embed = Readonly<{ url: string; label: string; isVideo: boolean }>;

/** Where a player's element says what it plays: an address, or the number of a video where only one site has such elements. */
export function embedSource(attributes: Readonly<Record<string, string>>): string | undefined {
  const id = attributes["data-videoid"] ?? attributes["videoid"];
  return id !== undefined && /^[\w-]{6,20}$/.test(id)
    ? `https://www.youtube.com/embed/${id}`
    : firstAddress(
        ["src", "data-src", "data-lazy-src", "data-original", "data"].map((name) => attributes[name]),
      );
}

/** A lazy frame holds about:blank until a script looks for the real address. */
const firstAddress = (addresses: readonly (string | undefined)[]): string | undefined =>
  addresses.find((address) => address !== undefined && !/^\s*(?:about:|$)/i.test(address));

const invitations = { video: "Watch on", sound: "Listen on", post: "Post on" } as const;

/** The page of the video (or whatever it is) that an iframe, embed or object would have loaded. */
export function embedOf(
  source: string | undefined,
  title: string | undefined,
  base: string | undefined,
): Embed | undefined {
  const address = resolveUrl(source, base);
  if (address === undefined) return undefined;
  const name = ownTitle(title);
  const played = playedAt(address);
  if (!played) {
    return { url: address, label: `▶ ${name || hostName(new URL(address))}`, isVideo: false };
  }
  const { url, site, kind } = played;
  return {
    url,
    label: `▶ ${name ? `${name} (${site})` : `${invitations[kind]} ${site}`}`,
    isVideo: kind === "video",
  };
}

/** What a site's own tools write where nobody has named the film: "YouTube video player". */
const ofNoFilm = new Set(
  `a an audio bluesky clip content dailymotion embed embedded facebook frame html5 iframe instagram mastodon media on player
  podcast post soundcloud spotify the tiktok tweet twitch twitter video vimeo widget x youtube`.split(/\s+/),
);

function ownTitle(title = ""): string {
  const name = title.replace(/^(?:Spotify|SoundCloud|YouTube) (?:embed|player):\s*/i, "").trim();
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => ofNoFilm.has(word)) ? "" : name;
}

/**
 * What the sanitiser leaves for a player until `withPlayers` makes a link of it: a picture's tag, which has no end, so
 * that whatever the player's element held goes on behind it. Pictures of publishers never come with `decoding`.
 */
export const playerMark = (embed: Embed, holdsPicture: boolean): Readonly<Record<string, string>> => ({
  src: embed.url,
  alt: embed.label,
  decoding: `${embed.isVideo ? "video" : "link"}${holdsPicture ? "-holder" : ""}`,
});

/** A publisher's picture, as the sanitiser writes it. */
const picture = '<img src="[^"<>]*"[^<>]* loading="lazy" />';
const marked = new RegExp(
  `<(/?)a(?=[ >])[^<>]*>|<img src="([^"<>]*)" alt="([^"<>]*)" decoding="(video|link)(?:-holder" />\\s*(${picture})?|(?:-holder)?" />)`,
  "g",
);

/**
 * The HTML with a link for each mark. That of a video has `rel="… external"`, which no other link has: by it a page knows
 * where to draw a box. A picture that stood in the player's element stands in the link; within another link it is text.
 */
export function withPlayers(html: string): string {
  if (!html.includes('" decoding="')) return html;
  let depth = 0;
  return html.replace(
    marked,
    (tag: string, slash?: string, url?: string, label?: string, kind?: string, inside?: string) => {
      if (url === undefined) {
        depth = Math.max(0, depth + (slash === "/" ? -1 : 1));
        return tag;
      }
      const content = `${inside ? `${inside}<br />` : ""}${label}`;
      return depth > 0 ? content : `${linkTo(url, kind === "video")}${content}</a>`;
    },
  );
}

const linkTo = (url: string, isVideo: boolean): string =>
  `<a href="${url}" rel="noopener noreferrer${isVideo ? " external" : ""}">`;

const videoLink = /<a href="([^"<>]*)" rel="noopener noreferrer external">(?=▶)/g;

/**
 * The article with the feed's own picture in the link of its video: of its only one, in a text without pictures, where it
 * stands at the head or the picture's address names it. `pictureTag` is the picture as the sanitiser writes one.
 */
export function withVideoPicture(html: string, pictureTag: string): string {
  const [link, another] = html.includes("<img ") ? [] : [...html.matchAll(videoLink)];
  if (!link || another) return html;
  const id = /([\w-]{6,})(?:&amp;t=\w+)?$/.exec(link[1] ?? "")?.[1];
  const isFirst =
    html
      .slice(0, link.index)
      .replaceAll(/<[^>]*>/g, "")
      .trim() === "";
  if (!isFirst && (id === undefined || !pictureTag.includes(`/${id}/`))) return html;
  const end = link.index + link[0].length;
  return `${html.slice(0, end)}${pictureTag}<br />${html.slice(end)}`;
}
