import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { listening } from "./listening.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

/** A folder behind `prefix` on a free port, as the plainest of web hosts serves it: a file or 404. */
export const serveFolder = (folder: string, prefix: string) =>
  listening(
    createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://host");
      const path = decodeURIComponent(pathname);
      const file = path.endsWith("/") ? `${path}index.html` : path;
      if (!file.startsWith(prefix)) return void response.writeHead(404).end();
      readFile(join(folder, file.slice(prefix.length))).then(
        (bytes) =>
          response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" }).end(bytes),
        () => response.writeHead(404).end(),
      );
    }),
  );
