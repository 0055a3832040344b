import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type ServedFeed = Readonly<{ path: string; body: Uint8Array | string; contentType?: string }>;
export type SeenRequest = Readonly<{
  path: string;
  status: number;
  ifNoneMatch: string | undefined;
  at: number;
}>;

/** A publisher on 127.0.0.1: documents with an ETag each, 304 where it is sent back, and a record of who asked for what. */
export async function startFeedServer(feeds: readonly ServedFeed[]) {
  const byPath = new Map(feeds.map((feed) => [feed.path, feed]));
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const feed = byPath.get(path);
    const etag = feed && `"${createHash("sha256").update(feed.body).digest("hex").slice(0, 16)}"`;
    const ifNoneMatch = request.headers["if-none-match"];
    const status = !feed ? 404 : ifNoneMatch === etag ? 304 : 200;
    requests.push({ path, status, ifNoneMatch, at: Date.now() });
    response.writeHead(status, {
      ...(etag && { etag }),
      ...(status === 200 && { "content-type": feed?.contentType ?? "application/xml" }),
    });
    response.end(status === 200 ? feed?.body : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    requests,
    urls: feeds.map((feed) => base + feed.path),
    replace: (feed: ServedFeed) => void byPath.set(feed.path, feed),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
