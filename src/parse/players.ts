/** What a player's site calls itself, and where the page of what it plays is. */
export type Played = Readonly<{ url: string; site: string; kind: "video" | "sound" | "post" }>;

type Site = Readonly<{
  /** Absent for software that anybody runs: it is called by its host then. */
  name?: string;
  kind: Played["kind"];
  host: RegExp;
  /** The page of what a player at this address plays; undefined where the address does not say it. */
  page: (player: URL) => string | undefined;
}>;

/** `page` is called with what the path's first group is. */
const byPath =
  (path: RegExp, page: (id: string, player: URL) => string) =>
  (player: URL): string | undefined => {
    const id = path.exec(player.pathname)?.[1];
    return id === undefined ? undefined : page(id, player);
  };

const parameter = (player: URL, name: string, form: RegExp): string | undefined => {
  const value = player.searchParams.get(name) ?? "";
  return value !== "" && form.test(value) ? value : undefined;
};

/** "90", "90s", "1m30s": where in a film somebody wants us to begin. */
const time = /^(?:\d{1,6}s?|(?:\d{1,3}h)?(?:\d{1,3}m)?(?:\d{1,5}s)?)$/;
const startOf = (player: URL): string | undefined => {
  const start = parameter(player, "start", time) ?? parameter(player, "t", time);
  return start === undefined || /^0?s?$/.test(start) ? undefined : start;
};
const withStart = (url: string, player: URL, sign: string, unit = ""): string => {
  const start = startOf(player);
  return start === undefined ? url : `${url}${sign}${start}${/\d$/.test(start) ? unit : ""}`;
};

function youTubePage(player: URL): string | undefined {
  const [, way, id = ""] = /^\/(embed|v|shorts|live)\/([\w-]{6,64})/.exec(player.pathname) ?? [];
  const list = parameter(player, "list", /^[\w-]{6,64}$/);
  if (id === "videoseries" && list) return `https://www.youtube.com/playlist?list=${list}`;
  const channel = parameter(player, "channel", /^[\w-]{6,64}$/);
  if (id === "live_stream") return channel && `https://www.youtube.com/channel/${channel}/live`;
  const video =
    way === undefined ? parameter(player, "v", /^[\w-]{6,20}$/) : /^[\w-]{6,20}$/.test(id) ? id : undefined;
  return video && withStart(`https://www.youtube.com/watch?v=${video}`, player, "&t=", "s");
}

function twitchPage(player: URL): string | undefined {
  const clip = parameter(player, "clip", /^[\w-]{1,100}$/);
  if (clip) return `https://clips.twitch.tv/${clip}`;
  const video = parameter(player, "video", /^v?\d{1,15}$/)?.replace("v", "");
  if (video) return withStart(`https://www.twitch.tv/videos/${video}`, player, "?t=", "s");
  const channel = parameter(player, "channel", /^\w{1,40}$/);
  return channel && `https://www.twitch.tv/${channel}`;
}

function biliBiliPage(player: URL): string | undefined {
  const [video, number] = [parameter(player, "bvid", /^BV\w{6,14}$/), parameter(player, "aid", /^\d{1,15}$/)];
  return video || number ? `https://www.bilibili.com/video/${video ?? `av${number}`}` : undefined;
}

/** A player that is told the page it plays: that page, where it is of the player's own site. */
const named = (name: string, host: RegExp) => (player: URL) => {
  const page = URL.parse(player.searchParams.get(name) ?? "");
  return page?.protocol === "https:" && host.test(page.host) ? page.href : undefined;
};

