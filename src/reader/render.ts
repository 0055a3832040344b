import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import ejs from "ejs";
import type { Response } from "express";
import type { PageAnswer } from "./answer.ts";

const folder = `${import.meta.dirname}/../../views`;

/** Every view, compiled once at start: a fault in one shows there. In a view everything stands in `page`. */
const views: ReadonlyMap<string, ejs.TemplateFunction> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".ejs"))
    .map((file) => {
      const filename = `${folder}/${file}`;
      const options = { filename, cache: true, strict: true, localsName: "page", rmWhitespace: true };
      return [file.slice(0, -".ejs".length), ejs.compile(readFileSync(filename, "utf8"), options)];
    }),
);

/** The HTML of a page. */
export const render = ({ view, frame, page }: PageAnswer): string =>
  renderView(view, { ...page, frame, words: frame.words });

/** The HTML of a view, with or without a frame. */
export function renderView(view: string, page: object): string {
  const template = views.get(view);
  if (!template) throw new Error(`There is no views/${view}.ejs`);
  return template(page);
}

/**
 * Sends a page. Browsers ask for it again each time, by an ETag of its bytes: weak, as they may be sent compressed
 * (RFC 9110 8.8.1). Express answers 304 where it is still the same.
 */
export function sendPage(response: Response, answer: PageAnswer): void {
  const html = render(answer);
  const { Vary, ...headers } = pageHeaders(answer);
  response
    .status(answer.status)
    .vary(Vary)
    .set({
      ...headers,
      ...(answer.status === 200 && {
        ETag: `W/"${createHash("sha256").update(html).digest("base64url").slice(0, 27)}"`,
      }),
    });
  response.type("html").send(html);
}

/** Besides its tag. */
export const pageHeaders = ({ status }: Pick<PageAnswer, "status">) => ({
  "Cache-Control": status < 400 ? "private, no-cache" : "no-store",
  Vary: "Accept-Language",
  // Most of what stands here is others' text: their pages are the ones to be found.
  "X-Robots-Tag": "noindex",
});
