import { applyEdits, findNodeAtLocation, type Node, parseTree } from "jsonc-parser";

/** A source as the config file writes it. */
export type WrittenSource = Readonly<{ url: string; name?: string; category?: string; every?: string }>;

/** What stands around and between the members of an object. */
type Style = Readonly<{ open: string; colon: string; comma: string; close: string }>;

/**
 * The text of a config file with sources added at the end of its list, written as the last one there is: on one line or
 * several, with its indentation and spaces. All else stays as it is, byte for byte. `text` is a valid config.
 */
export function withSources(text: string, added: readonly WrittenSource[]): string {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const json = text.slice(mark.length);
  const root = parseTree(json);
  const list = root && findNodeAtLocation(root, ["sources"]);
  if (!root || list?.type !== "array") throw new Error("the config has no list of sources");
  if (added.length === 0) return text;
  const last = list.children?.at(-1);
  const edit = last ? afterLast(json, list, last, added) : intoEmpty(json, root, list, added);
  return mark + applyEdits(json, [edit]);
}

function afterLast(json: string, list: Node, last: Node, added: readonly WrittenSource[]) {
  const style = styleOf(json, last);
  const before = list.children?.at(-2);
  const gap = json.slice(before ? endOf(before) : list.offset + 1, last.offset);
  const separator = gap.includes("\n")
    ? `,${lineBreak(json)}${indentAt(json, last.offset)}`
    : gap === "," // nobody puts spaces there
      ? ","
      : ", ";
  const content = added.map((source) => separator + write(source, style)).join("");
  return { offset: endOf(last), length: 0, content };
}

function intoEmpty(json: string, root: Node, list: Node, added: readonly WrittenSource[]) {
  const spaced = /^\{\S/.test(json.trimStart()) ? "" : " ";
  const key = list.parent?.children?.[0];
  const colon = key ? json.slice(endOf(key), list.offset) : ": ";
  const style = oneLine(spaced, colon, colon.replace(":", ",").trimStart());
  const written = added.map((source) => write(source, style));
  const outer = indentAt(json, list.offset);
  const firstKey = root.children?.[0]?.offset ?? 0;
  const unit = indentAt(json, firstKey) || "  ";
  const inner = `${lineBreak(json)}${outer}${unit}`;
  const content = json.trim().includes("\n")
    ? `[${inner}${written.join(`,${inner}`)}${lineBreak(json)}${outer}]`
    : `[${written.join(", ")}]`;
  return { offset: list.offset, length: list.length, content };
}

/** How an object is written. */
function styleOf(json: string, object: Node): Style {
  const [first, second] = object.children ?? [];
  const [key, value] = first?.children ?? [];
  if (!first || !key || !value) return oneLine(" ", ": ", ", ");
  const colon = json.slice(endOf(key), value.offset);
  const start = json.slice(object.offset + 1, first.offset);
  if (start.includes("\n")) {
    const inner = `${lineBreak(json)}${indentAt(json, first.offset)}`;
    const outer = `${lineBreak(json)}${indentAt(json, endOf(object) - 1)}`;
    return { open: `{${inner}`, colon, comma: `,${inner}`, close: `${outer}}` };
  }
  const between = second ? json.slice(endOf(first), second.offset) : colon.replace(":", ",").trimStart();
  return oneLine(start, colon, between.includes("\n") ? ", " : between);
}

const oneLine = (space: string, colon: string, comma: string): Style => ({
  open: `{${space}`,
  colon,
  comma,
  close: `${space}}`,
});

function write({ url, name, category, every }: WrittenSource, { open, colon, comma, close }: Style): string {
  const members = Object.entries({ url, name, category, every })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${JSON.stringify(key)}${colon}${JSON.stringify(value)}`);
  return `${open}${members.join(comma)}${close}`;
}

const endOf = ({ offset, length }: Node): number => offset + length;
const lineBreak = (json: string): string => (json.includes("\r\n") ? "\r\n" : "\n");

/** The white space at the beginning of the line in which a place stands. */
function indentAt(json: string, offset: number): string {
  const lineStart = json.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(json.slice(lineStart, offset))?.[0] ?? "";
}
