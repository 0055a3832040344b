const name = String.raw`[\p{L}_][\p{L}\p{N}_.-]*(?::[\p{L}_][\p{L}\p{N}_.-]*)?`;
const reference = String.raw`&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);`;
const value = `"(?:[^<&"]|${reference})*"|'(?:[^<&']|${reference})*'`;

/** What stands in a document, each as XML 1.0 and Namespaces in XML spell it; the first that fits is meant. */
const token = new RegExp(
  [
    String.raw`<!\[CDATA\[(?<cdata>[^]*?)\]\]>`,
    String.raw`<!--(?:(?!--)[^])*-->`,
    String.raw`<\?(?<instruction>(?!xml[\s?])${name})(?:\s(?:(?!\?>)[^])*)?\?>`,
    String.raw`</(?<end>${name})\s*>`,
    String.raw`<(?<start>${name})(?<attributes>(?:\s+${name}\s*=\s*(?:${value}))*)\s*(?<empty>/?)>`,
    String.raw`(?<text>(?:(?!\]\]>)[^<&]|${reference})+)`,
  ].join("|"),
  "uy",
);
const attribute = new RegExp(String.raw`(${name})\s*=\s*(${value})`, "gu");
const declaration = /^<\?xml version="1\.0" encoding="utf-8"\?>/i;
/** What XML 1.0 (2.2) cannot hold. */
// oxlint-disable-next-line no-control-regex
const unfit = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;

/**
 * Throws where `xml` is no well-formed document with declared namespaces, and says where. Stricter than the parsers of
 * feeds are, which is what it is for: it knows no DOCTYPE and no entities besides the five.
 */
export function wellFormed(xml: string): void {
  const at = (index: number) => `at ${index}: ${JSON.stringify(xml.slice(index, index + 60))}`;
  const bad = unfit.exec(xml);
  if (bad) throw new Error(`A character that XML cannot hold ${at(bad.index)}`);
  const open: Array<{ name: string; prefixes: ReadonlySet<string> }> = [];
  let roots = 0;
  token.lastIndex = declaration.exec(xml)?.[0].length ?? 0;
  while (token.lastIndex < xml.length) {
    const index = token.lastIndex;
    const groups = token.exec(xml)?.groups;
    if (!groups) throw new Error(`Not XML ${at(index)}`);
    const { cdata, text, start, end, attributes = "", empty } = groups;
    if (start !== undefined) {
      if (open.length === 0 && ++roots > 1) throw new Error(`A second root ${at(index)}`);
      const prefixes = prefixesOf(start, attributes, open.at(-1)?.prefixes ?? new Set(["xml"]));
      if (typeof prefixes === "string") throw new Error(`${prefixes} ${at(index)}`);
      if (empty === "") open.push({ name: start, prefixes });
    }
    if (end !== undefined && open.pop()?.name !== end) throw new Error(`Closed, but not open ${at(index)}`);
    const isOutside = open.length === 0 && (cdata !== undefined || (text ?? "").trim() !== "");
    if (isOutside) throw new Error(`Text outside the root ${at(index)}`);
    const badReference = [...(text ?? attributes).matchAll(/&#(x?)([0-9a-f]+);/gi)].find(
      ([, hex, digits = ""]) => !isCharacter(Number.parseInt(digits, hex === "" ? 10 : 16)),
    );
    if (badReference) throw new Error(`A reference to no character ${at(index)}`);
  }
  if (open.length > 0 || roots === 0) throw new Error(`Not closed: ${open.at(-1)?.name ?? "no root"}`);
}

/** The prefixes that are known in an element, or what is wrong with its names. */
function prefixesOf(
  element: string,
  attributes: string,
  outer: ReadonlySet<string>,
): ReadonlySet<string> | string {
  const names = Array.from(attributes.matchAll(attribute), ([, each = ""]) => each);
  if (new Set(names).size < names.length) return "An attribute twice";
  const declared = names.filter((each) => each.startsWith("xmlns:")).map((each) => each.slice(6));
  const known = new Set([...outer, ...declared]);
  const unknown = [element, ...names]
    .filter((each) => each.includes(":") && !each.startsWith("xmlns:"))
    .find((each) => !known.has(each.split(":", 1)[0]!));
  return unknown === undefined ? known : `An unknown prefix in ${unknown}`;
}

const isCharacter = (code: number): boolean => code <= 0x10ffff && !unfit.test(String.fromCodePoint(code));
