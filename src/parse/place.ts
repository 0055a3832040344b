/** Beginnings of month names in the languages of agencies that write the day in their datelines, in lower case. */
const months =
  /^(?:jan|feb|mar|apr|may|mai|maj|jun|jul|aug|sep|set|oct|okt|ott|out|nov|dec|dez|dic|dez|des|ene|abr|ago|gen|mag|giu|lug|fév|fev|avr|aoû|déc|mär|maa|hel|tam|huh|tou|kes|hei|elo|syy|lok|mar|jou|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|led|úno|bře|dub|kvě|čer|srp|zář|říj|lis|pro|sty|lut|kwi|cze|lip|sie|wrz|paź|gru|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|ian|iun|iul|νοε|ιαν|φεβ|μαρ|απρ|μαΐ|ιου|αυγ|σεπ|οκτ|δεκ)/;
/** Small words within names of places and between day and month. */
const small: ReadonlySet<string> = new Set(
  "a am an and at auf bei da das de del den der des di do dos du e el en et f i ii im in la las le les lès los na nad near ob of och og on sous sur the to und upon vor y van von над на под и der".split(
    " ",
  ),
);
const maxWords = 14;
/** Scripts without capitals give no sign where a name ends: fewer words. */
const maxUncased = 5;

/**
 * Whether words are the place and day of a dateline and no sentence: names, numbers, months, and small words between
 * them. "ST. ANDREW, Nova Scotia, Nov. 24", "Ciudad de México, 24 de noviembre", "Patna (Bihar) [India], March 3".
 */
export function isPlaceAndDate(words: string): boolean {
  const all = words.split(/[\s,;()[\]/]+/).filter((word) => word !== "" && word !== "." && word !== "-");
  if (all.length > maxWords) return false;
  const uncased = all.filter((word) => /^\p{Lo}/u.test(word)).length;
  return uncased <= maxUncased && all.every(isPlaceWord);
}

const isPlaceWord = (word: string): boolean =>
  /^[\p{Lu}\p{Lo}\p{Lt}]/u.test(word) ||
  /^(?:d'|l'|al-|el-|d’|l’)?\p{Lu}/u.test(word) ||
  /^\d{1,4}(?:st|nd|rd|th|er|º|ª|\.)?$/.test(word) ||
  small.has(word) ||
  months.test(word);

/** Whether a day stands in them. */
export const saysDate = (words: string): boolean => /\d/.test(words);
