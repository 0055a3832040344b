import { expect, test } from "vitest";
import { playedAt } from "../../../src/parse/players.ts";

const uuid = "9c9de5e8-0a1e-484a-b099-e80766180a6d";

test.each([
  ["https://www.youtube.com/embed/abc123DEF45?rel=0", "https://www.youtube.com/watch?v=abc123DEF45"],
  ["https://www.youtube-nocookie.com/embed/abc123DEF45", "https://www.youtube.com/watch?v=abc123DEF45"],
  [
    "https://www.youtube.com/embed/abc123DEF45?start=90&rel=0",
    "https://www.youtube.com/watch?v=abc123DEF45&t=90s",
  ],
  [
    "https://m.youtube.com/watch?v=abc123DEF45&t=1m30s",
    "https://www.youtube.com/watch?v=abc123DEF45&t=1m30s",
  ],
  ["https://www.youtube.com/v/abc123DEF45&hl=en&fs=1", "https://www.youtube.com/watch?v=abc123DEF45"],
  ["https://www.youtube.com/embed/abc123DEF45?start=0", "https://www.youtube.com/watch?v=abc123DEF45"],
  [
    "https://www.youtube.com/embed/videoseries?list=PLx0sYbCqOb8TBPRdmBHs5",
    "https://www.youtube.com/playlist?list=PLx0sYbCqOb8TBPRdmBHs5",
  ],
  [
    "https://www.youtube.com/embed/live_stream?channel=UC123456789",
    "https://www.youtube.com/channel/UC123456789/live",
  ],
  ["https://player.vimeo.com/video/76979871?badge=0", "https://vimeo.com/76979871"],
  [
    "https://player.vimeo.com/video/76979871?h=8272103f6e#t=1m5s",
    "https://vimeo.com/76979871/8272103f6e#t=1m5s",
  ],
  ["https://www.dailymotion.com/embed/video/x7tgad0", "https://www.dailymotion.com/video/x7tgad0"],
  ["https://geo.dailymotion.com/player/xabc.html?video=x7tgad0", "https://www.dailymotion.com/video/x7tgad0"],
  ["https://player.twitch.tv/?channel=esl_csgo&parent=a.example", "https://www.twitch.tv/esl_csgo"],
  ["https://player.twitch.tv/?video=v1234567&t=1h2m3s", "https://www.twitch.tv/videos/1234567?t=1h2m3s"],
  ["https://clips.twitch.tv/embed?clip=CalmTide-Ab_1", "https://clips.twitch.tv/CalmTide-Ab_1"],
  ["https://www.tiktok.com/embed/v2/6718335390845095173", "https://m.tiktok.com/v/6718335390845095173.html"],
  ["https://player.bilibili.com/player.html?aid=78398082", "https://www.bilibili.com/video/av78398082"],
  [
    "https://player.bilibili.com/player.html?aid=1&bvid=BV1fT4y137MJ",
    "https://www.bilibili.com/video/BV1fT4y137MJ",
  ],
  [
    `https://tube.example/videos/embed/${uuid}?start=1m`,
    `https://tube.example/videos/watch/${uuid}?start=1m`,
  ],
  ["https://streamable.com/e/abc12", "https://streamable.com/abc12"],
  ["https://embed.ted.com/talks/lang/fr/ada_hill_tides", "https://www.ted.com/talks/lang/fr/ada_hill_tides"],
  ["https://rutube.ru/play/embed/10579123", "https://rutube.ru/video/10579123/"],
  ["https://embed.nicovideo.jp/watch/sm9", "https://www.nicovideo.jp/watch/sm9"],
  [
    "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fvideos%2F1%2F",
    "https://www.facebook.com/a/videos/1/",
  ],
  [
    "https://open.spotify.com/embed/track/7makk4oTQel546?theme=0",
    "https://open.spotify.com/track/7makk4oTQel546",
  ],
  ["https://open.spotify.com/embed-podcast/episode/7makk4", "https://open.spotify.com/episode/7makk4"],
  [
    "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/ada/tides&color=red",
    "https://soundcloud.com/ada/tides",
  ],
  [
    "https://embed.podcasts.apple.com/us/podcast/tides/id123?i=1000456&theme=light",
    "https://podcasts.apple.com/us/podcast/tides/id123?i=1000456",
  ],
  ["https://widget.deezer.com/widget/dark/track/3135556", "https://www.deezer.com/track/3135556"],
  [
    "https://platform.twitter.com/embed/Tweet.html?id=1463440424141459456",
    "https://x.com/i/status/1463440424141459456",
  ],
  ["https://www.instagram.com/reel/CxYz_12/embed/captioned/", "https://www.instagram.com/reel/CxYz_12/"],
  [
    "https://embed.bsky.app/embed/did:plc:z72i7h/app.bsky.feed.post/3l6oveex3ii2l?id=1",
    "https://bsky.app/profile/did:plc:z72i7h/post/3l6oveex3ii2l",
  ],
  ["https://social.example/@ada/110423456789/embed", "https://social.example/@ada/110423456789"],
  [
    "https://embed.reddit.com/r/tides/comments/abc/high/",
    "https://www.reddit.com/r/tides/comments/abc/high/",
  ],
])("the player %s leads to the page of what it plays", (player, url) => {
  expect(playedAt(player)?.url).toBe(url);
});

test("software that anybody runs is called by its host", () => {
  expect(playedAt(`https://www.tube.example/videos/embed/${uuid}`)).toMatchObject({
    site: "tube.example",
    kind: "video",
  });
});

test.each([
  "https://youtube.com.evil.example/embed/abc123DEF45",
  "https://www.youtube.com/embed/live_stream",
  "https://www.youtube.com/",
  "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fevil.example%2F",
  "https://w.soundcloud.com/player/?url=javascript%3Aalert(1)",
  "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
  "https://charts.example/embed/abc123DEF45",
  "https://player.twitch.tv/?channel=%22%3E%3Cb",
])("%s is none that is known", (player) => expect(playedAt(player)).toBeUndefined());
