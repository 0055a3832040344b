/* oxlint-disable no-control-regex -- what is no text begins with controls */
/** What files of other kinds begin with (in Latin-1), and what they are. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^\u001F\u008B/, "gzip data"],
  [/^PK\u0003\u0004/, "a ZIP archive"],
  [/^%PDF-/, "a PDF document"],
  [/^\u0089PNG|^\u00FF\u00D8\u00FF|^GIF8[79]a|^RIFF.{4}WEBP/s, "a picture"],
  [/^ID3|^OggS|^fLaC|^RIFF.{4}WAVE/s, "a sound file"],
  [/^.{4}ftyp|^\u001AE\u00DF\u00A3/s, "a video file"],
  [/^\u0028\u00B5\u002F\u00FD/, "zstd data"],
  [/^BZh[1-9]1AY/, "bzip2 data"],
  [/^\u00FD7zXZ\u0000|^7z\u00BC\u00AF/, "a compressed archive"],
  [/^\u007FELF|^MZ.{60}/s, "a program"],
  [/^SQLite format 3\u0000/, "a SQLite database"],
];

/** What the bytes are where they are no text at all, for "it is …"; undefined for what may be a document. */
export function binaryKind(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 100)).toString(
    "latin1",
  );
  return beginnings.find(([beginning]) => beginning.test(start))?.[1];
}

/** Whether a decoded text is none: many of its first characters are controls, or no characters at all. */
export function isBinaryText(text: string): boolean {
  const start = text.slice(0, 2000);
  const odd = start.match(/[\p{Cc}\p{Co}\p{Cn}\uFFFD]/gu)?.filter((character) => !/\s/.test(character)) ?? [];
  return odd.length > start.length / 20;
}