const sites: readonly Site[] = [
  {
    name: "YouTube",
    kind: "video",
    host: /^(?:(?:www|m)\.)?youtube(?:-nocookie)?\.com$/,
    page: youTubePage,
  },
  {
    name: "Vimeo",
    kind: "video",
    host: /^(?:player\.)?vimeo\.com$/,
    // Of a film that is not listed the page is found by its key alone.
    page: byPath(/^\/(?:video\/)?(\d+)/, (id, player) => {
      const key = parameter(player, "h", /^[0-9a-f]{8,16}$/);
      const start = /^#t=(\d{1,6}s?|(?:\d{1,3}m)?\d{1,5}s)$/.exec(player.hash)?.[0] ?? "";
      return `https://vimeo.com/${id}${key ? `/${key}` : ""}${start}`;
    }),
  },
  {
    name: "Dailymotion",
    kind: "video",
    host: /^(?:(?:www|geo)\.)?dailymotion\.com$/,
    page: (player) =>
      byPath(/^\/(?:embed\/)?video\/(\w+)/, (id) =>
        withStart(`https://www.dailymotion.com/video/${id}`, player, "?start="),
      )(player) ??
      (player.pathname.startsWith("/player") && parameter(player, "video", /^\w{5,12}$/)
        ? `https://www.dailymotion.com/video/${player.searchParams.get("video")}`
        : undefined),
  },
  { name: "Twitch", kind: "video", host: /^(?:player|clips)\.twitch\.tv$/, page: twitchPage },
  {
    name: "TikTok",
    kind: "video",
    host: /^www\.tiktok\.com$/,
    page: byPath(
      /^\/(?:embed(?:\/v\d)?|player\/v\d)\/(\d{8,25})/,
      (id) => `https://m.tiktok.com/v/${id}.html`,
    ),
  },
  { name: "Bilibili", kind: "video", host: /^player\.bilibili\.com$/, page: biliBiliPage },
  {
    name: "Streamable",
    kind: "video",
    host: /^streamable\.com$/,
    page: byPath(/^\/[eos]\/(\w+)/, (id) => `https://streamable.com/${id}`),
  },
  {
    name: "TED",
    kind: "video",
    host: /^embed\.ted\.com$/,
    page: byPath(/^(\/talks\/[\w/]+)/, (path) => `https://www.ted.com${path}`),
  },
  {
    name: "Rutube",
    kind: "video",
    host: /^rutube\.ru$/,
    page: byPath(/^\/(?:play\/embed|video\/embed)\/(\w+)/, (id) => `https://rutube.ru/video/${id}/`),
  },
  {
    name: "Niconico",
    kind: "video",
    host: /^embed\.nicovideo\.jp$/,
    page: byPath(/^\/watch\/(\w+)/, (id) => `https://www.nicovideo.jp/watch/${id}`),
  },
  {
    name: "Facebook",
    kind: "video",
    host: /^www\.facebook\.com$/,
    page: named("href", /^(?:[\w-]+\.)?facebook\.com$/),
  },
  {
    name: "Spotify",
    kind: "sound",
    host: /^open\.spotify\.com$/,
    page: byPath(
      /^\/embed(?:-podcast)?\/((?:track|album|playlist|artist|show|episode)\/\w+)/,
      (path) => `https://open.spotify.com/${path}`,
    ),
  },
  {
    name: "SoundCloud",
    kind: "sound",
    host: /^w\.soundcloud\.com$/,
    page: named("url", /^(?:www\.)?soundcloud\.com$/),
  },
  {
    name: "Apple Podcasts",
    kind: "sound",
    host: /^embed\.podcasts\.apple\.com$/,
    page: byPath(/^(\/.+)$/, (path, player) => {
      const episode = parameter(player, "i", /^\d+$/);
      return `https://podcasts.apple.com${path}${episode ? `?i=${episode}` : ""}`;
    }),
  },
  {
    name: "Deezer",
    kind: "sound",
    host: /^widget\.deezer\.com$/,
    page: byPath(/^\/widget\/\w+\/(\w+\/\d+)/, (path) => `https://www.deezer.com/${path}`),
  },
  {
    name: "X",
    kind: "post",
    host: /^platform\.(?:twitter|x)\.com$/,
    page: (player) => {
      const id = parameter(player, "id", /^\d{5,25}$/);
      return id && `https://x.com/i/status/${id}`;
    },
  },
  {
    name: "Instagram",
    kind: "post",
    host: /^(?:www\.)?instagram\.com$/,
    page: byPath(/^\/((?:p|reel|tv)\/[\w-]+)/, (path) => `https://www.instagram.com/${path}/`),
  },
  {
    name: "Bluesky",
    kind: "post",
    host: /^embed\.bsky\.app$/,
    page: byPath(/^\/embed\/(did:[\w:.-]+\/app\.bsky\.feed\.post\/\w+)/, (path) => {
      const [account, , post] = path.split("/");
      return `https://bsky.app/profile/${account}/post/${post}`;
    }),
  },
  {
    name: "Reddit",
    kind: "post",
    host: /^(?:embed\.reddit|www\.redditmedia)\.com$/,
    page: byPath(/^(\/r\/\w+\/comments\/[\w/]+)/, (path) => `https://www.reddit.com${path}`),
  },
];

/** Software that anybody runs under a name of their own, told by its paths. */
const software: readonly Site[] = [
  // PeerTube
  {
    kind: "video",
    host: /./,
    page: byPath(/^\/videos\/embed\/([0-9a-f-]{36}|[1-9A-Za-z]{20,24})$/, (id, player) =>
      withStart(`${player.origin}/videos/watch/${id}`, player, "?start="),
    ),
  },
  // Mastodon
  {
    kind: "post",
    host: /./,
    page: byPath(/^(\/@[\w.@-]+\/\d{5,25})\/embed$/, (path, player) => `${player.origin}${path}`),
  },
];

/** "www.outlet.example" → "outlet.example". */
export const hostName = ({ hostname }: URL): string => hostname.replace(/^www\./, "");

/** What a player at this address plays: undefined for one that is not known, and for what is no player. */
export function playedAt(address: string): Played | undefined {
  const player = new URL(address);
  for (const { name, kind, host, page } of [...sites, ...software]) {
    const url = host.test(player.hostname) ? page(player) : undefined;
    if (url !== undefined) return { url, kind, site: name ?? hostName(player) };
  }
  return undefined;
}
