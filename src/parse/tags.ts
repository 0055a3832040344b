import { Tokenizer } from "htmlparser2";

/** The tags of a document as they stand, nesting left to whoever reads them. Names are in small letters. */
export type TagReader = Readonly<{
  open(name: string, attributes: Attributes, selfClosing: boolean): void;
  close(name: string): void;
  text?(text: string): void;
}>;
export type Attributes = Readonly<Record<string, string>>;

const mostAttributes = 60;

/**
 * Reads the tags of any tag soup, references in attributes and text resolved; of HTML, nothing within scripts, styles
 * and comments. Time and memory are linear in its length: htmlparser2's Parser takes the square of the nesting.
 */
export function readTags(document: string, { xml }: Readonly<{ xml: boolean }>, reader: TagReader): void {
  let name = "";
  let attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  let count = 0;
  let attribute = "";
  let value: string[] = [];
  const open = (selfClosing: boolean) => {
    reader.open(name, attributes, selfClosing);
    attributes = Object.create(null) as Record<string, string>;
    count = 0;
  };
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { xmlMode: xml, decodeEntities: true },
    {
      onopentagname: (start, end) => (name = document.slice(start, end).toLowerCase()),
      onattribname: (start, end) => {
        attribute = document.slice(start, end).toLowerCase();
        value = [];
      },
      onattribdata: (start, end) => void value.push(document.slice(start, end)),
      onattribentity: (point) => void value.push(String.fromCodePoint(point)),
      onattribend: () => {
        // HTML 13.2.5.33: of two with one name the first counts.
        if (!(attribute in attributes) && ++count <= mostAttributes) attributes[attribute] = value.join("");
      },
      onopentagend: () => open(false),
      onselfclosingtag: () => open(xml),
      onclosetag: (start, end) => reader.close(document.slice(start, end).toLowerCase()),
      ontext: (start, end) => reader.text?.(document.slice(start, end)),
      ontextentity: (point) => reader.text?.(String.fromCodePoint(point)),
      oncdata: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  );
  tokenizer.write(document);
  tokenizer.end();
}
