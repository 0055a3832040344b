/**
 * Beginnings of month names, three or four letters long, January to December, in the languages that publishers write
 * dates in, and words that have to stand as a whole, where beginnings would not tell them apart or be something else.
 */
const beginnings = [
  "jan ene gen ian sty led oca tam urt sij янв січ яну јан ιαν ינו",
  "feb fev lut uno sub hel vel peb фев лют феб φεβ פבר",
  "mar mrt maerz brez bre maa ozu мар бер μαρ מרץ מרס",
  "apr abr avr kwi dub nis huh апр кві απρ אפר",
  "may mai mag maj mei kve tou svi мая май тра мај μαι מאי",
  "jun juin giu cze cer haz kes iun июн чер юни јун ιουν יונ",
  "jul juil lug lip cvc tem hei iul июл лип юли јул ιουλ יול",
  "aug ago aou sie srp elo agu avg agt ags ogo kol авг сер αυγ אוג",
  "sep set wrz zar eyl syy ruj сен вер сеп σεπ ספט",
  "oct okt ott out paz rij eki lok окт жов οκτ אוק",
  "nov noy lis kas noe noi nop stu ноя лис ное нов νοε נוב",
  "dec dez dic gru pro ara jou des dis дек гру дец δεκ דצמ",
];
const words = [
  "tammikuu يناير جانفي كانونالثاني जनवरी जन มกราคม ม.ค",
  "فبراير فيفري شباط फरवरी फर กุมภาพันธ์ ก.พ",
  "mart martie maaliskuu mac مارس آذار मार्च มีนาคม มี.ค",
  "travanj travnja أبريل إبريل أفريل نيسان अप्रैल अप्रै เมษายน เม.ย",
  "مايو ماي أيار मई พฤษภาคม พ.ค",
  "cerven lipanj lipnja يونيو يونيه يونية جوان حزيران जून มิถุนายน มิ.ย",
  "cervence cervenec temmuz srpanj srpnja يوليو يوليه يولية يوليوز جويلية تموز जुलाई जुल กรกฎาคม ก.ค",
  "أغسطس أوت غشت آب अगस्त अग สิงหาคม ส.ค",
  "سبتمبر شتنبر أيلول सितंबर सितम्बर सित กันยายน ก.ย",
  "أكتوبر تشرينالأول अक्टूबर अक्तूबर अक्टू ตุลาคม ต.ค",
  "marras marraskuu marraskuuta نوفمبر نونبر تشرينالثاني नवंबर नवम्बर नव พฤศจิกายน พ.ย",
  "ديسمبر دجنبر كانونالأول दिसंबर दिसम्बर दिस ธันวาคม ธ.ค",
];

/** Where a script leaves its vowels and its accents to marks, only those that do not tell one month from another. */
export const unaccented = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u093c]/g, "")
    .normalize("NFC");

const indexed = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    names.flatMap((line, month) =>
      unaccented(line)
        .split(" ")
        .map((name) => [name, month] as const),
    ),
  );
const byBeginning = indexed(beginnings);
const byWord = indexed(words);

/** The month by its name. A weekday in front may look like one: "mar., 24 nov." is a Tuesday, "Paz, 29 Kas" a Sunday. */
export function monthIn(text: string): { month: number; at: number } | undefined {
  const year = /\b\d{4}\b/.exec(text)?.index ?? text.length;
  const found = [...text.matchAll(/\p{L}[\p{L}\p{M}.]*(?:(?<=تشرين|كانون)\s+ال\p{L}+)?/gu)].flatMap(
    (word) => {
      const croatian = /\d\.\s*$/.test(text.slice(Math.max(0, word.index - 4), word.index));
      const month = monthOf(word[0].replace(/\s+/, "").replace(/\.+$/, ""), croatian);
      return month === undefined ? [] : [{ month, at: word.index }];
    },
  );
  const [first, second] = found;
  return first?.at === 0 && second !== undefined && second.at < year ? second : first;
}

/** "listopada" is November in Polish, and October behind the point of a Croatian day. */
function monthOf(word: string, croatian: boolean): number | undefined {
  const lower = word.toLowerCase();
  return croatian && lower === "listopada" ? 9 : (named(lower) ?? named(lower.replace(/^ב/, "")));
}

function named(word: string): number | undefined {
  const whole = byWord.get(word) ?? byBeginning.get(word.slice(0, 4));
  return whole ?? (word.length >= 3 ? byBeginning.get(word.slice(0, 3)) : undefined);
}

/** The zeros of the digits that dates are written in besides ours: Arabic, Persian, Devanagari, Bengali, Thai, full-width. */
const zeros = [0x06_60, 0x06_f0, 0x09_66, 0x09_e6, 0x0e_50, 0xff_10];

/** With our digits, our commas, and without marks of direction. */
export const plainDigits = (text: string): string =>
  text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replaceAll("،", ",")
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = zeros.find((one) => code >= one && code < one + 10);
      return zero === undefined ? digit : String(code - zero);
    });

/** Thailand counts from the Buddha: 2568 is 2025, and so is "68". */
export function yearInThai(year: number, text: string): number {
  if (!/\p{Script=Thai}/u.test(text)) return year;
  if (year >= 2400) return year - 543;
  return year >= 1943 && year < 2000 && !text.includes(String(year)) ? year + 57 : year;
}
