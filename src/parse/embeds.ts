import { resolveUrl } from "./url.ts";

/** What stands in the place of a player: a link that asks nobody anything until it is clicked. */
export type Embed = Readonly<{ url: string; label: string }>;

type Player = Readonly<{ host: RegExp; path: RegExp; name: string; page: (id: string) => string }>;

const players: readonly Player[] = [
  {
    host: /^(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com)$/,
    path: /^\/(?:embed|v|shorts)\/([\w-]{6,20})/,
    name: "YouTube",
    page: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  {
    host: /^(?:player\.)?vimeo\.com$/,
    path: /^\/(?:video\/)?(\d+)/,
    name: "Vimeo",
    page: (id) => `https://vimeo.com/${id}`,
  },
  {
    host: /^(?:www\.|geo\.)?dailymotion\.com$/,
    path: /^\/(?:embed\/)?video\/(\w+)/,
    name: "Dailymotion",
    page: (id) => `https://www.dailymotion.com/video/${id}`,
  },
];

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

/** The page of the video (or whatever it is) that an iframe, embed or object would have loaded. */
export function embedOf(
  source: string | undefined,
  title: string | undefined,
  base: string | undefined,
): Embed | undefined {
  const address = resolveUrl(source, base);
  if (address === undefined) return undefined;
  const { hostname, pathname } = new URL(address);
  for (const { host, path, name, page } of players) {
    const id = host.test(hostname) ? path.exec(pathname)?.[1] : undefined;
    if (id !== undefined) return { url: page(id), label: `▶ ${title || "Video"} (${name})` };
  }
  return { url: address, label: `▶ ${title || hostname.replace(/^www\./, "")}` };
}
