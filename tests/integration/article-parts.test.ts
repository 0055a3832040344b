import { join } from "node:path";
import { expect, test } from "vitest";
import { hasChromium, openPage, sidewaysOverflow, startBrowser } from "../support/browser.ts";
import { parsed } from "../support/parsed.ts";
import { startReader } from "../support/reader-app.ts";
import { at, freshStore, groupBy, savePoll, source } from "../support/store.ts";

const feedUrl = "https://outlet.example/feed";

/** A podcast's episode with all that may come with one, whose text holds players with and without a picture. */
const episode = (
  pictures: string,
) => `<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"
  xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Outlet</title><item>
<title>The tide mill at Marrow turns again</title><link>https://outlet.example/mill</link><guid>1</guid>
<content:encoded><![CDATA[
<p>After nineteen years the mill on the Marrow estuary grinds flour again, with the same two stones.</p>
<iframe src="https://www.youtube-nocookie.com/embed/abc123DEF45?start=90" title="The wheel turns: a morning at the mill"></iframe>
<p>The second film is by the miller herself, and her feed shows a still of it.</p>
<amp-youtube data-videoid="def456ABC78"><amp-img src="${pictures}/pictures/7.svg" placeholder></amp-img></amp-youtube>
<p>The song of the mill is to be heard elsewhere.</p>
<p><iframe src="https://open.spotify.com/embed/track/7makk4oTQel546" title="Spotify Embed: Two Stones"></iframe></p>
<blockquote class="twitter-tweet"><p>It turns!</p>&mdash; Mill (@mill) <a href="https://twitter.com/mill/status/1">today</a></blockquote>
]]></content:encoded>
<comments>https://outlet.example/mill#comments</comments><slash:comments>12</slash:comments>
<wfw:commentRss>https://outlet.example/mill/comments.rss</wfw:commentRss>
<enclosure url="https://cdn.outlet.example/mill.mp3" type="audio/mpeg" length="40200000"/>
<itunes:duration>42:00</itunes:duration>
<podcast:transcript url="https://cdn.outlet.example/mill.vtt" type="text/vtt" language="en"/>
<podcast:chapters url="https://cdn.outlet.example/mill.json" type="application/json+chapters"/>
<dc:rights>© Outlet, &lt;b&gt;some&lt;/b&gt; rights reserved</dc:rights>
</item></channel></rss>`;

async function episodePage() {
  const store = await freshStore();
  await store.syncSources([source(feedUrl, { name: "Outlet" })], at("07:00"));
  const reader = await startReader({ store, now: at("13:00") });
  const { entries } = await parsed(episode(reader.base), { url: feedUrl });
  await savePoll(store, feedUrl, entries);
  await groupBy(store, () => 1);
  return {
    ...reader,
    [Symbol.asyncDispose]: async () => {
      await reader[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

test("a story's page shows what comes with an entry: sound, comments, transcript, chapters, rights", async () => {
  await using reader = await episodePage();
  const page = await (await reader.get("/stories/1")).text();
  expect(page).toContain('<audio controls preload="none" src="https://cdn.outlet.example/mill.mp3">');
  expect(page).toContain("Audio at cdn.outlet.example, 42 min, 40.2 MB");
  expect(page).toMatch(/<a href="https:\/\/outlet\.example\/mill#comments"[^>]*>12 comments<\/a>/);
  expect(page).toContain("<summary>Transcript, chapters, comments and rights</summary>");
  expect(page).toMatch(/mill\.vtt"[^>]*><bdi>English, subtitles<\/bdi>/);
  expect(page).toContain("© Outlet, some rights reserved");
});

test("no player is loaded by a story's page: each is a link, a post stays a quotation", async () => {
  await using reader = await episodePage();
  const page = await (await reader.get("/stories/1")).text();
  expect(page).not.toMatch(/<(?:iframe|embed|object)|youtube-nocookie|ytimg/);
  expect(page).toContain('href="https://www.youtube.com/watch?v=abc123DEF45&amp;t=90s"');
  expect(page).toContain("▶ The wheel turns: a morning at the mill (YouTube)");
  expect(page).toContain("▶ Two Stones (Spotify)");
  expect(page).toMatch(/<blockquote><p>It turns!<\/p>/);
});

test.skipIf(!hasChromium)(
  "films are boxes with a play sign on every screen, in both themes, and ask their sites nothing",
  async () => {
    await using reader = await episodePage();
    await using browser = await startBrowser();
    const pictures = process.env["WIREFOLD_SCREENSHOTS"];
    const screens = [
      { colorScheme: "light", width: 1280 },
      { colorScheme: "dark", width: 1280 },
      { colorScheme: "light", width: 390 },
      { colorScheme: "dark", width: 390 },
    ] as const;
    for (const { colorScheme, width } of screens) {
      await using opened = await openPage(browser, { colorScheme, viewport: { width, height: 900 } });
      const { page, faults } = opened;
      const asked: string[] = [];
      page.on("request", (request) => void asked.push(new URL(request.url()).host));
      await page.goto(`${reader.base}/stories/1`);
      for (const box of await page.locator('.prose a[rel~="external"]').all()) {
        const { width: wide, height } = (await box.boundingBox())!;
        expect(wide / height).toBeCloseTo(16 / 9, 1);
        expect(wide).toBeGreaterThan(300);
      }
      await page.locator(".facts summary").click();
      expect(await page.getByText("English, subtitles").isVisible()).toBe(true);
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(new Set(asked)).toEqual(new Set([new URL(reader.base).host]));
      expect(faults).toEqual([]);
      if (pictures)
        await page.screenshot({ path: join(pictures, `parts-${colorScheme}-${width}.png`), fullPage: true });
    }
  },
  120_000, // a real browser
);
