import { expect, test } from "vitest";
import { parsed } from "../../support/parsed.ts";

const item = (
  text: string,
) => `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title><item>
<title>The tide mill opens</title><link>https://outlet.example/a</link>
<media:thumbnail url="https://outlet.example/still.jpg?a=1&amp;b=2"/><description>${text}</description></item></channel></rss>`;
const frame =
  '&lt;iframe src="https://www.youtube.com/embed/abc123DEF45?start=90" title="Tide mill"&gt;&lt;/iframe&gt;';

test("the media:thumbnail of an entry that begins with its video stands in the video's link", async () => {
  const { entries } = await parsed(item(`${frame}&lt;p&gt;The mill at Marrow opens.&lt;/p&gt;`));
  expect(entries[0]?.contentHtml).toBe(
    '<a href="https://www.youtube.com/watch?v=abc123DEF45&amp;t=90s" rel="noopener noreferrer external">' +
      '<img src="https://outlet.example/still.jpg?a=1&amp;b=2" alt="" loading="lazy" /><br />▶ Tide mill (YouTube)</a>' +
      "<p>The mill at Marrow opens.</p>",
  );
  expect(entries[0]?.summary).toBe("The mill at Marrow opens.");
});

test("it is the article's own where the video comes later", async () => {
  const { entries } = await parsed(item(`&lt;p&gt;The mill at Marrow opens.&lt;/p&gt;${frame}`));
  expect(entries[0]?.contentHtml).not.toContain("<img");
});
