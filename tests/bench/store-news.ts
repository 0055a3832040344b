import type { ParsedEntry, SafeHtml } from "../../src/model/entry.ts";
import type { Source } from "../../src/model/source.ts";
import { parsedEntry, source } from "../support/store.ts";
import { randomFrom } from "./random.ts";
import { type Language, languages, textMaker } from "./store-words.ts";

export const hourMs = 3_600_000;
const start = Date.UTC(2026, 5, 1);
const days = 90;
const categories = ["World", "Business", "Technology", "Sport", "Science", "Culture", "Health", "Local"];

/** Reports by number in the order of time: when each comes, on which event, from which source. */
export type StoreNews = Readonly<{
  sources: readonly Source[];
  start: number;
  end: number;
  /** When it comes; of none, never. */
  at(report: number | undefined): number;
  eventOf(report: number): number;
  /** Whose reports are which, oldest first. */
  reportsOf: readonly (readonly number[])[];
  entryOf(report: number): ParsedEntry;
}>;

/**
 * News of 90 days: a million reports are some 400,000 events, of one report (most) to 50, over an hour or four days; big
 * sources and small ones in several languages. Texts are as long as those of 250 captured feeds are: titles of 60 to 90
 * characters, summaries of some 200, articles of 0.5 to 4 kB, 1.4 on average.
 */
export function storeNews({ reports, sources }: Readonly<{ reports: number; sources: number }>): StoreNews {
  const languageOf = (at: number): Language => languages[at % languages.length]!;
  const { times, events, writers } = timetable(reports, sources);
  const order = Uint32Array.from({ length: reports }, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const reportsOf: number[][] = Array.from({ length: sources }, () => []);
  for (const [report, i] of order.entries()) reportsOf[writers[i]!]!.push(report);
  const eventOf = (report: number) => events[order[report]!]!;
  const makeText = textMaker();
  return {
    sources: Array.from({ length: sources }, (_, at) =>
      source(`https://outlet-${at}.example/feed.xml`, {
        name: `Outlet ${at}`,
        category: categories[at % categories.length]!,
      }),
    ),
    start,
    end: start + days * 24 * hourMs,
    at: (report) => (report === undefined ? Number.POSITIVE_INFINITY : start + times[order[report]!]!),
    eventOf,
    reportsOf,
    entryOf: (report) => {
      const writer = writers[order[report]!]!;
      const language = languageOf(writer);
      const text = makeText(language, { report, event: eventOf(report) });
      return parsedEntry({
        key: `https://outlet-${writer}.example/${report}`,
        url: `https://outlet-${writer}.example/2026/${report}`,
        guid: `https://outlet-${writer}.example/?p=${report}`,
        title: text.title,
        summary: text.summary,
        contentHtml: text.html as SafeHtml,
        authors: [{ name: `Reporter ${report % 977}` }],
        categories: [categories[writer % categories.length]!],
        ...(report % 2 === 0 && { imageUrl: `https://outlet-${writer}.example/pictures/${report}.jpg` }),
        ...(report % 9 === 0 && { agency: "Reuters" }),
        publishedAt: new Date(start + times[order[report]!]!),
        language,
      });
    },
  };
}

function timetable(reports: number, sources: number) {
  const random = randomFrom(1);
  const [times, events, writers] = [
    new Float64Array(reports),
    new Uint32Array(reports),
    new Uint16Array(reports),
  ];
  for (let i = 0, event = 1; i < reports; event++) {
    // Pareto, with 2.5 reports on average.
    const size = Math.min(50, reports - i, Math.floor((1 - random()) ** (-1 / 1.43)));
    const begins = random() * days * 24 * hourMs;
    const lasts = Math.min(96, 1 + random() * 3 * size) * hourMs;
    const language = Math.floor(random() * languages.length);
    for (let place = 0; place < size; place++, i++) {
      // Thick at first, then ever thinner; nothing after the last day.
      times[i] = Math.min(
        days * 24 * hourMs - 1,
        Math.floor(begins + (place === 0 ? 0 : lasts * random() ** 2)),
      );
      events[i] = event;
      const rank = Math.floor((sources / languages.length) * random() ** 2);
      writers[i] = Math.min(sources - 1, rank * languages.length + language);
    }
  }
  return { times, events, writers };
}
