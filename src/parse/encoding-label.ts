/** How far into a document its XML declaration is looked for, in bytes. */
const declarationWindow = 1024;

/** Names that publishers use and the Encoding Standard does not know, by their beginning. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^utf[-_ ]?8(?!\d).*$|^cp65001$/, "utf-8"],
  [/^utf[-_ ]?32$/, "utf-32le"],
  [/^iso-10646-ucs-4$/, "utf-32be"],
  [/^(?:win|windows|cp)[-_ ]?(125\d|874)$/, "windows-$1"],
  [/^iso[-_ ]?8859[-_ ]?(\d{1,2})$/, "iso-8859-$1"],
  [/^koi8[-_ ]?([ru])$/, "koi8-$1"],
  [/^(?:cp|ms)932$/, "shift_jis"],
  [/^(?:cp|ms)936$|^gb[-_ ]?(?:2312|18030)$/, "gb18030"],
  [/^(?:cp|ms)949$|^euc[-_ ]?kr$/, "euc-kr"],
  [/^(?:cp|ms)950$/, "big5"],
];

/** An encoding that can be decoded, under its canonical name, or the name that nobody knows. */
export type Label = Readonly<{ kind: "known"; name: string } | { kind: "unknown"; written: string }>;

/** UTF-7 is none that can be decoded: it hides mark-up. */
export function readLabel(written: string | undefined): Label | undefined {
  if (written === undefined) return undefined;
  const lower = written.toLowerCase();
  const usual = spellings.find(([pattern]) => pattern.test(lower));
  const name = usual ? lower.replace(usual[0], usual[1]) : lower;
  if (/^utf-32[lb]e$/.test(name)) return { kind: "known", name };
  try {
    return { kind: "known", name: new TextDecoder(name).encoding };
  } catch {
    return { kind: "unknown", written: written.slice(0, 30) };
  }
}

/** The charset of an HTTP `Content-Type`, as written. */
export const charsetOf = (contentType: string | undefined): string | undefined =>
  /charset\s*=\s*["']?\s*([\w.:+-]+)/i.exec(contentType ?? "")?.[1];

/** The encoding of an XML declaration, as written. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.byteLength, declarationWindow);
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, length).toString("latin1");
  return /<\?xml\s[^>]*?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]+)/.exec(start)?.[1];
}
