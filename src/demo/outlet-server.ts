import { createHash } from "node:crypto";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../base/clock.ts";
import { type Article, articlesBy } from "./articles.ts";
import { type Document, feedDocument } from "./documents.ts";
import { type Outlet, outlets } from "./outlets.ts";
import { articlePage, outletPage } from "./pages.ts";
import { drawPicture } from "./pictures.ts";

export type OutletServer = Readonly<{
  startedAt: Date;
  /** Address of an outlet's feed. */
  feedUrl(outlet: Outlet): string;
  stop(): Promise<void>;
}>;

/** A port on which nobody listens: tcpmux, out of use for decades. */
const deadAddress = "http://127.0.0.1:1";

/**
 * Serves every outlet of the demo on a free port of 127.0.0.1: feeds with an ETag and 304, a page for each article, and
 * pictures. What the outlets have published depends on the clock alone.
 */
export async function startOutletServer(clock: Clock): Promise<OutletServer> {
  const startedAt = clock.now();
  let base = "";
  const server = createServer((request, response) => {
    const path = URL.parse(request.url ?? "/", base)?.pathname ?? "/";
    const document = documentAt(path, base, articlesBy(clock.now(), startedAt));
    if (request.method !== "GET" && request.method !== "HEAD")
      response.writeHead(405, { allow: "GET, HEAD" }).end();
    else if (document) send(request, response, document);
    else
      response.writeHead(404, { "content-type": "text/plain" }).end("No outlet of the demo has this page.\n");
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    startedAt,
    feedUrl: ({ slug, serves }) => `${serves === "nothing" ? deadAddress : base}/${slug}/feed`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What stands at a path: `/OUTLET`, `/OUTLET/feed`, `/OUTLET/articles/ID`, `/OUTLET/pictures/ID.svg`. */
function documentAt(path: string, origin: string, published: readonly Article[]): Document | undefined {
  const [slug = "", kind = "", id = ""] = path.slice(1).split("/");
  const outlet = outlets.find((candidate) => candidate.slug === slug);
  if (!outlet || outlet.serves === "nothing") return undefined;
  const base = `${origin}/${slug}`;
  const articles = published.filter((article) => article.outlet === outlet);
  if (kind === "feed") return feedDocument({ outlet, articles, base });
  if (kind === "") return html(outletPage({ outlet, articles, base }));
  const article = articles.find((candidate) => candidate.id === id.replace(/\.svg$/, ""));
  if (kind === "articles" && article) return html(articlePage(article, base));
  if (kind === "pictures" && article?.picture)
    return { contentType: "image/svg+xml", body: drawPicture(article.picture) };
  return undefined;
}

const html = (body: string): Document => ({ contentType: "text/html; charset=utf-8", body });

function send(request: IncomingMessage, response: ServerResponse, { contentType, body }: Document): void {
  const bytes = Buffer.from(body);
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  if (isNamed(etag, request.headers["if-none-match"])) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, { etag, "content-type": contentType, "content-length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

/** RFC 9110 13.1.2: a list of tags or `*`, compared weakly. */
const isNamed = (etag: string, ifNoneMatch = ""): boolean =>
  ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
