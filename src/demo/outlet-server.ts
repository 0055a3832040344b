import { createHash } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../base/clock.ts";
import { type Article, articlesOf } from "./articles.ts";
import { feedDocument } from "./documents.ts";
import { type Outlet, outlets } from "./outlets.ts";

export type OutletServer = Readonly<{
  /** Address of an outlet's feed. */
  feedUrl(outlet: Outlet): string;
  stop(): Promise<void>;
}>;

/**
 * Serves every outlet of the demo on a free port of 127.0.0.1: feeds with an ETag and 304, a page for each article, and
 * pictures. What an outlet has published depends on the clock alone.
 */
export async function startOutletServer(clock: Clock): Promise<OutletServer> {
  const startedAt = clock.now();
  const server = createServer((request, response) => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    answer({ request, response, base, startedAt, now: clock.now() });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    feedUrl: (outlet) => `${base}/${outlet.slug}/feed`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Exchange = Readonly<{
  request: IncomingMessage;
  response: ServerResponse;
  base: string;
  startedAt: Date;
  now: Date;
}>;

function answer({ request, response, base, startedAt, now }: Exchange): void {
  const [slug = "", kind = "", id = ""] = new URL(request.url ?? "/", base).pathname.slice(1).split("/");
  const outlet = outlets.find((candidate) => candidate.slug === slug);
  if (!outlet) return sendText(response, 404, "There is no such outlet.");
  if (outlet.format === "dead") return void request.socket.destroy();
  const articles = articlesOf(outlet, startedAt, now);
  const own = `${base}/${outlet.slug}`;
  if (kind === "feed") return sendFeed(request, response, feedDocument(outlet, articles, own));
  const article = articles.find((candidate) => candidate.id === id.replace(/\.svg$/, ""));
  if (kind === "articles" && article) return sendPage(response, outlet, article);
  if (kind === "pictures" && article) return sendPicture(response, article);
  if (kind === "") return sendText(response, 200, `${outlet.name}. Its feed is at ${own}/feed.`);
  sendText(response, 404, `${outlet.name} has no such page.`);
}

function sendFeed(
  request: IncomingMessage,
  response: ServerResponse,
  { body, contentType }: { body: string; contentType: string },
): void {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 16)}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, { etag, "content-type": contentType }).end(body);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function sendPage(response: ServerResponse, outlet: Outlet, article: Article): void {
  const text = article.paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join("");
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(
    `<!doctype html><html lang="${outlet.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(article.title)}</title><style>body{font:1.1rem/1.6 Georgia,serif;max-width:38rem;margin:3rem auto;padding:0 1rem}</style>
<p><small>${escape(outlet.name)}, an outlet of Wirefold’s demo. Nothing here is true.</small></p><h1>${escape(article.title)}</h1>${text}</html>`,
  );
}

/** A calm landscape of three hills in the event's hue. */
function sendPicture(response: ServerResponse, { hue = 0 }: Article): void {
  const colour = (lightness: number, shift = 0) => `hsl(${(hue + shift) % 360} 45% ${lightness}%)`;
  response.writeHead(200, { "content-type": "image/svg+xml", "cache-control": "max-age=3600" }).end(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675"><rect width="1200" height="675" fill="${colour(82)}"/>
<circle cx="${250 + ((hue * 7) % 700)}" cy="210" r="90" fill="${colour(93, 40)}"/>
<path d="M0 430 Q300 ${260 + (hue % 90)} 620 420 T1200 360 V675 H0Z" fill="${colour(62, 12)}"/>
<path d="M0 520 Q380 380 760 500 T1200 470 V675 H0Z" fill="${colour(45, 20)}"/>
<path d="M0 600 Q420 520 800 600 T1200 570 V675 H0Z" fill="${colour(30, 28)}"/></svg>`,
  );
}
