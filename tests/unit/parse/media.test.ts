import { describe, expect, test } from "vitest";
import { makeEnclosure, readEnclosures, readImage } from "../../../src/parse/media.ts";
import { atom, fieldsIn, rss } from "../../support/parsed.ts";

const base = "https://outlet.example/";
const itemOf = async (item: string) => (await fieldsIn(rss(`<item><title>x</title>${item}</item>`))).item;

describe("enclosures are", () => {
  test("RSS's, all of them, each once", async () => {
    const item = await itemOf(
      `<enclosure url="/a.mp3" length="1048576" type="audio/mpeg"/><enclosure url="/b.pdf"/><enclosure url="/a.mp3"/>`,
    );
    expect(readEnclosures(item, base)).toEqual([
      { url: "https://outlet.example/a.mp3", mediaType: "audio/mpeg", length: 1_048_576 },
      { url: "https://outlet.example/b.pdf" },
    ]);
  });

  test("Atom's links to them (RFC 4287 4.2.7.2)", async () => {
    const { item } = await fieldsIn(
      atom('<entry><id>x</id><link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="7"/></entry>'),
    );
    expect(readEnclosures(item, base)).toEqual([
      { url: "https://outlet.example/a.mp3", mediaType: "audio/mpeg", length: 7 },
    ]);
  });

  test("sound and film of Media RSS, in groups too, but none of its pictures", async () => {
    const item = await itemOf(
      `<media:group><media:content url="/a.mp4" type="video/mp4" fileSize="12"/><media:content url="/a.webm" medium="video"/></media:group>
      <media:content url="/a.jpg" medium="image"/><media:content url="/b.png"/>`,
    );
    expect(readEnclosures(item, base).map(({ url, length }) => [new URL(url).pathname, length])).toEqual([
      ["/a.mp4", 12],
      ["/a.webm", undefined],
    ]);
  });

  test.each([
    ["0", undefined],
    ["-1", undefined],
    ["unknown", undefined],
    ["1,234", 1234],
    ["1e400", undefined],
  ])("of a length of %j bytes %j long", (written, length) => {
    expect(makeEnclosure("https://a.example/", { mediaType: "AUDIO/MPEG", length: written })).toEqual({
      url: "https://a.example/",
      mediaType: "audio/mpeg",
      ...(length !== undefined && { length }),
    });
  });

  test("of no type where what is said is none", () => {
    expect(makeEnclosure("https://a.example/", { mediaType: "mp3" })).toEqual({ url: "https://a.example/" });
  });
});

describe("the picture of an item is", () => {
  test.each([
    [
      "the widest of Media RSS",
      '<media:content url="/s.jpg" width="100" medium="image"/><media:content url="/l.jpg" width="900" medium="image"/>',
      "/l.jpg",
    ],
    ["in a group", '<media:group><media:content url="/a.jpg" type="image/jpeg"/></media:group>', "/a.jpg"],
    [
      "the thumbnail of a film",
      '<media:content url="/a.mp4" type="video/mp4"><media:thumbnail url="/t.jpg"/></media:content>',
      "/t.jpg",
    ],
    [
      "a picture rather than a thumbnail",
      '<media:thumbnail url="/t.jpg" width="900"/><media:content url="/a.jpg" width="640"/>',
      "/a.jpg",
    ],
    [
      "the cover of an episode",
      '<itunes:image href="/cover.jpg"/><enclosure url="/a.mp3" type="audio/mpeg"/>',
      "/cover.jpg",
    ],
    ["an enclosed one", '<enclosure url="/a.jpg" type="image/jpeg" length="1"/>', "/a.jpg"],
    ["that of an image element", "<image><url>/a.jpg</url></image>", "/a.jpg"],
  ])("%s", async (_, item, path) => {
    expect(readImage(await itemOf(item), base)).toBe(`https://outlet.example${path}`);
  });

  test("none where only sound and scripts are enclosed", async () => {
    const item = await itemOf(
      '<enclosure url="/a.mp3" type="audio/mpeg"/><media:thumbnail url="javascript:x"/>',
    );
    expect(readImage(item, base)).toBeUndefined();
  });
});
