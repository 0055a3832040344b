import { Tokenizer } from "htmlparser2";

const voidElements: ReadonlySet<string> = new Set(
  "area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr".split(
    " ",
  ),
);
/** Elements whose content is no mark-up: cut with it, lest it be read as such. */
const rawElements: ReadonlySet<string> = new Set(
  "iframe noembed noframes plaintext script style textarea title xmp".split(" "),
);
/** Which elements a start tag ends where they are the innermost (HTML 13.1.2.4): their end tags may be left out. */
const ends: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    a: ["a"],
    li: ["li"],
    dd: ["dd", "dt"],
    dt: ["dd", "dt"],
    td: ["td", "th"],
    th: ["th"],
    tr: ["tr", "td", "th"],
    option: ["option"],
    ...Object.fromEntries(
      "p address article aside blockquote details div dl fieldset figcaption figure footer form header h1 h2 h3 h4 h5 h6 hr main nav ol pre section table ul"
        .split(" ")
        .map((name) => [name, ["p"]]),
    ),
  }),
);

/**
 * HTML without the tags that nest deeper than `limit`; their content stays. Linear in the length, where htmlparser2's
 * Parser, and so the sanitiser, takes the square of the nesting: 100,000 open elements are 4 s of a core.
 */
export function withoutDepth(html: string, limit: number): string {
  if (!hasMoreTags(html, limit)) return html;
  const kept: string[] = [];
  let from = 0;
  const cut = (start: number, end: number) => {
    kept.push(html.slice(from, start));
    from = end;
  };
  const open = new OpenElements();
  const dropped = new Map<string, number>();
  let tag = { name: "", at: 0 };
  let raw: string | undefined;
  const endOpen = (end: number) => {
    if (open.enter(tag.name, limit)) return;
    cut(tag.at, end + 1);
    if (rawElements.has(tag.name)) raw = tag.name;
    else dropped.set(tag.name, (dropped.get(tag.name) ?? 0) + 1);
  };
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      onopentagname: (start, end) => (tag = { name: html.slice(start, end).toLowerCase(), at: start - 1 }),
      onopentagend: endOpen,
      onselfclosingtag: endOpen,
      onclosetag: (start, end) => {
        const name = html.slice(start, end).toLowerCase();
        const missing = dropped.get(name) ?? 0;
        if (raw !== name && missing === 0) return open.leave(name);
        if (raw === name) from = start - 2;
        else dropped.set(name, missing - 1);
        raw = undefined;
        const close = html.indexOf(">", end);
        return cut(start - 2, close < 0 ? html.length : close + 1);
      },
      onattribname: ignore,
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      ontext: ignore,
      ontextentity: ignore,
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  if (raw === undefined) kept.push(html.slice(from));
  return kept.join("");
}

/** The elements that are open, the innermost last; as deep as the parser's own stack, or deeper. */
class OpenElements {
  readonly #names: string[] = [];
  readonly #counts = new Map<string, number>();

  /** Opens an element; false where it would be too deep. */
  enter(name: string, limit: number): boolean {
    if (voidElements.has(name)) return true;
    const ended = ends.get(name);
    while (ended?.includes(this.#names.at(-1) ?? "")) this.#pop();
    if (this.#names.length >= limit) return false;
    this.#names.push(name);
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
    return true;
  }

  leave(name: string): void {
    if ((this.#counts.get(name) ?? 0) === 0) return;
    while (this.#pop() !== name);
  }

  #pop(): string | undefined {
    const name = this.#names.pop();
    if (name !== undefined) this.#counts.set(name, (this.#counts.get(name) ?? 1) - 1);
    return name;
  }
}

/** Whether there are more tags than may nest: most articles have fewer, and are deep in no case. */
function hasMoreTags(html: string, limit: number): boolean {
  let at = -1;
  for (let count = 0; count <= limit; count++) {
    at = html.indexOf("<", at + 1);
    if (at < 0) return false;
  }
  return true;
}
