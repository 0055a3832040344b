import { cutText } from "../base/cut-text.ts";
import { readDateline } from "./dateline.ts";
import { repeatsTitle } from "./leftovers.ts";
import { isProse, type Line } from "./lines.ts";
import { withoutWeblogEnding } from "./weblog-ending.ts";

/** Enough for a card and for grouping, which reads the first 200 characters. */
const summaryLength = 500;

/** What ends a teaser: "[…]", "Continue reading →", "Read more". */
const teaserEnd =
  /\s*(?:(?:\[|\()?\s*(?:…|\.{3,}|&hellip;)\s*(?:\]|\))?\s*)?(?:(?:continue reading|read more|read the full story|weiterlesen|lire la suite|leer más|leggi tutto|continua a leggere|lees (?:meer|verder)|läs mer|les mer|læs mere|lue lisää|leia mais|continue lendo|czytaj (?:więcej|dalej)|číst dál|читать (?:далее|дальше|полностью)|читати далі|続きを読む|阅读全文)(?!\p{L})[^.!?]{0,120}[→»›]?|[→»›]+)$/iu;
const cutMark = /\s*(?:\[(?:…|\.{3,})\]|\((?:…|\.{3,})\))$/;

/**
 * The beginning of the article as plain text, from its first real sentence: no dateline, no by-line, no time stamp, no
 * caption. Undefined where the lines say nothing of that kind.
 */
export function summarise(lines: readonly Line[], title: string): string | undefined {
  const said = lines.filter(isProse).map(({ text }) => text);
  let start = 0;
  while (
    start < said.length - 1 &&
    start < 6 &&
    (isFurniture(said[start] ?? "") || repeatsTitle(said[start] ?? "", title))
  )
    start++;
  const parts: string[] = [];
  let length = 0;
  for (const text of said.slice(start)) {
    const part = parts.length === 0 ? text.slice(readDateline(text)?.length ?? 0) : text;
    parts.push(part);
    length += part.length + 1;
    if (length > summaryLength) break;
  }
  const joined = parts.join(" ");
  // What ends a longer text is cut off anyway; and looking for it takes the square of the length where all is dots.
  const whole =
    joined.length > 2 * summaryLength
      ? joined
      : withoutWeblogEnding(joined).replace(teaserEnd, "").replace(cutMark, "…").trim();
  return whole === "" || repeatsTitle(whole, title) ? undefined : cutText(whole, summaryLength);
}

/** Names only, and the small words between them: "By Friday the ferry was free" is a sentence. */
const bylines =
  /^(?:[Bb][Yy]|[Ww]ritten by|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI|[Aa]v|[Aa]f|[Dd]oor|DOOR|Autor(?:zy)?:|Автор:|Текст:|文[＝:：]|記者：|作者：|记者：?)\s*(?<=\s|[：＝])[\p{Lu}\p{Lo}][\p{L}.'’-]*(?:[ ,&|/·]+(?:and|und|et|y|e|og|och|en|for|in|the|de|del|da|di|du|la|le|van|von|der|den|dpa|\p{Lu}[\p{L}.'’-]*)){0,11}(?<!\p{Ll}\p{Ll}\.)$/u;
const stamps =
  /^(?:(?:published|updated|posted|last updated|last modified|first published|created|issued on|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|publiceret|opdateret|julkaistu|päivitetty|opublikowano|aktualizacja|publikováno|közzétéve|опубликовано|обновлено|опубліковано|оновлено|发布时间|發布時間|更新时间|公開日|更新日|公開|更新)(?!\p{L})[:：]?(?=[^\d]{0,30}\d).{0,60}(?<!\.)|\p{L}+,? \d{1,2},? \d{4}(?:,? (?:at )?\d{1,2}[:.]\d{2}.{0,10})?|\d{1,2}[./ ]\.?\s?[\p{L}\d]+\.?[./ ]\s?\d{4}.{0,20}|\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?.{0,20}|kyodo news - .{5,80})$/iu;
/** How long it takes, and what else stands above a text on a page. */
const readingTimes =
  /^(?:(?:reading time|estimated reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|lästid|lesetid|læsetid|lukuaika|czas czytania|doba čtení|время (?:чтения|на чтение)|час читання|阅读时间|閱讀時間|読了時間|この記事は)\s*[:：]?.{0,30}|(?:ca\.? )?\d{1,3}[ -]?\+?(?:min(?:ute)?s?|minuten|minuti|minutos|минут[аы]?|мин\.?|хв\.?|分钟|分鐘|分)\.?(?: (?:read|lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd|läsning|чтения|читання)|阅读|閱讀|で読める)?)$/iu;
const prompts =
  /^(?:listen to (?:this |the )?(?:article|story)|listen|audio (?:article|version)|listen \d.{0,20}|artikel (?:anhören|vorlesen lassen|beluisteren)|écouter (?:l'article|cet article)|escuchar (?:el )?artículo|ascolta (?:l'|questo )?articolo|ouvir (?:o )?artigo|luister naar dit artikel|lyssna på artikeln|прослушать статью|слушать|记事を聴く|この記事を聴く|play audio|advertisement|anzeige|werbung|publicit[ée]|publicidad|pubblicità|advertentie|annons|reklama|реклама|広告|广告|share(?: this)?(?: article| story)?|teilen|partager|compartir|condividi|delen|поделиться|view in browser|skip to (?:main )?content|getting your .{0,20}audio player ready\.*)(?:\s*[·|:(].{0,30})?$/iu;
const newsletters =
  /^(?:(?:sign up|subscribe|register)\b[^:,.]{0,100}\b(?:newsletters?|inbox|briefing)\b|get (?:the|our) [^:,.]{0,60}\b(?:newsletters?|inbox)\b|(?:abonnieren|melden) sie .{0,80}newsletter|newsletter abonnieren|(?:inscrivez|abonnez)-vous .{0,80}(?:newsletter|infolettre)|suscríb[ae](?:te|se) .{0,80}(?:newsletter|boletín)|iscriviti .{0,80}newsletter|schrijf je in .{0,80}nieuwsbrief|assine .{0,80}newsletter|подпи(?:шитесь|сывайтесь) на )[^.!?,:]{0,80}[.!?→»]?$/iu;
const furniture: readonly RegExp[] = [bylines, stamps, readingTimes, prompts, newsletters];

/** What stands above a text on a page, by-line and time stamp among it: true of the article, but no part of its text. */
const isFurniture = (text: string): boolean => text.length < 150 && furniture.some((one) => one.test(text));
