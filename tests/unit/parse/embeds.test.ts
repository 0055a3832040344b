import { describe, expect, test } from "vitest";
import { embedOf, playerMark, withPlayers, withVideoPicture } from "../../../src/parse/embeds.ts";

test("a player says what it plays, and where", () => {
  const label = (source: string, title?: string) => embedOf(source, title, undefined)?.label;
  expect(label("https://player.vimeo.com/video/1", "Tides")).toBe("▶ Tides (Vimeo)");
  expect(label("https://player.vimeo.com/video/1", "")).toBe("▶ Watch on Vimeo");
  expect(label("https://open.spotify.com/embed/episode/7makk4oTQel546", "Spotify Embed: Tides")).toBe(
    "▶ Tides (Spotify)",
  );
  expect(label("https://open.spotify.com/embed/episode/7makk4oTQel546")).toBe("▶ Listen on Spotify");
  expect(label("https://www.instagram.com/p/CxYz12/embed/captioned/")).toBe("▶ Post on Instagram");
});

test.each([
  "YouTube video player",
  "Vimeo Video Player",
  "Embedded post",
  "Spotify Embed: ",
  "Twitter Tweet",
])("%s is what a tool writes where nobody has named the film", (title) => {
  expect(embedOf("https://player.vimeo.com/video/1", title, undefined)?.label).toBe("▶ Watch on Vimeo");
});

test("only what is to be watched is a video", () => {
  const isVideo = (source: string) => embedOf(source, undefined, undefined)?.isVideo;
  expect(isVideo("https://player.vimeo.com/video/1")).toBe(true);
  expect(isVideo("https://open.spotify.com/embed/track/7makk4oTQel546")).toBe(false);
  expect(isVideo("https://www.charts.example/chart")).toBe(false);
});

test("a frame of any other site is a link to what it would have loaded", () => {
  expect(embedOf("/chart?id=7", undefined, "https://www.charts.example/")).toEqual({
    url: "https://www.charts.example/chart?id=7",
    label: "▶ charts.example",
    isVideo: false,
  });
});

test("a frame without an address, or with a script for one, is nothing", () => {
  expect(embedOf(undefined, "x", undefined)).toBeUndefined();
  expect(embedOf("javascript:alert(1)", "x", "https://a.example/")).toBeUndefined();
  expect(embedOf("about:blank", "x", undefined)).toBeUndefined();
});

const film = { url: "https://vimeo.com/76979871", label: "▶ Tides (Vimeo)", isVideo: true };
const mark = (holdsPicture: boolean, embed = film) => {
  const written = Object.entries(playerMark(embed, holdsPicture)).map(
    ([name, value]) => `${name}="${value}"`,
  );
  return `<img ${written.join(" ")} />`;
};
const photo = '<img src="https://a.example/photo.jpg" alt="" loading="lazy" />';
const link = '<a href="https://vimeo.com/76979871" rel="noopener noreferrer external">';

describe("a mark of the sanitiser's becomes", () => {
  test("a link that a page can tell from every other", () => {
    expect(withPlayers(`<p>a ${mark(false)} b</p>`)).toBe(`<p>a ${link}▶ Tides (Vimeo)</a> b</p>`);
    const chart = { url: "https://charts.example/", label: "▶ charts.example", isVideo: false };
    expect(withPlayers(mark(false, chart))).toBe(
      '<a href="https://charts.example/" rel="noopener noreferrer">▶ charts.example</a>',
    );
  });

  test("a link with the picture that its element held, and with none that only stands behind it", () => {
    expect(withPlayers(mark(true) + photo)).toBe(`${link}${photo}<br />▶ Tides (Vimeo)</a>`);
    expect(withPlayers(mark(false) + photo)).toBe(`${link}▶ Tides (Vimeo)</a>${photo}`);
    expect(withPlayers(mark(true) + mark(true))).toBe(`${link}▶ Tides (Vimeo)</a>`.repeat(2));
  });

  test("words, within a link", () => {
    expect(withPlayers(`<a href="https://a.example/">x ${mark(false)}</a>${mark(false)}`)).toBe(
      `<a href="https://a.example/">x ▶ Tides (Vimeo)</a>${link}▶ Tides (Vimeo)</a>`,
    );
  });
});

describe("the picture that a feed gives of an entry stands in its video's link", () => {
  const withPhoto = (html: string, tag = photo) => withVideoPicture(html, tag);
  const video = `${link}▶ Tides (Vimeo)</a>`;

  test("where the video is the head of the text", () => {
    expect(withPhoto(`<p>${video}</p><p>Text</p>`)).toBe(
      `<p>${link}${photo}<br />▶ Tides (Vimeo)</a></p><p>Text</p>`,
    );
  });

  test("where the picture's address names the video, wherever it stands", () => {
    const still = '<img src="https://i.example/vi/76979871/hq.jpg" alt="" loading="lazy" />';
    expect(withPhoto(`<p>Text</p>${video}`, still)).toContain(`${link}${still}`);
  });

  test.each([
    ["behind the text it is not known to be of", `<p>Text</p>${video}`],
    ["one of several it is not known to be of", `${video}${video}`],
    ["of a text with pictures of its own", `${video}<p>Text ${photo}</p>`],
    ["of a text without a video", "<p>Text</p>"],
  ])("and does not in the link of a video %s", (_, html) => expect(withPhoto(html)).toBe(html));
});
