import { creditAlone } from "./image-credit.ts";
import type { Line } from "./lines.ts";
import { isWeblogEnding } from "./weblog-ending.ts";

/** A line shorter than this says too little to be the first paragraph of anything. */
const substantialLength = 60;
/** A caption is no longer than this. */
const captionLength = 450;

/** Lines from `start` up to, not including, `end`. */
export type LineRange = Readonly<{ start: number; end: number }>;

/**
 * Which lines are the article, as [start, end): without its title once more, the caption and credit of the picture above
 * it, and below it "Tags", "Continue reading", share links. Nothing is left where all there is repeats the title.
 */
export function realPart(lines: readonly Line[], title: string): LineRange {
  const end = endOfArticle(lines);
  let start = skipTitles(lines, 0, end, title);
  if (start === end) return { start, end };
  const credit = creditBelow(lines, start, end);
  if (credit >= 0) start = skipTitles(lines, credit + 1, end, title);
  return { start, end };
}

function skipTitles(lines: readonly Line[], from: number, end: number, title: string): number {
  let at = from;
  while (at < end && at < from + 4 && repeatsTitle(lines[at]?.text ?? "", title)) at++;
  return at;
}

/** The last of the lines that are caption and credit above the first paragraph, or -1. */
function creditBelow(lines: readonly Line[], start: number, end: number): number {
  for (let at = start; at < Math.min(start + 3, end - 1); at++) {
    const text = lines[at]?.text ?? "";
    if (text.length > captionLength) return -1;
    // Only with an article below it: in a text of two lines, the second may well be all there is.
    const followed = lines.slice(at + 1, end).some((line) => line.text.length >= substantialLength);
    if (followed && (creditAlone(text) !== undefined || isCreditedCaption(text))) return at;
  }
  return -1;
}

/** A caption that ends with its credit: "… REUTERS/Name", "… (AP Photo/Name)", "FILE PHOTO: …". */
const isCreditedCaption = (text: string): boolean =>
  /^(?:file photo|file pic|archivfoto|symbolbild|foto d'archivio|photo d'illustration)\b/i.test(text) ||
  /(?:\bREUTERS\/|\bAP Photo\/|\bAFP PHOTO|EPA-EFE\/|\((?:photo|image|foto|picture)(?: by| credit)?[:\s]|\[(?:photo|image|file)[^\]]*|\/\s*Getty Images|via (?:AP|AFP|Reuters|Getty Images)\)?|©\s*[\p{L} ]+\/)[^.!?]{0,70}[.)\]]*$/iu.test(
    text,
  );

