import { decodeHTMLStrict } from "entities";
import { maxExpansion } from "./tree-limits.ts";

type Given = Readonly<{
  /** The document's own, by name. */
  entities: ReadonlyMap<string, string>;
  /** A DTD elsewhere may declare more. */
  hasDoctype: boolean;
  noteOnce(note: string): void;
}>;

/**
 * Answers what resolves the references of one document's texts: those of XML, of HTML, and of its own DTD, whose values
 * together say no more than a document may. A bare "&" stays what it is.
 */
export function referenceReader({ entities, hasDoctype, noteOnce }: Given): (text: string) => string {
  /** Characters that the document's own entities stood for so far. */
  let expanded = 0;
  const valueOf = (name: string): string | undefined => {
    const value = entities.get(name);
    expanded += value?.length ?? 0;
    if (expanded <= maxExpansion) return value;
    noteOnce("left references to its own entities as they are: there are too many");
    return undefined;
  };
  const noteReferences = (text: string): void => {
    const found = notOfXml.exec(text);
    if (!found) return;
    const [, name] = found;
    if (name === undefined) noteOnce("read a bare & as text");
    else if (!entities.has(name) && !hasDoctype) noteOnce("resolved references that nothing declares");
  };
  return (text) => {
    if (!text.includes("&")) return text;
    noteReferences(text);
    const known =
      entities.size === 0
        ? text
        : text.replace(/&([\w.-]+);/g, (whole, name: string) => valueOf(name) ?? whole);
    return decodeHTMLStrict(known);
  };
}

/** References of HTML are none of XML's own, nor is a bare "&". */
const notOfXml = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)(?:([a-z]\w{0,30});)?/i;
