/** What the sentence begins with: the entry, by what its weblog calls it. */
const entries = [
  "the post|this (?:post|article)",
  "l['’]article|cet article|la publication",
  "l['’]articolo|questo articolo|il post",
  "(?:der|dieser) (?:beitrag|artikel)",
  "la (?:entrada|publicación|noticia)|el (?:artículo|post)|est[ea] (?:entrada|artículo)",
  "[oa] (?:post|artigo|conteúdo|notícia)|este artigo",
  "(?:het|dit) (?:bericht|artikel)|inlägget|indlægget|innlegget",
  "artykuł|wpis|сообщение|запись|articolul",
];
/** And what it says of it, before the name of the weblog. */
const sayings = [
  "appeared first on|first appeared on",
  "est apparue? en premier sur|a été publiée? en premier sur",
  // "L'articolo 5 proviene da una direttiva" is a sentence.
  "proviene da(?! (?:un[ao]?|fonti|diverse|molte|alcun[ei])(?!\\p{L}))|è apparso (?:per primo|per la prima volta) su",
  "erschien zuerst (?:auf|bei)|ist zuerst (?:auf|bei)(?=.{1,150} erschienen)",
  "(?:se publicó|apareció|aparece|fue publicad[oa]) primero en|(?:apareceu|aparece|foi publicad[oa]) primeiro em",
  "verscheen (?:als )?eerste? op|dök först upp på|(?:dukkede først op|dukket først opp|blev først udgivet) på",
  "появил(?:ась|ось|ись|ся) (?:сначала|сперва|первой) на|apare prima dată în",
  "pojawił się (?:po raz pierwszy|początkowo|poczatkowo|najpierw) (?:na|w)|pochodzi z serwisu",
];
const sentence = `(?:(?:${entries.join("|")}) .{1,400}(?:${sayings.join("|")}) .{1,200}|投稿.{1,400}に最初に表示されました。?)$`;
const alone = new RegExp(`^${sentence}`, "iu");
/** What no such sentence is without: looked for first, because that takes one walk over the text. */
const said = new RegExp(`${sayings.join("|")}|に最初に表示されました`, "iu");
/** Behind the end of another sentence, or of what was cut. */
const behind = new RegExp(`(?<=[.!?…\\])»”"。]) ?${sentence}`, "iu");

/** "The post … appeared first on …": what weblogs put below each entry of their feeds, in the language of the weblog. */
export const isWeblogEnding = (line: string): boolean => said.test(line) && alone.test(line);

/** The text without such a sentence at its end. Takes the square of the length: not for long texts. */
export const withoutWeblogEnding = (text: string): string => {
  if (!said.test(text)) return text.trimEnd();
  return alone.test(text) ? "" : text.replace(behind, "").trimEnd();
};
