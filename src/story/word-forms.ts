import { languageFor } from "./languages.ts";

/** What is read of one word as it is written. `letters`: `capitals` where more than its first is one ("NATO"). */
export type WordForm = Readonly<{
  /** Lower case, stemmed; undefined where the word says nothing: a stop word, or too short. */
  stem: string | undefined;
  isNumber: boolean;
  isWeekday: boolean;
  letters: "capital" | "capitals" | "small" | "none";
}>;

/**
 * Words remembered with their forms, of each language twice as many at most: the news of a week has more than 100,000, and
 * with room for half of them reading takes 1.7 times as long. 130 bytes each.
 */
const remembered = 120_000;

const readers = new Map<string, (surface: string) => WordForm>();

/** Reads the words of a language (primary subtag). */
export function wordForms(subtag: string): (surface: string) => WordForm {
  let reader = readers.get(subtag);
  if (!reader) readers.set(subtag, (reader = remembering((surface) => readForm(surface, subtag))));
  return reader;
}

function readForm(surface: string, subtag: string): WordForm {
  const language = languageFor(subtag);
  const lower = surface.toLowerCase();
  if (/^\p{N}/u.test(lower))
    return { stem: lower, isNumber: true, isWeekday: language.isWeekday(lower), letters: "small" };
  return {
    stem: isTooShort(lower) || language.isStopWord(lower) ? undefined : language.stem(lower),
    isNumber: false,
    isWeekday: language.isWeekday(lower),
    letters: lettersOf(surface),
  };
}

/** Words of one character are kept only where the script makes words of one (Han). */
const isTooShort = (word: string) => word.length < 2 && !/\p{Script=Han}/u.test(word);

function lettersOf(surface: string): WordForm["letters"] {
  if (/^\p{Ll}/u.test(surface)) return "small";
  if (!/^\p{Lu}/u.test(surface)) return "none";
  return /^\p{Lu}.*\p{Lu}/u.test(surface) ? "capitals" : "capital";
}

/** Keeps what was read of the words met lately. Those of two turns, the older dropped whole: to forget all at once would cost each anew. */
function remembering<Value>(read: (word: string) => Value): (word: string) => Value {
  let fresh = new Map<string, Value>();
  let older = new Map<string, Value>();
  return (word) => {
    const known = fresh.get(word);
    if (known !== undefined) return known;
    const value = older.get(word) ?? read(word);
    if (fresh.size >= remembered) [fresh, older] = [new Map(), fresh];
    fresh.set(word, value);
    return value;
  };
}
