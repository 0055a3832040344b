import type { Article } from "./articles.ts";
import { escapeMarkup as escape, paragraphsHtml } from "./markup.ts";
import type { Outlet } from "./outlets.ts";
import { outletPage } from "./pages.ts";

export type Document = Readonly<{ contentType: string; body: string }>;

/** What an outlet serves as its feed; `base` is its address without a slash at the end. Articles: newest first. */
export type Edition = Readonly<{ outlet: Outlet; articles: readonly Article[]; base: string }>;

/** What an outlet serves at its feed's address, in its own format. */
export const feedDocument = (edition: Edition): Document => writers[edition.outlet.serves](edition);

const writers: Readonly<Record<Outlet["serves"], (edition: Edition) => Document>> = {
  rss: (edition) => ({ contentType: "application/rss+xml; charset=utf-8", body: rss(edition) }),
  atom: (edition) => ({ contentType: "application/atom+xml; charset=utf-8", body: atom(edition) }),
  json: (edition) => ({ contentType: "application/feed+json", body: json(edition) }),
  rdf: (edition) => ({ contentType: "application/rdf+xml; charset=utf-8", body: rdf(edition) }),
  soup: (edition) => ({ contentType: "text/xml", body: soup(edition) }),
  page: (edition) => ({ contentType: "text/html; charset=utf-8", body: outletPage(edition) }),
  nothing: () => ({ contentType: "text/plain", body: "" }),
};

const linkOf = ({ id }: Article, base: string): string => `${base}/articles/${id}`;
const pictureOf = ({ id }: Article, base: string): string => `${base}/pictures/${id}.svg`;

function rss({ outlet, articles, base }: Edition): string {
  const items = articles.map((article) => {
    const media = `<media:content url="${pictureOf(article, base)}" medium="image" type="image/svg+xml" width="1200" height="675"/>`;
    return `<item>
<title>${escape(article.title)}</title>
<link>${linkOf(article, base)}</link>
<guid isPermaLink="false">${outlet.slug}/${article.id}</guid>
<pubDate>${article.publishedAt.toUTCString()}</pubDate>
<dc:creator>${escape(article.author)}</dc:creator>
<description>${escape(article.paragraphs[0] ?? "")}</description>
<content:encoded><![CDATA[${paragraphsHtml(article.paragraphs)}]]></content:encoded>${article.picture ? `\n${media}` : ""}
</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${escape(outlet.name)}</title>
<link>${base}/</link>
<description>${escape(outlet.name)}, an outlet that does not exist</description>
<language>${outlet.language}</language>
${items.join("\n")}
</channel>
</rss>
`;
}

function atom({ outlet, articles, base }: Edition): string {
  const id = `tag:${outlet.slug}.example,2026:`;
  const entries = articles.map((article) => {
    const image = `<p><img src="${pictureOf(article, base)}" width="1200" height="675" alt=""></p>\n`;
    return `<entry>
<title>${escape(article.title)}</title>
<id>${id}${article.id}</id>
<link href="${linkOf(article, base)}"/>
<published>${article.publishedAt.toISOString()}</published>
<updated>${article.updatedAt.toISOString()}</updated>
<author><name>${escape(article.author)}</name></author>
<content type="html">${escape((article.picture ? image : "") + paragraphsHtml(article.paragraphs))}</content>
</entry>`;
  });
  const updatedMs = Math.max(0, ...articles.map(({ updatedAt }) => updatedAt.getTime()));
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
<title>${escape(outlet.name)}</title>
<id>${id}feed</id>
<link href="${base}/"/>
<link rel="self" href="${base}/feed"/>
<updated>${new Date(updatedMs).toISOString()}</updated>
${entries.join("\n")}
</feed>
`;
}

function json({ outlet, articles, base }: Edition): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: outlet.name,
    home_page_url: `${base}/`,
    feed_url: `${base}/feed`,
    language: outlet.language,
    items: articles.map((article) => ({
      id: `${outlet.slug}/${article.id}`,
      url: linkOf(article, base),
      title: article.title,
      content_html: paragraphsHtml(article.paragraphs),
      date_published: article.publishedAt.toISOString(),
      date_modified: article.updatedAt.toISOString(),
      authors: [{ name: article.author }],
      ...(article.picture && { image: pictureOf(article, base) }),
    })),
  });
}

function rdf({ outlet, articles, base }: Edition): string {
  const items = articles.map(
    (article) => `<item rdf:about="${linkOf(article, base)}">
<title>${escape(article.title)}</title>
<link>${linkOf(article, base)}</link>
<dc:date>${article.publishedAt.toISOString()}</dc:date>
<dc:creator>${escape(article.author)}</dc:creator>
<description>${escape(paragraphsHtml(article.paragraphs))}</description>
</item>`,
  );
  const listed = articles.map((article) => `<rdf:li rdf:resource="${linkOf(article, base)}"/>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${base}/feed">
<title>${escape(outlet.name)}</title>
<link>${base}/</link>
<description>${escape(outlet.name)}, an outlet that does not exist</description>
<dc:language>${outlet.language}</dc:language>
<items><rdf:Seq>${listed.join("")}</rdf:Seq></items>
</channel>
${items.join("\n")}
</rdf:RDF>
`;
}

/** What a page builder of 2004 writes: junk in front, bare ampersands, undeclared references, a channel never closed. */
function soup({ outlet, articles, base }: Edition): string {
  const items = articles.map(
    (
      article,
    ) => `<item><title>${article.title}</title><link>${linkOf(article, base)}?utm_source=feed&utm_medium=rss</link>
<pubDate>${article.publishedAt.toUTCString()}</pubDate><description>${article.paragraphs.join("&nbsp;<br>")}</description>
<guid>${linkOf(article, base)}</guid></item>`,
  );
  return `<!-- generated by VillageWeb 2.1 --><br>
<rss version=2.0><channel><title>${outlet.name}</title><link>${base}/</link><description>News & views</description>
${items.join("\n")}
</rss>`;
}