const endings: readonly RegExp[] = [
  /^(?:\[?(?:…|\.\.\.)\]?\s*)?(?:continue reading|read more|read the (?:full|whole|rest|original|entire)[\w\s]*|read on|keep reading|full (?:story|article)|click here to (?:read|continue)[\w\s]*|more\s*[»›→…]|weiterlesen|lire la suite|leer más|seguir leyendo|leggi tutto|continua a leggere|lees (?:meer|verder)|läs mer|les mer|læs mere|lue lisää|читать далее|читати далі|continue lendo|leia mais|czytaj (?:więcej|dalej)|číst (?:dál|více)|olvass tovább|citește mai mult|devamını oku|διαβάστε περισσότερα|続きを読む|もっと読む|阅读全文|閱讀全文|阅读原文|더 보기)(?!\p{L}).{0,160}$/iu,
  // "Share prices fell again." is a sentence.
  /^(?:click to )?(?:share|tweet|email|print|pin it)(?:\s+(?:this|on|it|via|with|by|article|story|post)\b[^.!?]{0,60}|\s*[:|].{0,60})?$/i,
  /^(?:facebook|twitter|whatsapp|linkedin|reddit|telegram|pocket|email|e-mail|print|pinterest|tumblr|copy link|delicious|digg|stumbleupon)$/i,
  /^(?:comments?|\d+ comments?|leave a comment|add a comment|permalink|comments? \(\d+\)|kommentare|commentaires)$/i,
  /^(?:tags|tagged|filed under|topics|categories|schlagw(?:ö|oe)rter|stichworte|mots[- ]cl[eé]s|etiquetas|temas|palavras-chave|taggar|теги|метки)\s*[:：].{0,300}$/iu,
  // "Zobacz także: …", "Lesen Sie auch: …": the way to other articles.
  /^(?:related(?: articles?| stories| posts?| coverage)?|see also|read also|also read|more on this|you may also like|recommended|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|a lire aussi|voir aussi|leer también|lea también|ver también|te puede interesar|leggi anche|lees ook|läs också|läs mer|les også|læs også|lue myös|leia também|veja também|czytaj też|czytaj także|zobacz także|čtěte také|olvassa el|читайте также|читайте також|смотрите также|あわせて読みたい|関連記事|相关阅读|延伸阅读)\s*[:：].{0,200}$/iu,
  /^(?:related(?: articles?| stories| posts?| coverage)|mehr zum thema|lire aussi|à lire aussi|leggi anche|lees ook|leia também|читайте также|関連記事|相关阅读|延伸阅读)$/iu,
  /^(?:(?:sign up|subscribe)\b.{0,80}\b(?:newsletters?|inbox|e-?mail|briefing|podcast)\b|get (?:the|our|more) .{0,60}\b(?:newsletters?|inbox)\b|(?:abonnieren|melden) sie .{0,60}newsletter|(?:inscrivez|abonnez)-vous .{0,60}(?:newsletter|infolettre)|suscríb[ae]te .{0,60}(?:newsletter|boletín)|iscriviti .{0,60}newsletter|schrijf je in .{0,60}nieuwsbrief|assine .{0,60}newsletter|подпи(?:шитесь|сывайтесь|саться) .{0,80})[^.!?]{0,80}[.!?→»]?$/iu,
  /^(?:follow us (?:on|at)\b.{0,100}|listen to (?:this )?(?:article|story).{0,40}|share this (?:article|story|post).{0,60}|teilen|partager|compartir|condividi|delen|dela|del|jaa|compartilhar|udostępnij|sdílet|поделиться|поделиться:?|поширити|シェア|分享)$/iu,
  /^(?:submitted by .{1,80}|\[link\]|\[comments\]|advertisement|anzeige|publicit[eé]|publicidad|sponsored)$/i,
];
const tagsHeading =
  /^(?:tags|topics|related topics|more on this story|schlagw(?:ö|oe)rter|themen|mots[- ]cl[eé]s|etiquetas|temas relacionados|tag|теги|метки|标签|タグ)\s*[:：]?$/iu;
const tagsLine =
  /^(?:tags|tagged|filed under|topics|categories|schlagw(?:ö|oe)rter|stichworte|themen|mots[- ]cl[eé]s|etiquetas|temas|palavras-chave|taggar|теги|метки|标签|タグ)\s*[:：]/iu;
/** Whether a line begins the list of tags below an article. */
export const isTagsHeading = (text: string): boolean => tagsHeading.test(text) || tagsLine.test(text);
/** Tags below their heading are short, and not endless. */
const tagLength = 40;
const maxTags = 25;

function endOfArticle(lines: readonly Line[]): number {
  let end = lines.length;
  const heading = lines.findLastIndex(
    ({ text }, at) => at > 0 && at >= lines.length - maxTags && tagsHeading.test(text),
  );
  if (heading > 0 && lines.slice(heading + 1).every(({ text }) => text.length <= tagLength || isEnding(text)))
    end = heading;
  for (
    let last = lines[end - 1];
    end > 1 && last && (isEnding(last.text) || isSign(last));
    last = lines[end - 1]
  )
    end--;
  return end;
}

const isEnding = (text: string): boolean =>
  text.length < 900 && (isWeblogEnding(text) || endings.some((ending) => ending.test(text)));
/** A button of one letter: as a text of its own it may be anything. */
const isSign = ({ text, linked }: Line): boolean => linked && /^(?:x|f|in|\+|g\+)$/i.test(text);

/** Whether a line says what the title says: the same letters, or its beginning without the site's name. */
export function repeatsTitle(text: string, title: string): boolean {
  if (title === "" || text.length > title.length + 40 || beginDifferently(text, title)) return false;
  const [a, b] = [lettersOf(text), lettersOf(title)];
  return a !== "" && (a === b || (a.length >= 20 && a.length >= b.length * 0.7 && b.startsWith(a)));
}

/** Most lines are told by their first letter; of ASCII, and before more of it, no normal form is another letter. */
function beginDifferently(text: string, title: string): boolean {
  const [a, b] = [plainFirst.exec(text)?.[0], plainFirst.exec(title)?.[0]];
  return a !== undefined && b !== undefined && a.toLowerCase() !== b.toLowerCase();
}
const plainFirst = /^[a-z\d](?=[ -~])/i;

const lettersOf = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
