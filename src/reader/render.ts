import { createHash } from "node:crypto";
import type { Response } from "express";
import type { Mark } from "../model/reader.ts";
import { forbidForeignPictures } from "../web/security-headers.ts";
import type { PageAnswer } from "./answer.ts";
import { fillMarks } from "./fill-marks.ts";
import { markedStories, splitAtMarks } from "./mark-place.ts";
import { renderView } from "./render-view.ts";
import { withoutPictures } from "./without-pictures.ts";

/** The HTML of a page, with places for the marks of whoever gets it, and without pictures for those who want none. */
export function render({ view, frame, page }: PageAnswer): string {
  const html = renderView(view, { ...page, frame, words: frame.words });
  return frame.look.hidesImages ? withoutPictures(html, frame.words) : html;
}

/** What somebody has marked of these stories. */
export type MarksOf = (storyIds: readonly number[]) => Promise<ReadonlyMap<number, Mark>>;

const nothingMarked: MarksOf = async () => new Map();

/**
 * Sends a page. Browsers ask for it again each time, by an ETag of its bytes: weak, as they may be sent compressed
 * (RFC 9110 8.8.1). Express answers 304 where it is still the same.
 */
export async function sendPage(
  response: Response,
  answer: PageAnswer,
  marksOf: MarksOf = nothingMarked,
): Promise<void> {
  const marked = splitAtMarks(render(answer));
  const stories = markedStories(marked);
  const html = fillMarks(
    marked,
    stories.length === 0 ? new Map() : await marksOf(stories),
    answer.frame.words,
  );
  const { Vary, ...headers } = pageHeaders(answer);
  if (answer.frame.look.hidesImages) forbidForeignPictures(response);
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
  Vary: "Cookie, Accept-Language",
  // Most of what stands here is others' text: their pages are the ones to be found.
  "X-Robots-Tag": "noindex",
});
