import { textNumber } from "./canonical-xml.ts";

/** One element as rss-parser hands it on: its text, its attributes, and the elements in it by canonical name. */
export type Field = Readonly<{
  text: string;
  attribute(name: string): string | undefined;
  children: Fields;
}>;

/** The elements of an item, or of a channel, by canonical name (`dc:creator`), in the document's order. */
export type Fields = (name: string) => readonly Field[];

const none: readonly Field[] = [];
const noFields: Fields = () => none;

/** What an element is called in the XML: every name of ours begins with this. */
export const ownPrefix = "wf-";

/** Fields of an object in which xml2js has put a list under each name of ours; `texts` are those beside the XML. */
export function fieldsOf(record: Readonly<Record<string, unknown>>, texts: readonly string[] = []): Fields {
  // An item has ten names and is asked for eighty, some of them six times.
  // Most elements hold none, and are not asked: of those a document may have 400,000.
  let lists: ReadonlyMap<string, readonly unknown[]> | undefined;
  let made: Map<string, readonly Field[]> | undefined;
  return (name) => {
    lists ??= listsIn(record);
    const list = lists.get(name);
    if (!list) return none;
    made ??= new Map();
    const known = made.get(name);
    if (known) return known;
    const fields = list.map((value) => toField(value, texts));
    made.set(name, fields);
    return fields;
  };
}

function listsIn(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly unknown[]> {
  const lists = new Map<string, readonly unknown[]>();
  for (const [key, value] of Object.entries(record))
    if (key.startsWith(ownPrefix) && Array.isArray(value)) lists.set(key.slice(ownPrefix.length), value);
  return lists;
}

/** xml2js: a bare string without attributes, else an object with `_` (text), `$` (attributes) and a list a child. */
function toField(value: unknown, texts: readonly string[]): Field {
  if (typeof value === "string") return { text: value, attribute: () => undefined, children: noFields };
  if (typeof value !== "object" || value === null)
    return { text: "", attribute: () => undefined, children: noFields };
  const record = value as Record<string, unknown>;
  const attributes = record["$"] as Record<string, unknown> | undefined;
  return {
    text: textOf(record, attributes, texts),
    attribute: (name) => {
      const found = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
      return typeof found === "string" && found.trim() !== "" ? found.trim() : undefined;
    },
    children: fieldsOf(record, texts),
  };
}

function textOf(
  record: Readonly<Record<string, unknown>>,
  attributes: Readonly<Record<string, unknown>> | undefined,
  texts: readonly string[],
): string {
  const number = attributes?.[textNumber];
  const beside = typeof number === "string" ? texts[Number(number)] : undefined;
  return beside ?? (typeof record["_"] === "string" ? record["_"] : "");
}

/** The first field of these names that says anything, by its text. */
export function firstText(fields: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names)
    for (const field of fields(name)) {
      const text = field.text.trim();
      if (text !== "") return text;
    }
  return undefined;
}

export function firstField(fields: Fields, ...names: readonly string[]): Field | undefined {
  for (const name of names) {
    const found = fields(name).find((field) => field.text.trim() !== "");
    if (found) return found;
  }
  return undefined;
}
