import { decodeHTML } from "entities";
import type { SafeHtml } from "../model/entry.ts";
import { readTokens } from "./safe-tokens.ts";
import { oneLine } from "./text.ts";

/** One line of an article as a reader sees it. */
export type Line = Readonly<{
  text: string;
  /** It stands in a caption: a reader shows it with its picture, a summary does without it. */
  caption: boolean;
  /** Every letter of it is part of a link: "Continue reading", share buttons, lists of related pieces. */
  linked: boolean;
  /** Where its text stands in the HTML, as [from, to) offsets. */
  spans: readonly (readonly [from: number, to: number])[];
}>;

/** What the link in a player's place begins with. */
const playerSign = "▶ ";

/** A sentence or a headline of the article: no caption, and not the link that stands in a player's place. */
export const isProse = ({ text, caption, linked }: Line): boolean =>
  !caption && !(linked && text.startsWith(playerSign));

const blocks: ReadonlySet<string> = new Set(
  "p div br li ul ol dl dt dd table tr td th thead tbody tfoot caption blockquote figure figcaption h1 h2 h3 h4 h5 h6 hr pre details summary".split(
    " ",
  ),
);

/** The lines of an article, in order; empty ones are left out. The HTML is the sanitiser's, so tags are well formed. */
export function linesOf(html: SafeHtml): Line[] {
  const lines: Line[] = [];
  let spans: [number, number][] = [];
  let raw = "";
  let captionDepth = 0;
  let linkDepth = 0;
  let linked = true;
  let inPlayer = false;
  const endLine = () => {
    const text = raw === "" ? "" : oneLine(raw.includes("&") ? decodeHTML(raw) : raw);
    if (text !== "") lines.push({ text, caption: captionDepth > 0, linked, spans });
    spans = [];
    raw = "";
    linked = true;
  };
  const tag = (name: string, step: 1 | -1) => {
    if (blocks.has(name)) endLine();
    if (name === "figcaption") captionDepth += step;
    else if (name === "a") {
      linkDepth += step;
      if (inPlayer) endLine();
      inPlayer = false;
    }
  };
  readTokens(html, {
    open: (name) => tag(name, 1),
    close: (name) => tag(name, -1),
    text: (from, to) => {
      const text = html.slice(from, to);
      // An embed or object may stand in the midst of a sentence, which goes on behind its link.
      if (linkDepth > 0 && !inPlayer && text.startsWith(playerSign)) {
        endLine();
        inPlayer = true;
      }
      spans.push([from, to]);
      raw += text;
      if (linked && linkDepth === 0 && text.trim() !== "") linked = false;
    },
  });
  endLine();
  return lines;
}

/** The HTML without the text of these lines. The tags stay: pictures and links without text are not this function's matter. */
export function withoutLines(html: string, lines: readonly Line[]): string {
  const cuts = lines.flatMap(({ spans }) => spans).sort(([a], [b]) => a - b);
  const kept: string[] = [];
  let from = 0;
  for (const [start, end] of cuts) {
    kept.push(html.slice(from, start));
    from = end;
  }
  kept.push(html.slice(from));
  return kept.join("");
}
