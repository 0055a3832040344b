/** "1,234", "1.2K", "3 456"; bounded, so that a row of digits costs no more than its length. */
const amount = String.raw`(?<![\p{L}\d.,])\d[\d.,' ]{0,12}(?:\s?(?:k|m|mio\.?|mln\.?|mil|tsd\.?|тыс\.?|万|萬|億|만))?\+?`;

/** What is counted beneath articles, and nowhere else: a number before one of these is no news. */
const counted =
  `views?|page ?views?|comments?|likes?|retweets?|reposts?|upvotes?|reactions?|replies|claps?|reads|
  aufrufe?|kommentare?|antworten|gefällt mir|vues?|commentaires?|réponses?|réactions?|j'aime|partages|
  vistas|visitas|visualizaciones|comentarios?|respuestas?|me gusta|visualizzazioni|commenti|condivisioni|
  visualizações|comentários?|respostas?|weergaven|reacties?|kommentarer|visningar|visninger|svar|
  просмотр\\p{L}*|комментари\\p{L}*|лайк\\p{L}*|ответ\\p{L}*|komentarz\\p{L}*|wyświetle\\p{L}*|yorum|görüntülenme|
  次观看|次阅读|次浏览|条评论|個評論|则留言|回視聴|件のコメント|いいね|개의 댓글|명이 봤습니다`.replaceAll(
    /\s*\n\s*/g,
    "",
  );
/** What is counted elsewhere too ("sold 500 shares"): no news only where nothing else is said. */
const alsoCounted =
  "shares?|points?|score|votes?|plays?|downloads?|visits?|visitors?|followers?|subscribers?|clicks?|hits?|stars?|" +
  "people|readers?|times|mal|fois|veces|volte|раз|阅读|浏览|评论|閲覧|コメント|조회수?|댓글";

const after = String.raw`(?![\p{L}\d])`;
const countersAnywhere = new RegExp(
  [
    String.raw`${amount}\s?(?:people (?:have )?(?:viewed|read|liked|shared) (?:this|it)(?: \p{L}{1,12})?)${after}`,
    String.raw`(?:viewed|read|seen|liked|shared|gelesen|geteilt|lu|vu|partagé|leído|letto|visto) ${amount}\s?(?:times?|mal|fois|veces|volte)${after}`,
    String.raw`${amount}\s?(?:${counted})${after}`,
    String.raw`(?<![\p{L}\d])(?:${counted}|points?|score|shares?|votes?|조회수?|댓글|阅读|浏览|评论|閲覧数?|コメント)\s?[:：(]\s?${amount}[)回次件]?`,
  ].join("|"),
  "giu",
);
const onlyCounters = new RegExp(
  String.raw`^[^\p{L}\p{N}]*(?:${amount}\s?(?:${counted}|${alsoCounted})|(?:${counted}|${alsoCounted})\s?${amount}[回次件회]?)[^\p{L}\p{N}]*$`,
  "iu",
);

const few = String.raw`(?:${amount}|an?|one|eine[mnr]?|une?|una|um|uma|en|ett|et)`;
const timesAgo = new RegExp(
  [
    String.raw`${few}\s?(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?) ago`,
    String.raw`vor ${few}\s?(?:sek\p{L}*|min\p{L}*|stunden?|std|tag(?:en)?|wochen?|monat(?:en)?|jahr(?:en)?)\.?`,
    String.raw`il y a ${few}\s?(?:secondes?|minutes?|min|heures?|h|jours?|semaines?|mois|ans?)`,
    String.raw`(?:hace|há) ${few}\s?(?:segundos?|min\p{L}*|horas?|h|d[ií]as?|semanas?|m[eê]s(?:es)?|a[ñn]os?)`,
    String.raw`${few}\s?(?:second\p{L}|minut\p{L}|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]) fa`,
    String.raw`${amount}\s?\p{L}{1,12}\.? (?:geleden|sedan|siden|назад|temu|önce|atrás|sitten)`,
    String.raw`${amount}\s?(?:秒|分钟|分鐘|小时|小時|天|周|週間?|个月|個月|か月|ヶ月|年|分|時間|日)前`,
    String.raw`${amount}\s?(?:초|분|시간|일|주|개월|년) 전`,
    "(?:just now|moments ago|a moment ago|gerade eben|à l'instant|ahora mismo|только что|刚刚|たった今|방금)",
  ]
    .map((each) => String.raw`(?<![\p{L}\d])(?:${each})(?!\p{L})`)
    .join("|"),
  "giu",
);

/** "Last updated: 26 Nov 2026, 14:05", and nothing else. */
const onlyStamp =
  /^[^\p{L}\p{N}]*(?:last |zuletzt |dernière |última )?(?:updated?|modified|edited|published|posted|aktualisiert|stand|mis à jour|mise à jour|actualizado|actualización|aggiornato|atualizado|bijgewerkt|uppdaterad|oppdatert|обновлено|更新)(?: (?:on|at|am|um|le|el|il|op|den))?[:：]?\s?(?:\p{L}{2,10}[.,]{0,2}\s)?\d[\d\s:.,/-]{0,20}(?:\p{L}{1,10}[\d\s:.,/-]{0,12}){0,4}$/iu;
const clockOrYear = /\d[:.h]\d\d|(?:19|20)\d\d|\d年/;

/** Labels of what is no part of an article. */
const onlyAdvertisement =
  /^[^\p{L}\p{N}]*(?:advertisement|advertising|sponsored(?: content| post)?|promoted|paid content|anzeige|werbung|publicité|publicidad|pubblicità|advertentie|annons|annonse|реклама|reklama|広告|广告)\s?(?:[^\p{L}\p{N}]*$|:.{0,200}$)/iu;

/**
 * Whether a stretch of text says only how often it was seen, how long ago it was written, or that it is advertising.
 * Counters and stamps have a digit: without one, as most are, they need not be looked for.
 */
export const saysNothing = (part: string): boolean =>
  !/[\p{L}\p{N}]/u.test(part) ||
  onlyAdvertisement.test(part) ||
  (/\d/.test(part) && (onlyCounters.test(part) || (clockOrYear.test(part) && onlyStamp.test(part))));

/** A text without the counters and relative times that stand in it. */
export const withoutCounters = (text: string): string =>
  /\d|now|ago|eben|instant|ahora|только|刚|今|방금/i.test(text)
    ? text.replace(countersAnywhere, " ").replace(timesAgo, " ")
    : text;
