import type { Article } from "./articles.ts";
import type { Outlet } from "./outlets.ts";

export type Document = Readonly<{ contentType: string; body: string }>;

/** An outlet's feed in its own format. `base` is the outlet's address, without a slash at its end. */
export function feedDocument(outlet: Outlet, articles: readonly Article[], base: string): Document {
  switch (outlet.format) {
    case "rss":
      return { contentType: "application/rss+xml; charset=utf-8", body: rss(outlet, articles, base) };
    case "atom":
      return { contentType: "application/atom+xml; charset=utf-8", body: atom(outlet, articles, base) };
    case "json":
      return { contentType: "application/feed+json", body: json(outlet, articles, base) };
    case "rdf":
      return { contentType: "application/rdf+xml; charset=utf-8", body: rdf(outlet, articles, base) };
    case "soup":
      return { contentType: "text/html", body: soup(outlet, articles, base) };
    case "dead":
      return { contentType: "text/plain", body: "" };
  }
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const linkOf = (article: Article, base: string): string => `${base}/articles/${article.id}`;
const pictureOf = (article: Article, base: string): string => `${base}/pictures/${article.id}.svg`;
const html = (article: Article): string =>
  article.paragraphs.map((text) => `<p>${escape(text)}</p>`).join("\n");

function rss(outlet: Outlet, articles: readonly Article[], base: string): string {
  const items = articles.map((article) => {
    const picture =
      article.hue === undefined
        ? ""
        : `<media:content url="${pictureOf(article, base)}" medium="image" width="1200" height="675"/>`;
    return `<item><title>${escape(article.title)}</title><link>${linkOf(article, base)}</link>
<guid isPermaLink="false">${outlet.slug}/${article.id}</guid><pubDate>${article.publishedAt.toUTCString()}</pubDate>
<dc:creator>${escape(article.author)}</dc:creator>${picture}
<description>${escape(article.paragraphs[0] ?? "")}</description><content:encoded><![CDATA[${html(article)}]]></content:encoded></item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>${escape(outlet.name)}</title><link>${base}/</link><description>${escape(outlet.name)}</description><language>${outlet.language}</language>
${items.join("\n")}
</channel></rss>
`;
}

function atom(outlet: Outlet, articles: readonly Article[], base: string): string {
  const entries = articles.map((article) => {
    const at = article.publishedAt.toISOString();
    const picture =
      article.hue === undefined
        ? ""
        : `<img src="${pictureOf(article, base)}" width="1200" height="675" alt="">`;
    return `<entry><title>${escape(article.title)}</title><id>tag:${outlet.slug}.example,2026:${article.id}</id><link href="${linkOf(article, base)}"/>
<published>${at}</published><updated>${at}</updated><author><name>${escape(article.author)}</name></author>
<content type="html">${escape(picture + html(article))}</content></entry>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}"><title>${escape(outlet.name)}</title><id>tag:${outlet.slug}.example,2026:feed</id>
<link href="${base}/"/><link rel="self" href="${base}/feed"/><updated>${(articles[0]?.publishedAt ?? new Date(0)).toISOString()}</updated>
${entries.join("\n")}
</feed>
`;
}

function json(outlet: Outlet, articles: readonly Article[], base: string): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: outlet.name,
    home_page_url: `${base}/`,
    language: outlet.language,
    items: articles.map((article) => ({
      id: `${outlet.slug}/${article.id}`,
      url: linkOf(article, base),
      title: article.title,
      content_html: html(article),
      date_published: article.publishedAt.toISOString(),
      authors: [{ name: article.author }],
      ...(article.hue !== undefined && { image: pictureOf(article, base) }),
    })),
  });
}

function rdf(outlet: Outlet, articles: readonly Article[], base: string): string {
  const items = articles.map(
    (
      article,
    ) => `<item rdf:about="${linkOf(article, base)}"><title>${escape(article.title)}</title><link>${linkOf(article, base)}</link>
<dc:date>${article.publishedAt.toISOString()}</dc:date><dc:creator>${escape(article.author)}</dc:creator><description>${escape(html(article))}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${base}/"><title>${escape(outlet.name)}</title><link>${base}/</link><description>${escape(outlet.name)}</description><dc:language>${outlet.language}</dc:language></channel>
${items.join("\n")}
</rdf:RDF>
`;
}

/** What a page builder of 2004 writes: junk in front, bare ampersands, undeclared references, nothing closed. */
function soup(outlet: Outlet, articles: readonly Article[], base: string): string {
  const items = articles.map(
    (
      article,
    ) => `<item><title>${article.title}</title><link>${linkOf(article, base)}?ref=rss&utm_source=feed</link>
<pubDate>${article.publishedAt.toUTCString()}</pubDate><description>${article.paragraphs.join("&nbsp;<br>")}</description>
<guid>${base}/${article.id}</guid></item>`,
  );
  return `<!-- generated by VillageWeb 2.1 --><br>
<rss version=2.0><channel><title>${outlet.name}<link>${base}/</link><description>News & views</description>
${items.join("\n")}`;
}
