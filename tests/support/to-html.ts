import type { Markup } from "../../src/parse/draft.ts";
import { textToHtml } from "../../src/parse/html.ts";
import { tellMarkup } from "../../src/parse/markup.ts";

/** A text as HTML, not yet safe. */
export function toHtml(markup: Markup): string {
  const written = tellMarkup(markup);
  return written.kind === "html" ? written.html : textToHtml(written.text);
}
