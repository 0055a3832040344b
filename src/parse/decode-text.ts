import { isAscii, isUtf8 } from "node:buffer";
import { charsetOf, declaredEncoding, type Label, readLabel } from "./encoding-label.ts";
import { guessEncoding, isIso2022Jp, likeliest } from "./guess-encoding.ts";

export type DecodedText = Readonly<{ text: string; encoding: string; notes: readonly string[] }>;

/** What an encoding is judged by, in characters: a document says on its first pages what it is written in. */
const judgedLength = 500_000;

/** The names that header and document give, those that can be decoded. */
type Declared = Readonly<{ http: string | undefined; xml: string | undefined }>;
type Reading = Readonly<{ encoding: string; note?: string; text?: string }>;

/**
 * Bytes to text: byte order mark, else a valid HTTP charset, else the XML declaration, else UTF-8 where it is valid,
 * else a guess by letters and words (RFC 7303 3, and what publishers do). A name that the bytes belie is not believed.
 * Never throws: what cannot be decoded becomes U+FFFD. `contentType` is the whole HTTP header.
 */
export function decodeText(bytes: Uint8Array, contentType?: string): DecodedText {
  const mark = byteOrderMark(bytes);
  if (mark)
    return { text: decodeAs(bytes.subarray(mark.length), mark.encoding), encoding: mark.encoding, notes: [] };
  const notes: string[] = [];
  const declared = {
    http: known(readLabel(charsetOf(contentType)), "HTTP header", notes),
    xml: known(readLabel(declaredEncoding(bytes)), "XML declaration", notes),
  };
  const { encoding, note, text } = readingOf(bytes, declared);
  if (note !== undefined) notes.push(note);
  return { text: text ?? decodeAs(bytes, encoding), encoding, notes };
}

function known(label: Label | undefined, where: string, notes: string[]): string | undefined {
  if (label?.kind === "unknown") notes.push(`unknown encoding "${label.written}" in the ${where}`);
  return label?.kind === "known" ? label.name : undefined;
}

function readingOf(bytes: Uint8Array, declared: Declared): Reading {
  const said = declared.http ?? declared.xml;
  const wide = wideEncoding(bytes, said);
  if (wide !== undefined) return { encoding: wide };
  if (isAscii(bytes)) return asciiReading(bytes, said);
  if (isUtf8(bytes)) return utf8Reading(bytes, said);
  return legacyReading(bytes, declared);
}

/** Encodings that are written in ASCII's bytes are few, and their escapes are no XML. */
function asciiReading(bytes: Uint8Array, said: string | undefined): Reading {
  if (said === "iso-2022-jp") return { encoding: said };
  if (isIso2022Jp(bytes)) return { encoding: "iso-2022-jp", note: "read as iso-2022-jp by its escapes" };
  return { encoding: "utf-8" };
}

/** Text beyond ASCII that happens to be valid UTF-8 is UTF-8, whatever a server's default says. */
function utf8Reading(bytes: Uint8Array, said: string | undefined): Reading {
  if (said === undefined || said === "utf-8") return { encoding: "utf-8" };
  if (said.startsWith("utf-")) return { encoding: "utf-8", note: `read as UTF-8: it is not ${said}` };
  const text = decodeAs(bytes, "utf-8");
  // A word or two in two bytes a character may be valid by accident.
  const accident =
    isMultiByte(said) && countBeyondAscii(text) < 10 && !decodeAs(bytes, said).includes("\uFFFD");
  return accident
    ? { encoding: said }
    : { encoding: "utf-8", text, note: `read as UTF-8 although declared ${said}` };
}

function legacyReading(bytes: Uint8Array, { http, xml }: Declared): Reading {
  const others = [...new Set([http, xml])].filter(
    (label) => label !== undefined && !label.startsWith("utf-"),
  );
  const [first, second] = others;
  // RFC 2616 3.7.1 made ISO-8859-1 the default: a server that says so may not know.
  if (first === undefined || (xml === undefined && first === "windows-1252"))
    return damagedUtf8(bytes) ?? guess(bytes, first ?? http ?? xml);
  if (second !== undefined) {
    const better = likeliest(bytes, [first, second]);
    return better === first
      ? { encoding: first }
      : { encoding: better, note: `read as ${better}, not as the HTTP header's ${first}` };
  }
  const text = decodeAs(bytes, first);
  return isMultiByte(first) && countOf(text.slice(0, judgedLength), "\uFFFD") > countBeyondAscii(text) / 20
    ? guess(bytes, first)
    : { encoding: first, text };
}

/** Well-formed sequences beside a few broken ones. */
function damagedUtf8(bytes: Uint8Array): Reading | undefined {
  const text = decodeAs(bytes, "utf-8");
  const sample = text.slice(0, judgedLength);
  const broken = countOf(sample, "\uFFFD");
  return countBeyondAscii(sample) - broken > broken
    ? { encoding: "utf-8", text, note: `replaced ${broken} bytes that are no UTF-8` }
    : undefined;
}

function guess(bytes: Uint8Array, said: string | undefined): Reading {
  const encoding = guessEncoding(bytes);
  if (encoding === said) return { encoding };
  const why = said === undefined ? "no encoding declared, no valid UTF-8" : `it is not ${said}, as declared`;
  return { encoding, note: `read as ${encoding} by its letters: ${why}` };
}

function byteOrderMark(bytes: Uint8Array): { encoding: string; length: number } | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: "utf-8", length: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: "utf-32le", length: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: "utf-32be", length: 4 };
  if (a === 0xff && b === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: "utf-16be", length: 2 };
  return undefined;
}

/** A sign of ASCII, which every feed begins with, in two or four bytes (XML 1.0, appendix F); else the name that is given. */
function wideEncoding(bytes: Uint8Array, said: string | undefined): string | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const sign = (byte: number) => byte > 0x08 && byte < 0x80;
  if (sign(a) && b === 0 && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b === 0 && c === 0 && sign(d)) return "utf-32be";
  if (sign(a) && b === 0 && sign(c) && d === 0) return "utf-16le";
  if (a === 0 && sign(b) && c === 0 && sign(d)) return "utf-16be";
  // A label of UTF-16 on bytes without a single zero is untrue: XML has "<" in it.
  return said !== undefined && /^utf-(?:16|32)/.test(said) && bytes.subarray(0, 256).includes(0)
    ? said
    : undefined;
}

const isMultiByte = (label: string): boolean => /^(?:gb|big5|euc|shift|iso-2022)/.test(label);

function decodeAs(bytes: Uint8Array, label: string): string {
  if (label === "utf-8" && isUtf8(bytes)) return decodeUtf8(bytes);
  if (label === "utf-32le" || label === "utf-32be") return decodeUtf32(bytes, label === "utf-32le");
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
}

/** What is known to be valid, as a Buffer does it: a fifth quicker than a decoder that replaces what is not. */
const decodeUtf8 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("utf8");

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const point = view.getUint32(at, littleEndian);
    parts.push(
      point > 0x10_ffff || (point >= 0xd800 && point <= 0xdfff) ? "\uFFFD" : String.fromCodePoint(point),
    );
  }
  return parts.join("");
}

function countBeyondAscii(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) count++;
  return count;
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
