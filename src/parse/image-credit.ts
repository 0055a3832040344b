import { cutText } from "../base/cut-text.ts";
import { agencyOfByline } from "./byline.ts";
import type { Fields } from "./fields.ts";
import { htmlToText } from "./text.ts";

/** A caption with its credit is no longer than this. */
const maxCaption = 450;
const maxCredit = 100;

/** Words that announce whose a picture is, before a colon. */
const labels =
  "(?:file |stock )?(?:photos?|images?|pictures?|photographs?|credits?|courtesy|fotos?|fotografía|fotograf(?:ie)?|bild(?:er)?|bildquelle|bildnachweis|imagen|imágenes|imagem|crédits?|crédito|foto di|billede|kuva|zdjęcie|foto[gğ]raf|kép|obrázek|фото|фотография|світлина|写真|画像|图片|圖片|사진)(?:[ /-]+(?:credits?|illustration|d'illustration|courtesy|by|par|de|del|von|source|nachweis|来源|提供))?";
// "Photo: Name", "Foto Name/AFP" has no colon and is told by its slash; "© Name".
const labelled = new RegExp(
  `(?:^|[.!?»”"）)\\]|\\s]\\s*)[(\\[（]?(?:${labels}\\s*[:：|=＝]\\s*|©\\s*|\\(c\\)\\s*)([^:：©]{2,${maxCredit}})$`,
  "iu",
);
const spoken =
  /^(?:photos?|images?|pictures?|fotos?|foto|bild(?:er)?|billede|bilde|kuva|фото)\s+(?:by|by:|von|di|de|par|courtesy(?: of)?|av|af|door)\s+(.{2,100})$/i;
const bracketed = /[(（[]\s*([^()（）[\]]{2,80})\s*[)）\]]\.?$/u;
const afterSentence = /(?:^|[.!?»”"）)…]\s+|\s[–—|-]\s)([^.!?»”"()…|–—]{2,70})\.?$/u;
const japanese = /[=＝]([^=＝。、]{2,30})$/u;

const houses =
  /\b(?:getty(?: images)?|shutterstock|alamy|unsplash|pixabay|istock|wikimedia(?: commons)?|imago|picture[- ]alliance|ap photo|afp photo|reuters|epa(?:-efe)?|zuma(?: press)?|bloomberg|scanpix|pa wire|pool|handout)\b/i;
/** Small words and names that are written small within credits. */
const smallWords =
  /^(?:and|und|et|y|e|og|och|en|via|for|of|the|de|del|da|di|du|do|la|le|van|von|der|den|courtesy|by|via|handout|file|pool|picture|alliance|images?|photo|dpa|imago|epa|ritzau|sda|ats|apa|afp|getty|unsplash|pixabay|privat|private|x|in|on|at|zvg|i)$/i;

/**
 * Whose picture it is, by the end of its caption or by a line of its own: "Ada Hill/AFP", "REUTERS/Ada Hill",
 * "AP Photo/Ada Hill". Undefined where the words name nobody.
 */
export function creditIn(caption: string): string | undefined {
  if (caption.length > maxCaption) return undefined;
  const text = caption.trim();
  const whole = creditAlone(text);
  if (whole !== undefined) return whole;
  const tail = text.slice(-180);
  const label = labelled.exec(tail)?.[1];
  if (label !== undefined && readsAsNames(label)) return tidied(label);
  for (const pattern of [bracketed, afterSentence, japanese]) {
    const words = pattern.exec(tail)?.[1];
    if (words !== undefined && namesHouse(tidied(words))) return tidied(words);
  }
  return undefined;
}

/** The credit, where the line is one and nothing else: "Photo: Ada Hill", "Bild von Ada Hill", "Reuters", "Ada Hill/AFP". */
export function creditAlone(line: string): string | undefined {
  if (line.length > 120) return undefined;
  const named = new RegExp(
    `^[(\\[（]?(?:${labels}\\s*[:：|]\\s*|©\\s*|\\(c\\)\\s*)(.{2,${maxCredit}})$`,
    "iu",
  ).exec(line)?.[1];
  if (named !== undefined) return readsAsNames(named) ? tidied(named) : undefined;
  const said = spoken.exec(line)?.[1];
  if (said !== undefined) return readsAsNames(said) && !isOneName(said) ? tidied(said) : undefined;
  return namesHouse(line) && !/^(?:by|von|par|por|av|af|door)\s/i.test(line) ? tidied(line) : undefined;
}

/** A few names, and an agency or a house of pictures among them, or all there is. */
const namesHouse = (words: string): boolean =>
  readsAsNames(words) &&
  (agencyOfByline(words) !== undefined ||
    (houses.test(words) && (/[/|©]|\bvia\b/i.test(words) || wordsOf(words).length <= 3)));

const wordsOf = (text: string): string[] => text.split(/[\s/|&,;+]+/).filter(Boolean);

/** Names and what stands between them: no sentence. */
function readsAsNames(text: string): boolean {
  const words = wordsOf(tidied(text));
  return (
    words.length > 0 &&
    words.length <= 12 &&
    !/[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}/u.test(text) &&
    words.every(
      (word) => /^[\p{Lu}\p{Lo}\d@©"“(]/u.test(word) || smallWords.test(word) || /\p{L}\.\p{L}/u.test(word),
    )
  );
}

/** One name may as well be what the picture shows: "Bild von Berlin". */
const isOneName = (text: string): boolean =>
  wordsOf(tidied(text)).length < 2 && agencyOfByline(text) === undefined;

const tidied = (credit: string): string =>
  cutText(
    credit
      .replace(/^[\s©:：|(（[]+/, "")
      .replace(/[\s).）\]|]+$/, "")
      .replace(/^(?:by|courtesy of|von|par)\s+/i, ""),
    maxCredit,
  );

/** `media:credit` of an item or of its picture (Media RSS 1.5.1: who contributed to it, by role). */
export function readImageCredit(fields: Fields): string | undefined {
  const holders = [...fields("media:content"), ...fields("media:group")].map(({ children }) => children);
  const inner = holders.flatMap((children) => children("media:content")).map(({ children }) => children);
  for (const holder of [...holders, ...inner, fields])
    for (const field of holder("media:credit")) {
      const credit = tidied(htmlToText(field.text));
      if (credit !== "" && !/^(?:author|writer|publisher)$/i.test(field.attribute("role") ?? ""))
        return credit;
    }
  return undefined;
}
