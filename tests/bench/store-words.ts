import { randomFrom } from "./random.ts";

/** Of twenty sources, by language: about what the captured feeds have. */
export const languages = [
  ..."en en en en en en en en en en en".split(" "),
  ..."de de ru ru ru fr zh zh ar".split(" "),
] as readonly Language[];
export type Language = "en" | "de" | "fr" | "ru" | "zh" | "ar";

/** Words of a language by rank, each as likely as 1/(rank + 20) says (Zipf and Mandelbrot). */
const ranks = 150_000;
const glueOf: Readonly<Record<Language, string>> = {
  en: "the of in to and for on with at by from after as its",
  de: "der die das und für mit nach über im zu den von",
  fr: "le la les de des à et pour avec dans sur après",
  ru: "и в на с по для что после как из",
  zh: "的 了 在 是 和",
  ar: "في من على إلى عن مع",
};
const letters: Readonly<Record<Exclude<Language, "zh">, readonly [string, string]>> = {
  en: ["bcdfghjklmnpqrstvwxz", "aeiou"],
  de: ["bdfghjklmnprstvwzßc", "aeiouäöü"],
  fr: ["bcdfgjlmnpqrstvchxç", "aeiouéèê"],
  ru: ["бвгджзклмнпрстфхцчшщ", "аеиоуыэюя"],
  ar: ["بتثجحخدذرزسشصضطظعغفقكلمنه", "اوي"],
};

/** The word of a rank; no two ranks share one. Chinese ones are two characters. */
export function wordOf(language: Language, rank: number): string {
  if (language === "zh")
    return (
      String.fromCharCode(0x4e10 + (rank % 2500)) +
      String.fromCharCode(0x5000 + Math.floor(rank / 2500) * 7 + (rank % 7))
    );
  const [first, second] = letters[language];
  const count = first.length * second.length;
  let left = rank;
  let word = "";
  do {
    const syllable = left % count;
    word += first[Math.floor(syllable / second.length)]! + second[syllable % second.length]!;
    left = Math.floor(left / count) - 1;
  } while (left >= 0);
  return word.length > 2 ? word : `${word}${first[0]}`;
}

/** Two words that stand side by side in one text of a hundred. */
export const saying = (language: Language): readonly [string, string] => [
  wordOf(language, 900),
  wordOf(language, 1700),
];

export type MadeUpText = Readonly<{ title: string; summary: string; html: string }>;

/** So many words of a language are drawn once; texts are stretches of them. */
const drawn = 1 << 19;

/** Makes the texts of reports, each by its number and its event's: the same each time. */
export function textMaker() {
  const streams = new Map<Language, WordStream>();
  return (language: Language, { report, event }: Readonly<{ report: number; event: number }>): MadeUpText => {
    const stream = streams.get(language) ?? drawWords(language);
    streams.set(language, stream);
    const about = randomFrom(event * 7919);
    const subject = Array.from({ length: 6 }, () => stream.any(about));
    const random = randomFrom(report * 104_729 + 1);
    const [space, stop] = language === "zh" ? ["", "。"] : [" ", ". "];
    // Of each sentence the first words are the event's own.
    const sentence = (own: number): string => {
      const words = stream.some(random, 8 + Math.floor(random() * 12));
      for (let at = 0; at < own; at++) words[at] = subject[Math.floor(random() * subject.length)]!;
      return words.join(space);
    };
    const stretch = (length: number, own: number): string => {
      let text = sentence(own);
      while (text.length < length) text += stop + sentence(own);
      return text.slice(0, length);
    };
    const scale = language === "zh" ? 0.3 : 1;
    const said = random() < 0.01 ? `<p>${saying(language).join(space)}</p>` : "";
    const length = scale * (500 + 3500 * random() ** 3);
    const paragraphs = Math.ceil(length / (600 * scale));
    const html = Array.from({ length: paragraphs }, () => `<p>${stretch(length / paragraphs, 1)}.</p>`);
    return {
      title: stretch(scale * (60 + random() * 30), 5),
      summary: `${stretch(scale * (120 + random() * 160), 3)}.`,
      html: html.join("") + said,
    };
  };
}

type WordStream = Readonly<{
  any(random: () => number): string;
  some(random: () => number, count: number): string[];
}>;

function drawWords(language: Language): WordStream {
  const words = Array.from({ length: ranks }, (_, rank) => wordOf(language, rank));
  const glue = glueOf[language].split(" ");
  const random = randomFrom(language.charCodeAt(0) * 256 + language.charCodeAt(1));
  const stream = Array.from({ length: drawn }, () =>
    random() < 0.3
      ? glue[Math.floor(random() * glue.length)]!
      : words[Math.floor(20 * (1 + ranks / 20) ** random() - 20)]!,
  );
  return {
    any: (draw) => words[Math.floor(200 + draw() * (ranks - 200))]!,
    some: (draw, count) => {
      const from = Math.floor(draw() * (drawn - count));
      return stream.slice(from, from + count);
    },
  };
}
