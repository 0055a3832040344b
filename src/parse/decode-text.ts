export type DecodedText = Readonly<{ text: string; encoding: string; notes: readonly string[] }>;

/** How far into a document its XML declaration is looked for, in bytes. */
const declarationWindow = 1024;

/**
 * Bytes to text: byte order mark, else a valid HTTP charset, else the XML declaration, else UTF-8 where it is valid,
 * else windows-1252 (RFC 7303 3, and what publishers do). Never throws: what cannot be decoded becomes U+FFFD.
 * `contentType` is the whole HTTP header.
 */
export function decodeText(bytes: Uint8Array, contentType?: string): DecodedText {
  const mark = byteOrderMark(bytes);
  if (mark)
    return { text: decodeAs(bytes.subarray(mark.length), mark.encoding), encoding: mark.encoding, notes: [] };

  const notes: string[] = [];
  const http = usableLabel(
    /charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType ?? "")?.[1],
    "HTTP header",
    notes,
  );
  const declared = usableLabel(xmlDeclaration(bytes), "XML declaration", notes);
  const chosen = http ?? declared;
  // "utf-16" alone does not say which byte comes first; the first "<" does.
  const wide = wideWithoutMark(bytes) ?? (chosen && /^utf-(?:16|32)/.test(chosen) ? chosen : undefined);
  if (wide && looksWide(bytes)) return { text: decodeAs(bytes, wide), encoding: wide, notes };

  const validUtf8 = tryDecode(bytes, "utf-8");
  // Text beyond ASCII that happens to be valid UTF-8 is UTF-8, whatever a server's default says.
  if (validUtf8 !== undefined && (chosen === undefined || chosen === "utf-8" || isBeyondAscii(bytes))) {
    if (chosen !== undefined && chosen !== "utf-8" && !chosen.startsWith("utf-16") && isBeyondAscii(bytes)) {
      if (!isMultiByte(chosen)) {
        notes.push(`read as UTF-8 although declared ${chosen}`);
        return { text: validUtf8, encoding: "utf-8", notes };
      }
      return { text: decodeAs(bytes, chosen), encoding: chosen, notes };
    }
    return { text: validUtf8, encoding: "utf-8", notes };
  }
  if (validUtf8 !== undefined && chosen !== undefined && !/^utf-(?:16|32)/.test(chosen))
    return { text: decodeAs(bytes, chosen), encoding: chosen, notes };
  return decodeInvalidUtf8(bytes, http, declared, notes);
}

/** The bytes are no valid UTF-8: the first declared encoding that is another one, else whichever damages least. */
function decodeInvalidUtf8(
  bytes: Uint8Array,
  http: string | undefined,
  declared: string | undefined,
  notes: string[],
): DecodedText {
  const other = [http, declared].find((label) => label !== undefined && !label.startsWith("utf-"));
  if (other) return { text: decodeAs(bytes, other), encoding: other, notes };
  const asUtf8 = decodeAs(bytes, "utf-8");
  // Some well-formed sequences beside a few broken ones: damaged UTF-8, not another encoding.
  const broken = countOf(asUtf8, "\uFFFD");
  const whole = asUtf8.match(/[\u0080-\uFFFC]/g)?.length ?? 0;
  if (whole > broken || (http ?? declared) === "utf-8") {
    if (whole > 0 || broken <= 3) {
      notes.push(`replaced ${broken} bytes that are no UTF-8`);
      return { text: asUtf8, encoding: "utf-8", notes };
    }
  }
  notes.push("read as windows-1252: no encoding declared, no valid UTF-8");
  return { text: decodeAs(bytes, "windows-1252"), encoding: "windows-1252", notes };
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

/** "<" or "<?" in two or four bytes a character (XML 1.0, appendix F). */
function wideWithoutMark([a, b, c, d]: Uint8Array): string | undefined {
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return "utf-32be";
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return "utf-16be";
  return undefined;
}

/** A label of UTF-16 on bytes without a single zero is untrue: XML has "<" in it. */
const looksWide = (bytes: Uint8Array): boolean => bytes.subarray(0, 256).includes(0);

function xmlDeclaration(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(bytes.byteLength, declarationWindow),
  ).toString("latin1");
  return /<\?xml\s[^>]*?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]+)/.exec(start)?.[1];
}

const aliases: Readonly<Record<string, string>> = {
  "utf-32": "utf-32le",
  "iso-10646-ucs-4": "utf-32be",
  cp65001: "utf-8",
};

/** The canonical name of an encoding that can be decoded; a note for one that cannot. UTF-7 is none: it hides markup. */
function usableLabel(label: string | undefined, where: string, notes: string[]): string | undefined {
  if (label === undefined) return undefined;
  const name = label.toLowerCase();
  const alias = aliases[name] ?? name;
  if (/^utf-32[lb]e$/.test(alias)) return alias;
  try {
    return new TextDecoder(alias).encoding;
  } catch {
    notes.push(`unknown encoding "${label.slice(0, 30)}" in the ${where}`);
    return undefined;
  }
}

const isMultiByte = (label: string): boolean => /^(?:gb|big5|euc|shift|iso-2022)/.test(label);

function tryDecode(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeAs(bytes: Uint8Array, label: string): string {
  if (label === "utf-32le" || label === "utf-32be") return decodeUtf32(bytes, label === "utf-32le");
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
}

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

function isBeyondAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 0x7f) return true;
  return false;
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
