import { Parser } from "htmlparser2";
import { wellFormed } from "./well-formed.ts";

/** An element with its namespace resolved: RSS' own elements are in none. */
export type XmlElement = Readonly<{
  namespace: string;
  name: string;
  /** Those without a prefix by their name, the others by `{namespace}name`. */
  attributes: Readonly<Record<string, string>>;
  elements: readonly XmlElement[];
  /** Of itself and everything in it. */
  text: string;
}>;

const xmlNamespace = "http://www.w3.org/XML/1998/namespace";
type Prefixes = Readonly<Record<string, string>>;
type Open = XmlElement & { elements: XmlElement[]; text: string; readonly prefixes: Prefixes };

/** The root of a document; throws where it is not well formed. */
export function readXml(xml: string): XmlElement {
  wellFormed(xml);
  const document: Open = {
    namespace: "",
    name: "",
    attributes: {},
    elements: [],
    text: "",
    prefixes: { xml: xmlNamespace },
  };
  const open: Open[] = [document];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open.push(elementOf(name, attributes, open.at(-1)!.prefixes)),
      ontext: (text) => void (open.at(-1)!.text += text),
      onclosetag: () => {
        const closed = open.pop()!;
        open.at(-1)!.elements.push(closed);
        open.at(-1)!.text += closed.text;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  const [root] = document.elements;
  if (!root) throw new Error("There is no root");
  return root;
}

function elementOf(name: string, attributes: Readonly<Record<string, string>>, outer: Prefixes): Open {
  const given = Object.entries(attributes);
  const isDeclaration = (attribute: string) => attribute === "xmlns" || attribute.startsWith("xmlns:");
  const declared = given
    .filter(([attribute]) => isDeclaration(attribute))
    .map(([attribute, value]) => [attribute.slice("xmlns:".length), value]);
  const prefixes: Prefixes = { ...outer, ...Object.fromEntries(declared) };
  const split = (qualified: string) => {
    const [prefix = "", local = ""] = qualified.includes(":") ? qualified.split(":", 2) : ["", qualified];
    return { prefix, local, namespace: prefixes[prefix] ?? "" };
  };
  const own = given
    .filter(([attribute]) => !isDeclaration(attribute))
    .map(([attribute, value]) => {
      const { prefix, local, namespace } = split(attribute);
      return [prefix === "" ? local : `{${namespace}}${local}`, value];
    });
  const { local, namespace } = split(name);
  return { namespace, name: local, attributes: Object.fromEntries(own), elements: [], text: "", prefixes };
}

/** The children of this name. */
export const all = ({ elements }: XmlElement, name: string, namespace: string): readonly XmlElement[] =>
  elements.filter((each) => each.name === name && each.namespace === namespace);
