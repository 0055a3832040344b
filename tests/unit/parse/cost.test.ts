import { expect, test } from "vitest";
import { cutText } from "../../../src/base/cut-text.ts";
import type { SafeHtml } from "../../../src/model/entry.ts";
import { agencyOf } from "../../../src/parse/agency.ts";
import { agencyOfByline, isPersonsName } from "../../../src/parse/byline.ts";
import { readDateline } from "../../../src/parse/dateline.ts";
import { withoutDepth } from "../../../src/parse/depth.ts";
import { embedOf } from "../../../src/parse/embeds.ts";
import { firstImage, safeArticle, textToHtml } from "../../../src/parse/html.ts";
import { creditAlone, creditIn } from "../../../src/parse/image-credit.ts";
import { imageSource, isTrackingPixel } from "../../../src/parse/images.ts";
import { realPart } from "../../../src/parse/leftovers.ts";
import { linesOf } from "../../../src/parse/lines.ts";
import { toTitle } from "../../../src/parse/markup.ts";
import { summarise } from "../../../src/parse/summary.ts";
import { hasTagPair, holdsMarkup, htmlToText, isHtml, oneLine, plainTitle } from "../../../src/parse/text.ts";
import { withoutEmpty } from "../../../src/parse/tidy.ts";
import { toHtml } from "../../support/to-html.ts";

const base = "https://outlet.example/";
const line = (text: string) => ({ text, caption: false, linked: false, spans: [] });

const nasty = [
  "<a<h", "<a <a ", "<a", "<a href=", '<a x="', "<a><a>", "((((", "[…]", "&&&&", "&amp;", "&#", "&lt;p&gt;", "- - ", "– ",
  "\"'", "/", "   ", "By By By ", "By A, ", "(Reuters) - ", "© ", "Photo: ", "tags:\n", "\n\n", "x\n", ", ", "= ", "。", "A. ",
  "<!--", "<!-", "<![CDATA[", "<? ", "<div>", "<div><p><b>", "</div>", "<div></x>", "</p>", "<p>x", "<p>&nbsp;</p>",
  "<br>", "<img src=x ", "<img src=x>", "<figcaption>", "<pre>", "<script>", "<style>", "<noscript>", "<textarea>", "<title>",
  "<svg><math>", "<table><tr><td>", "<ul><li>", "<iframe src=//x>", "<video><source src=a>", "https://", "data:,", "<p>Share</p>",
]; // prettier-ignore

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  agencyOf: (text) =>
    agencyOf({
      authors: [{ name: text }],
      originTitle: text,
      rights: text,
      above: [text],
      text: [text, text],
      below: [text],
    }),
  "agencyOf, many lines": (text) => {
    const lines = text.slice(0, text.length / 10).split("");
    return agencyOf({ authors: [], above: lines, text: lines, below: lines });
  },
  agencyOfByline,
  isPersonsName,
  readDateline,
  creditIn,
  creditAlone,
  realPart: (text) => realPart([text, text, text].map(line), text.slice(0, 500)),
  "realPart, many lines": (text) =>
    realPart(
      Array.from({ length: text.length / 10 }, () => line("Share")),
      "x",
    ),
  summarise: (text) => summarise([text, text].map(line), text.slice(0, 500)),
  linesOf: (text) => linesOf(text as SafeHtml),
  withoutEmpty,
  withoutDepth: (text) => withoutDepth(text, 100),
  safeArticle: (text) => safeArticle(text, { base, title: "x" }),
  firstImage: (text) => firstImage(text as SafeHtml),
  textToHtml,
  embedOf: (text) => embedOf(text, text, base),
  imageSource: (text) => imageSource({ src: text, "data-srcset": text }, base),
  isTrackingPixel: (text) => isTrackingPixel({ width: text, style: text }, base + encodeURI(text)),
  htmlToText,
  holdsMarkup,
  isHtml,
  hasTagPair,
  plainTitle: (text) => [true, false, undefined].map((html) => plainTitle(text, html)),
  oneLine,
  cutText: (text) => cutText(text, text.length - 1),
  toHtml: (text) => toHtml({ text, kind: "unknown" }),
  toTitle: (text) => toTitle({ text, kind: "unknown" }),
};

const short = 25_000;
/** Four times the length costs four times as much where the cost is linear, sixteen times where it is the square. */
const growth = 4;
const tolerance = 10;

/** Processor time of one call in µs, the best of some. */
function cost(read: (text: string) => unknown, text: string, runs: number): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const before = process.threadCpuUsage();
    read(text);
    const { user, system } = process.threadCpuUsage(before);
    best = Math.min(best, user + system);
  }
  return best;
}

/** What an ordinary article of the short length costs, on the average: the clock of processor time ticks in ms. */
function ordinary(): number {
  const article = "<p>The ferry is free.</p>".repeat(short / 25);
  const before = process.threadCpuUsage();
  for (let run = 0; run < 30; run++) safeArticle(article, { base, title: "x" });
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 30;
}

function growsTooFast(read: (text: string) => unknown, piece: string, floor: number): boolean {
  const text = piece.repeat(Math.ceil((short * growth) / piece.length));
  const tooMuch = (runs: number) =>
    cost(read, text, runs) > tolerance * Math.max(floor, cost(read, text.slice(0, short), runs));
  return tooMuch(1) && tooMuch(4);
}

test.each(Object.entries(readers))(
  "%s takes time in proportion to the length of what it is given",
  (_, read) => {
    const floor = ordinary();
    expect(nasty.filter((piece) => growsTooFast(read, piece, floor))).toEqual([]);
  },
  60_000,
);
