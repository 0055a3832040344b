/** What stands in sanitised HTML, by the offsets [from, to) of each piece. Names of tags are in small letters. */
export type TokenReader = Readonly<{
  open(name: string, from: number, to: number): void;
  close(name: string, from: number, to: number): void;
  text(from: number, to: number): void;
}>;

/**
 * Reads HTML as the sanitiser writes it: every "<" begins a tag, the next ">" ends it, and neither stands anywhere else.
 * Two searches a token: a regular expression takes three times as long, most of it over lists of what it found.
 */
export function readTokens(html: string, reader: TokenReader): void {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    if (start !== at) reader.text(at, start < 0 ? html.length : start);
    const end = start < 0 ? -1 : html.indexOf(">", start) + 1;
    if (end <= 0) return;
    const closes = html.charCodeAt(start + 1) === slash;
    const name = nameAt(html, closes ? start + 2 : start + 1);
    if (closes) reader.close(name, start, end);
    else reader.open(name, start, end);
    at = end;
  }
}

const slash = 0x2f;

function nameAt(html: string, from: number): string {
  let to = from;
  while (isNameCharacter(html.charCodeAt(to))) to++;
  return html.slice(from, to);
}

/** a to z and, in h1 to h6, a digit. */
const isNameCharacter = (code: number): boolean =>
  (code > 0x60 && code < 0x7b) || (code > 0x2f && code < 0x3a);
