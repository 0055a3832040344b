import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { eld } from "eld/small";

/** So many bytes of words beyond ASCII decide, and no more of the document is looked at for them. */
const wordBytes = 4096;
const sampleBytes = 64 * 1024;

type Candidate = Readonly<{
  label: string;
  /** What it was made to write; other characters speak against it. */
  letters: RegExp;
  /** Languages that are written in it, where others share its script. */
  languages?: RegExp;
  /** Two bytes a character: that all of them pair up is no accident. */
  paired?: boolean;
}>;

const latin = /\p{sc=Latin}/u;
const cyrillic = /\p{sc=Cyrillic}/u;
const centralEuropean = /^(?:bs|cs|hr|hu|pl|ro|sk|sl|sq)$/;

/** What documents are written in that do not say so, the likelier first. WHATWG's names; each holds the older ISO sets. */
const candidates: readonly Candidate[] = [
  {
    label: "windows-1252",
    letters: latin,
    languages: /^(?:ca|da|de|en|es|et|eu|fi|fr|gl|is|it|ms|nl|no|pt|sv|tl)$/,
  },
  { label: "windows-1251", letters: cyrillic },
  { label: "windows-1250", letters: latin, languages: centralEuropean },
  { label: "iso-8859-2", letters: latin, languages: centralEuropean },
  { label: "windows-1254", letters: latin, languages: /^(?:tr|az)$/ },
  { label: "windows-1257", letters: latin, languages: /^(?:lt|lv|et)$/ },
  { label: "windows-1258", letters: /[\p{sc=Latin}\u0300-\u036F₫]/u, languages: /^vi$/ },
  { label: "koi8-u", letters: cyrillic },
  { label: "iso-8859-5", letters: cyrillic },
  { label: "ibm866", letters: cyrillic },
  { label: "windows-1253", letters: /\p{sc=Greek}/u },
  { label: "iso-8859-7", letters: /\p{sc=Greek}/u },
  { label: "windows-1255", letters: /\p{sc=Hebrew}/u },
  { label: "windows-1256", letters: /\p{sc=Arabic}/u },
  { label: "iso-8859-6", letters: /\p{sc=Arabic}/u },
  { label: "windows-874", letters: /\p{sc=Thai}/u },
  // The half-width katakana of Shift_JIS are what any other text would look like in it.
  { label: "shift_jis", letters: /[\p{sc=Han}\u3040-\u30FF\uFF01-\uFF5E]/u, paired: true },
  { label: "euc-jp", letters: /[\p{sc=Han}\u3040-\u30FF\uFF01-\uFF5E]/u, paired: true },
  { label: "euc-kr", letters: /[\p{sc=Hangul}\p{sc=Han}\uFF01-\uFF5E]/u, paired: true },
  { label: "gb18030", letters: /[\p{sc=Han}\uFF01-\uFF5E]/u, paired: true },
  { label: "big5", letters: /[\p{sc=Han}\uFF01-\uFF5E]/u, paired: true },
];

/** Punctuation that any text may hold, whatever its script. */
const neutral = /[\u00A0‘’‚“”„«»‹›–—…•·°§©®™€£№º ª¡¿、。「」『』・〜～《》，！？：；（）【】]/u;

/**
 * Which of the usual legacy encodings the bytes make sense in, by their letters and, through the language detector, by
 * their words; windows-1252 where they are too few to tell. Looks at words beyond ASCII only, and at so many.
 */
export function guessEncoding(bytes: Uint8Array): string {
  return likeliest(
    bytes,
    candidates.map(({ label }) => label),
  );
}

/** That one of the encodings in which the bytes make most sense; the first where nothing tells. Labels of TextDecoder. */
export function likeliest(bytes: Uint8Array, labels: readonly string[]): string {
  const words = wordsBeyondAscii(bytes);
  const count = words.reduce((sum, byte) => sum + (byte > 0x7f ? 1 : 0), 0);
  // An accent or two decide nothing.
  if (count < 3) return labels[0] ?? "windows-1252";
  const scored = labels.map((label) => ({ label, score: sense(words, label) }));
  let best = scored[0];
  // Those that differ by less read the same.
  for (const one of scored) if (best && one.score > best.score + 0.004) best = one;
  return best?.label ?? "windows-1252";
}

/** ISO-2022-JP: all its bytes are ASCII, and its escape sequences no XML. */
export function isIso2022Jp(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sampleBytes));
  return ["\u001B$B", "\u001B$@"].some((escape) => start.includes(escape, 0, "latin1"));
}

function sense(words: Uint8Array, label: string): number {
  const text = new TextDecoder(label).decode(words);
  const beyond = Array.from(text).filter((character) => character > "\u007F");
  if (beyond.length === 0) return 0;
  const { letters, languages, paired } = candidates.find((one) => one.label === label) ?? {
    letters: /\p{L}/u,
  };
  const fits = (character: string) => letters.test(character) || neutral.test(character);
  const foreign = beyond.filter((character) => !fits(character)).length / beyond.length;
  const written = beyond.filter((character) => letters.test(character)).length / beyond.length;
  const [language, likeness] = languageOf(text);
  return (
    likeness -
    2 * foreign -
    mixed(text, letters) +
    (paired && foreign < 0.02 && written > 0.8 ? 0.2 : 0) +
    (languages?.test(language) ? 0.05 : 0)
  );
}

/** Share of the words in which Latin letters stand beside those of another script, or capitals after small ones. */
function mixed(text: string, letters: RegExp): number {
  const words = text.split(" ");
  const odd = words.filter(
    (word) => /\p{Ll}\p{Lu}/u.test(word) || (!letters.test("a") && /[a-z]/i.test(word) && letters.test(word)),
  );
  return (0.5 * odd.length) / words.length;
}

function languageOf(text: string): readonly [language: string, likeness: number] {
  const scores = Object.entries(detector().detect(text).getScores());
  return scores.toSorted(([, a], [, b]) => b - a)[0] ?? ["", 0];
}

type Detector = typeof eld;
let loaded: Detector | undefined;
/** Loaded only for a document that does not say its encoding: its tables take a megabyte. */
function detector(): Detector {
  // A module's file, since the package names none for `require`; decoding would have to wait for an import.
  const file = fileURLToPath(import.meta.resolve("eld/small"));
  loaded ??= (createRequire(import.meta.url)(file) as Readonly<{ eld: Detector }>).eld;
  return loaded;
}

/** Words with bytes beyond ASCII, one space between them; a legacy encoding has none of these separators in a character. */
function wordsBeyondAscii(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 0x7f);
  if (first < 0) return new Uint8Array();
  const at = Math.max(0, first - 100);
  const sample = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + at,
    Math.min(bytes.byteLength - at, sampleBytes),
  ).toString("latin1");
  const words = sample.split(/[\s<>"'&()=,.:;!?/]+/).filter((word) => /[\u0080-\u00FF]/.test(word));
  return Buffer.from(words.join(" ").slice(0, wordBytes), "latin1");
}
