import type { Article } from "../../src/story/article.ts";
import { randomFrom } from "./random.ts";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 6, 1);
const outletCount = 300;
/** Words by rank; the most common ones an outlet would call stop words stand in between. */
const vocabulary = 120_000;
const glue = ["the", "of", "in", "to", "and", "for", "on", "with", "at", "by", "from", "after", "as", "its"];

export type MadeUpNews = Readonly<{ articles: number; days: number }>;

/**
 * News as it comes: events of one report to 400 (half of them have one, as in the labelled sets), over an hour or four
 * days, by 300 outlets of very different size; words as common as their rank says (Zipf); names that only one event has;
 * every fifth further report is a copy of the first one's text. In order of time, and the same at every run.
 */
export function* madeUpNews({ articles, days }: MadeUpNews): Generator<Article, void> {
  const { times, events, places } = timetable(articles, days);
  const order = Uint32Array.from({ length: articles }, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
  for (const [id, i] of order.entries()) yield report(id + 1, start + times[i]!, events[i]!, places[i]!);
}

/** When each report comes, on which event, and as the how manyth on it. */
function timetable(articles: number, days: number) {
  const random = randomFrom(1);
  const [times, events, places] = [
    new Float64Array(articles),
    new Uint32Array(articles),
    new Uint16Array(articles),
  ];
  for (let i = 0, event = 1; i < articles; event++) {
    const size = Math.min(400, articles - i, Math.floor((1 - random()) ** (-1 / 1.1))); // Pareto
    const begins = random() * days * 24 * hourMs;
    const lasts = Math.min(96, 1 + random() * 3 * size) * hourMs;
    for (let place = 0; place < size; place++, i++) {
      // Thick at first, then ever thinner; nothing after the last day.
      times[i] = Math.min(days * 24 * hourMs, Math.floor(begins + (place === 0 ? 0 : lasts * random() ** 2)));
      events[i] = event;
      places[i] = place;
    }
  }
  return { times, events, places };
}

function report(id: number, at: number, event: number, place: number): Article {
  const about = randomFrom(event * 7919);
  const names = Array.from({ length: 3 }, () =>
    capital(wordOf(5000 + Math.floor(about() * (vocabulary - 5000)))),
  );
  const subject = Array.from({ length: 6 }, () => wordOf(100 + zipf(about, 20_000)));
  const random = randomFrom(event * 7919 + place + 1);
  const copies = place > 0 && random() < 0.2;
  const title = text(random, { names, subject, words: 9, told: 0.55 });
  const summary = text(copies ? randomFrom(event * 7919 + 1) : random, {
    names,
    subject,
    words: 32,
    told: 0.3,
  });
  const outlet = zipf(random, outletCount);
  return {
    id,
    at,
    title,
    summary: `${summary}.`,
    url: `https://outlet${outlet}.example/${title.toLowerCase().replaceAll(" ", "-")}-${id}`,
    outletKey: `outlet${outlet}.example`,
    language: "en",
  };
}

/** So many words, of which the share `told` is the event's own: a third of these are its names. */
function text(
  random: () => number,
  { names, subject, words, told }: { names: string[]; subject: string[]; words: number; told: number },
): string {
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!;
  return capital(
    Array.from({ length: words }, () => {
      const chance = random();
      if (chance < told / 3) return pick(names);
      if (chance < told) return pick(subject);
      return random() < 0.4 ? pick(glue) : wordOf(zipf(random, vocabulary));
    }).join(" "),
  );
}

/** A rank from 0 on, each as likely as 1/(rank + 20) says (Zipf and Mandelbrot): the first comes once in 175 words. */
const zipf = (random: () => number, count: number) => Math.floor(20 * (1 + count / 20) ** random() - 20);

const syllables = "bcdfghjklmnpqrstvwxz"
  .split("")
  .flatMap((first) => "aeiou".split("").map((second) => first + second));

/** Two syllables for the common ones, three for the rest: no two ranks share a word. */
function wordOf(rank: number): string {
  const common = syllables.length ** 2;
  const digits = rank < common ? 2 : 3;
  let [word, left] = ["", rank < common ? rank : rank - common];
  for (let i = 0; i < digits; i++) {
    word += syllables[left % syllables.length]!;
    left = Math.floor(left / syllables.length);
  }
  return word;
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
