import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a site answers at a path: a page of HTML, or all of it. */
export type SiteAnswer =
  | string
  | Readonly<{ body?: string; type?: string; status?: number; location?: string }>;

/** A web site on 127.0.0.1; everything else is 404. `asked` are the paths in the order of asking. */
export async function startSite(answers: Readonly<Record<string, SiteAnswer>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    asked.push(path);
    const found = Object.hasOwn(answers, path) ? answers[path] : undefined;
    const answer =
      typeof found === "string" ? { body: found } : (found ?? { status: 404, body: "<p>Not found" });
    const { status = 200, type = "text/html", location } = answer;
    response.writeHead(status, { "content-type": type, ...(location !== undefined && { location }) });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An RSS 2.0 answer with this title, an item an address, the first one dated. */
export const rssAnswer = (title: string, ...urls: readonly string[]): SiteAnswer => ({
  type: "application/rss+xml",
  body: `<rss version="2.0"><channel><title>${title}</title>${urls
    .map(
      (url, at) =>
        `<item><title>Item ${at}</title><link>${url}</link>${at === 0 ? "<pubDate>Fri, 20 Nov 2026 09:00:00 GMT</pubDate>" : ""}</item>`,
    )
    .join("")}</channel></rss>`,
});

/** An Atom 1.0 answer, as `rssAnswer`. */
export const atomAnswer = (title: string, ...urls: readonly string[]): SiteAnswer => ({
  type: "application/atom+xml",
  body: `<feed xmlns="http://www.w3.org/2005/Atom"><title>${title}</title><id>urn:x</id>${urls
    .map((url) => `<entry><title>Entry</title><id>${url}</id><link href="${url}"/></entry>`)
    .join("")}</feed>`,
});

/** A `<link>` that declares a feed. */
export const feedLink = (href: string, title = ""): string =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
