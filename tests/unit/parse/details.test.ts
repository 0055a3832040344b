import { describe, expect, test } from "vitest";
import { atom, entryOf } from "../../support/parsed.ts";

const title = "<title>A</title>";

describe("comments", () => {
  test("are counted by slash, and by thr (RFC 4685)", async () => {
    expect((await entryOf(`${title}<slash:comments>12</slash:comments>`)).commentCount).toBe(12);
    expect((await entryOf("<id>x</id><thr:total>0</thr:total>", atom)).commentCount).toBe(0);
    const link = '<id>x</id><link rel="replies" type="application/atom+xml" href="/x/r" thr:count="3"/>';
    expect(await entryOf(link, atom)).toMatchObject({
      commentCount: 3,
      commentsFeedUrl: "https://outlet.example/x/r",
    });
  });

  test.each(["many", "-1", "1.5", "9999999999", ""])("are not counted as %j", async (count) => {
    expect(await entryOf(`${title}<slash:comments>${count}</slash:comments>`)).not.toHaveProperty(
      "commentCount",
    );
  });

  test("have a feed of their own, by wfw", async () => {
    const item = `${title}<wfw:commentRss>https://outlet.example/x/feed</wfw:commentRss>`;
    expect((await entryOf(item)).commentsFeedUrl).toBe("https://outlet.example/x/feed");
  });

  test("say what they answer to", async () => {
    const item = '<id>y</id><thr:in-reply-to ref="tag:1" href="/x"/>';
    expect((await entryOf(item, atom)).inReplyToUrl).toBe("https://outlet.example/x");
  });
});

test("an episode has its transcripts, chapters, length and hosts", async () => {
  const item = `${title}<enclosure url="https://a.example/1.mp3" type="audio/mpeg" length="9"/>
    <itunes:duration>1:02:03</itunes:duration>
    <podcast:transcript url="/1.vtt" type="text/vtt" language="en"/><podcast:transcript url="javascript:1"/>
    <podcast:chapters url="/1.json" type="application/json+chapters"/>
    <podcast:person href="https://a.example/ada">Ada</podcast:person><podcast:person role="guest">Bo</podcast:person>`;
  expect(await entryOf(item)).toMatchObject({
    enclosures: [{ url: "https://a.example/1.mp3", mediaType: "audio/mpeg", length: 9, durationS: 3723 }],
    transcripts: [{ url: "https://outlet.example/1.vtt", mediaType: "text/vtt", language: "en" }],
    chaptersUrl: "https://outlet.example/1.json",
    authors: [{ name: "Ada", url: "https://a.example/ada" }],
  });
});

test.each([
  ["3723", 3723],
  ["62:03", 3723],
  ["1:02:03", 3723],
  ["59.6", 60],
  ["0", undefined],
  ["1:99", undefined],
  ["an hour", undefined],
  ["9999999", undefined],
])("a duration of %j is %j seconds", async (written, durationS) => {
  const item = `${title}<enclosure url="https://a.example/1.mp3"/><itunes:duration>${written}</itunes:duration>`;
  expect((await entryOf(item)).enclosures[0]?.durationS).toBe(durationS);
});

test("a file that Media RSS describes once more is one, with its title and length", async () => {
  const item = `${title}<enclosure url="https://a.example/1.mp4" type="video/mp4"/>
    <media:group><media:content url="https://a.example/1.mp4" duration="90"><media:title>The rocks</media:title></media:content></media:group>`;
  expect((await entryOf(item)).enclosures).toEqual([
    { url: "https://a.example/1.mp4", mediaType: "video/mp4", title: "The rocks", durationS: 90 },
  ]);
});

test("rights are plain text, and what is not said is not there", async () => {
  expect(
    (await entryOf('<id>x</id><rights type="html">&amp;copy; &lt;i>Ada&lt;/i></rights>', atom)).rights,
  ).toBe("© Ada");
  const bare = await entryOf(title);
  for (const key of [
    "rights",
    "commentCount",
    "commentsFeedUrl",
    "transcripts",
    "chaptersUrl",
    "inReplyToUrl",
  ])
    expect(bare).not.toHaveProperty(key);
});
