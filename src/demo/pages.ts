import type { Article } from "./articles.ts";
import { escapeMarkup as escape, paragraphsHtml } from "./markup.ts";
import type { Outlet } from "./outlets.ts";

const style =
  "body{font:1.1rem/1.6 Georgia,serif;max-width:38rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}img{width:100%;height:auto}small{opacity:.7}";

/** The page that an article's link leads to. */
export function articlePage(article: Article, base: string): string {
  const picture = article.picture
    ? `<img src="${base}/pictures/${article.id}.svg" width="1200" height="675" alt="">\n`
    : "";
  return page(
    article.outlet,
    article.title,
    `<p><a href="${base}/">${escape(article.outlet.name)}</a></p>
<h1>${escape(article.title)}</h1>
<p><small>${escape(article.author)}, <time>${article.publishedAt.toISOString().slice(0, 16).replace("T", " ")} UTC</time></small></p>
${picture}${paragraphsHtml(article.paragraphs)}`,
  );
}

/** The outlet's own front page. */
export function outletPage({
  outlet,
  articles,
  base,
}: Readonly<{ outlet: Outlet; articles: readonly Article[]; base: string }>): string {
  const list = articles.map(
    ({ id, title }) => `<li><a href="${base}/articles/${id}">${escape(title)}</a></li>`,
  );
  return page(outlet, outlet.name, `<h1>${escape(outlet.name)}</h1>\n<ul>\n${list.join("\n")}\n</ul>`);
}

const page = ({ language }: Outlet, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)}</title>
<style>${style}</style>
${body}
<p><small lang="en">An outlet of Wirefold’s demo. Nothing here is true.</small></p>
</html>
`;
