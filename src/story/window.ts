import { dayMs, hourMs } from "../base/duration.ts";
import { akinPairs } from "./akin-words.ts";
import { expectedShares } from "./common-words.ts";
import { type Lexicon, createLexicon } from "./lexicon.ts";
import type { LiveArticle } from "./live.ts";
import type { TermIndex } from "./term-index.ts";

/** How long words are counted: a week and 60 days gave the same figures on five sets, and a week is read back faster. */
const countedMs = 7 * dayMs;
/** How far before an article others were counted when it came: whole days. */
export const statisticsMs = countedMs + dayMs;

/** What the window needs of an article. */
type Passing = Pick<LiveArticle, "id" | "at" | "language" | "slot" | "copyGroup">;

/**
 * The articles of the last `windowMs` before the latest instant seen, by hour, and the words of each language.
 * `onLeave` is told of each article that has become too old, before its slot is given to another.
 */
export function createWindow<Article extends Passing>(
  windowMs: number,
  index: TermIndex,
  onLeave: (article: Article) => void,
) {
  const lexicons = new Map<string, Lexicon>();
  const hours = new Map<number, Article[]>();
  const counts = new Map<string, number>();
  let latest = -Infinity;
  let firstHour = Infinity;

  const lexicon = (language: string) => {
    let found = lexicons.get(language);
    if (!found) {
      lexicons.set(
        language,
        (found = createLexicon(index, countedMs, expectedShares(language), akinPairs(language))),
      );
      if (latest > -Infinity) found.forget(latest);
    }
    return found;
  };
  const countOf = (language: string) => counts.get(language) ?? 0;
  const add = (language: string, change: 1 | -1) => counts.set(language, countOf(language) + change);
  const oldestHour = () => Math.floor((latest - windowMs) / hourMs);
  const leave = (article: Article) => {
    index.release(article.slot);
    add(article.language, -1);
    onLeave(article);
    index.freeSlot(article.slot);
  };

  return {
    lexicon,
    /** Moves the window on to an instant (ms); one that lies back moves nothing. */
    moveTo(at: number): void {
      if (at <= latest) return;
      latest = at;
      for (const words of lexicons.values()) words.forget(latest);
      const oldest = oldestHour();
      // Articles may lie years apart: then the hours that hold any are fewer than those between.
      const passed =
        oldest - firstHour < hours.size
          ? Array.from({ length: Math.max(0, oldest - firstHour) }, (_, i) => firstHour + i)
          : [...hours.keys()].filter((hour) => hour < oldest).sort((a, b) => a - b);
      for (const hour of passed) {
        for (const article of hours.get(hour) ?? []) leave(article);
        hours.delete(hour);
      }
      firstHour = Math.max(firstHour, oldest);
      if (hours.size === 0) firstHour = Infinity;
    },
    /** Counts an article's words, and takes it into the window; answers false where it is too old for that: then its slot is another's. A copy's words were counted with the first of its text. */
    admit(article: Article): boolean {
      if (article.copyGroup === article.id) lexicon(article.language).count(article.slot, article.at);
      const hour = Math.floor(article.at / hourMs);
      if (hour < oldestHour()) {
        index.release(article.slot);
        index.freeSlot(article.slot);
        return false;
      }
      index.post(article.slot);
      const found = hours.get(hour);
      if (found) found.push(article);
      else hours.set(hour, [article]);
      firstHour = Math.min(firstHour, hour);
      add(article.language, 1);
      return true;
    },
    /** How many articles of one language are in the window. */
    countOf,
    size: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
  };
}
