import { decodeHTMLStrict } from "entities";
import { Tokenizer } from "htmlparser2";
import { canonicalPrefix, undeclaredPrefix } from "./namespaces.ts";
import { readEntities } from "./dtd-entities.ts";
import { labelLists, labels } from "./labels.ts";
import { cleanCharacters, escapeText } from "./text.ts";

/** One element of a feed: canonical name, attributes by local name, text, and the elements that have a meaning in it. */
export type FeedElement = {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: FeedElement[];
  /** References resolved; mark-up inside an element that carries text is kept, as HTML. */
  text: string;
};

export type CanonicalTree = Readonly<{
  root: FeedElement;
  /** The URI of the root's namespace; in RDF, of the RSS that it holds. */
  rootNamespace: string;
  notes: readonly string[];
  /** The document ended before its root was closed. */
  truncated: boolean;
  /** … and within an item, whose end is missing. */
  cutInItem: boolean;
}>;

export type TreeOutcome = Readonly<
  | { kind: "tree"; tree: CanonicalTree }
  | { kind: "no-root"; found: string }
  | { kind: "refused"; why: string }
>;

/** Not in XML 1.0, 2.2. */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Deepest nesting that is followed; what lies deeper loses its tags and keeps its text. */
const maxDepth = 120;
const maxAttributes = 60;
const maxAttributeLength = 200_000;

const roots: ReadonlySet<string> = new Set(["rss", "rdf:RDF", "feed", "entry", "channel"]);

/** Elements whose text may hold mark-up: what stands in them belongs to the text. */
const carriers: ReadonlySet<string> = new Set([
  "title",
  "description",
  "content:encoded",
  "content",
  "summary",
  "subtitle",
  "tagline",
  "info",
  "rights",
  "copyright",
  "fullitem",
  "body",
  "dc:title",
  "dc:description",
  "dc:rights",
  "dcterms:abstract",
  "media:title",
  "media:description",
  "media:text",
  "itunes:summary",
  "itunes:subtitle",
  "itunes:title",
]);

/** Elements whose inner elements are read. Of the others only the text counts. */
const containers: ReadonlySet<string> = new Set([
  "rss",
  "rdf:RDF",
  "channel",
  "item",
  "feed",
  "entry",
  "image",
  "author",
  "contributor",
  "dc:creator",
  "source",
  "media:group",
  "media:content",
  "itunes:owner",
  "skiphours",
  "skipdays",
  "items",
  "rdf:Seq",
  "textinput",
]);

const ordered: ReadonlySet<string> = new Set([...labels, ...labelLists]);

type Scope = ReadonlyMap<string, string>;
type Open = {
  readonly raw: string;
  /** Undefined for an element that means nothing here. */
  readonly element: FeedElement | undefined;
  readonly scope: Scope;
  readonly base: string | undefined;
  readonly language: string | undefined;
};

/**
 * Reads any tag soup as the tree of a feed: namespaces by URI, references resolved, depth and attributes bounded, what
 * is unclosed closed. Linear in the length of the text; never throws.
 */
export function readTree(text: string): TreeOutcome {
  const entities = readEntities(text);
  if (entities.kind === "cycle")
    return { kind: "refused", why: `its entity "${entities.name}" refers to itself` };
  const builder = new TreeBuilder(text, entities.values);
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, builder);
  tokenizer.write(text);
  tokenizer.end();
  return builder.outcome();
}

class TreeBuilder {
  readonly #text: string;
  readonly #entities: ReadonlyMap<string, string>;
  readonly #hasDoctype: boolean;
  readonly #stack: Open[] = [];
  readonly #notes = new Map<string, number>();
  #root: FeedElement | undefined;
  #rootNamespace = "";
  #ended = false;
  #junkBefore = false;
  #firstTag = "";
  /** The element whose text is being read, and how many raw tags are open inside it. */
  #carrier: { open: Open; inner: string[] } | undefined;
  #tooDeep = 0;

  #tagName = "";
  #attributeName = "";
  #attributeParts: string[] = [];
  #attributes: [name: string, value: string][] = [];

  constructor(text: string, entities: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#entities = entities;
    this.#hasDoctype = /<!doctype/i.test(text.slice(0, 2000));
    if (controls.test(text)) this.#noteOnce("left out control characters");
  }

  outcome(): TreeOutcome {
    if (!this.#root) return { kind: "no-root", found: this.#firstTag };
    const unclosed = this.#stack.length;
    if (unclosed > 0) this.#note(`closed ${unclosed} unclosed elements at the end`);
    if (this.#junkBefore) this.#note("skipped what stood before the feed");
    return {
      kind: "tree",
      tree: {
        root: this.#root,
        rootNamespace: this.#rootNamespace,
        notes: [...this.#notes].map(([note, count]) => (count > 1 ? `${note} (${count} times)` : note)),
        // "</rss" without its ">" is an end all the same.
        truncated: !this.#ended && !/<\/[\w:-]*\s*$/.test(this.#text.slice(-200)),
        cutInItem: this.#stack.some(({ element }) => element?.name === "item" || element?.name === "entry"),
      },
    };
  }

  // Callbacks of the tokenizer

  ontext(start: number, end: number): void {
    this.#addText(this.#text.slice(start, end), true);
  }
  oncdata(start: number, end: number, endOffset: number): void {
    this.#addText(this.#text.slice(start, end - endOffset), false);
  }
  onopentagname(start: number, end: number): void {
    this.#tagName = this.#text.slice(start, end);
    this.#attributes = [];
  }
  onattribname(start: number, end: number): void {
    this.#attributeName = this.#text.slice(start, end);
    this.#attributeParts = [];
  }
  onattribdata(start: number, end: number): void {
    this.#attributeParts.push(this.#text.slice(start, end));
  }
  onattribend(): void {
    if (this.#attributes.length >= maxAttributes) return;
    const value = this.#attributeParts.join("");
    if (value.length <= maxAttributeLength) this.#attributes.push([this.#attributeName, value]);
  }
  onopentagend(): void {
    this.#openTag(false);
  }
  onselfclosingtag(): void {
    this.#openTag(true);
  }
  onclosetag(start: number, end: number): void {
    this.#closeTag(this.#text.slice(start, end));
  }
  onprocessinginstruction(): void {}
  ondeclaration(): void {}
  oncomment(): void {}
  onattribentity(): void {}
  ontextentity(): void {}
  onend(): void {}

  #openTag(selfClosing: boolean): void {
    const raw = this.#tagName;
    if (this.#ended && !this.#reopens(raw)) return;
    if (this.#carrier) {
      this.#openInner(raw, selfClosing);
      return;
    }
    const parent = this.#stack.at(-1);
    const scope = this.#scopeOf(parent?.scope);
    const { name, namespace } = canonicalName(raw, scope, this.#inAtom());
    if (!this.#root) {
      if (!this.#firstTag) this.#firstTag = raw.toLowerCase();
      if (name === undefined || !roots.has(name)) {
        this.#junkBefore = true;
        return;
      }
    } else if (name !== undefined && parent?.element && isLostSibling(name, parent.element.name)) {
      // An item inside an item: the first was never closed.
      this.#closeUnclosedItem(name);
    }
    if (this.#stack.length >= maxDepth) {
      if (!selfClosing) this.#tooDeep++;
      this.#note("left out what was nested too deep");
      return;
    }
    const made = this.#makeOpen(raw, name, scope);
    const goesOn = parent === undefined && name !== undefined && name === this.#root?.name;
    const open = goesOn ? { ...made, element: this.#root } : made;
    const container = parent ? this.#stack.at(-1)?.element : this.#root;
    if (goesOn) this.#note("read several documents as one");
    else if (!this.#root && open.element) {
      this.#root = open.element;
      this.#rootNamespace = name === "rdf:RDF" ? (scope.get("") ?? "") : namespace;
    } else if (open.element && container && containers.has(container.name)) {
      // Categories come in several elements, whose order among each other would be lost.
      if (ordered.has(open.element.name))
        open.element.attributes.set("xplace", String(container.children.length));
      container.children.push(open.element);
    }
    if (selfClosing) {
      if (this.#stack.length === 0) this.#ended = true;
      return;
    }
    this.#stack.push(open);
    if (open.element && carriers.has(open.element.name) && !isMediaContainer(open.element))
      this.#carrier = { open, inner: [] };
  }

  /** What follows the end and belongs to it: another document of the kind (answers that were joined), or items. */
  #reopens(raw: string): boolean {
    const root = this.#root;
    const { name } = canonicalName(raw, this.#scopeOf(undefined), this.#inAtom());
    if (!root || name === undefined) return false;
    const isItem = root.name === "feed" || root.name === "entry" ? name === "entry" : name === "item";
    if (name !== root.name && !isItem) return false;
    // A lone entry and another one are a feed of two.
    if (root.name === "entry")
      this.#root = { name: "feed", attributes: root.attributes, children: [root], text: "" };
    if (isItem) this.#note("took in items after the end of the feed");
    this.#ended = false;
    return true;
  }

  /** Whether Atom's elements are the document's own, and need no prefix; inside RSS they are told apart from RSS's. */
  #inAtom(): boolean {
    return !this.#root || this.#root.name === "feed" || this.#root.name === "entry";
  }

  #makeOpen(raw: string, name: string | undefined, scope: Scope): Open {
    const parent = this.#stack.at(-1);
    const attributes = new Map<string, string>();
    const bare = new Set<string>();
    let base = parent?.base;
    let language = parent?.language;
    for (const [rawName, rawValue] of this.#attributes) {
      const value = cleanCharacters(this.#resolve(rawValue)).trim();
      const lower = rawName.toLowerCase();
      if (lower === "xml:base") base = resolveBase(value, base);
      else if (lower === "xml:lang") language = value;
      else if (!lower.startsWith("xmlns")) {
        const local = lower.slice(lower.indexOf(":") + 1);
        // HTML 13.2.5.33: of two with one name the first counts. One without a prefix is the element's own.
        if (!attributes.has(local) || (local === lower && !bare.has(local))) attributes.set(local, value);
        if (local === lower) bare.add(local);
      }
    }
    // Canonical names of what stood in scope, so that every element can be read by itself.
    if (base !== undefined) attributes.set("xbase", base);
    if (language !== undefined) attributes.set("xlang", language);
    const meant = name !== undefined && (parent === undefined || parent.element !== undefined);
    return {
      raw,
      element: meant ? { name, attributes, children: [], text: "" } : undefined,
      scope,
      base,
      language,
    };
  }

  /** Mark-up inside an element that carries text becomes text again: inline XHTML, or HTML that nobody escaped. */
  #openInner(raw: string, selfClosing: boolean): void {
    const carrier = this.#carrier;
    if (!carrier?.open.element) return;
    const name = inlineName(raw);
    // A new item inside a text: the one before was never closed.
    if (/^(?:item|entry)$/i.test(raw)) {
      this.#carrier = undefined;
      this.#note("closed unclosed elements");
      this.#stack.pop();
      this.#openTag(selfClosing);
      return;
    }
    const attributes = this.#attributes
      .filter(([attribute]) => !/^xmlns(?::|$)/i.test(attribute))
      .map(
        ([attribute, value]) =>
          ` ${attribute}="${this.#resolve(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
      );
    if (carrier.inner.length < maxDepth) {
      carrier.open.element.text += `<${name}${attributes.join("")}${selfClosing ? " /" : ""}>`;
      if (!selfClosing) carrier.inner.push(raw);
    } else if (!selfClosing) this.#tooDeep++;
  }

  #closeTag(raw: string): void {
    if (this.#ended || !this.#root) return;
    const carrier = this.#carrier;
    if (carrier) {
      const closesCarrier =
        sameTag(raw, carrier.open.raw) && !carrier.inner.some((inner) => sameTag(inner, raw));
      if (!closesCarrier && carrier.open.element) {
        const at = carrier.inner.findLastIndex((inner) => sameTag(inner, raw));
        if (at >= 0) {
          for (const inner of carrier.inner.splice(at).toReversed())
            carrier.open.element.text += `</${inlineName(inner)}>`;
          return;
        }
        if (this.#tooDeep > 0) {
          this.#tooDeep--;
          return;
        }
        // The end of an item ends all that was left open in it; any other stray end tag is nothing.
        if (!this.#stack.some((open) => sameTag(open.raw, raw))) return;
        this.#note("closed unclosed elements");
      }
      this.#carrier = undefined;
      this.#tooDeep = 0;
    } else if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const at = this.#stack.findLastIndex((open) => sameTag(open.raw, raw));
    if (at < 0) {
      this.#note("left out stray end tags");
      return;
    }
    if (at < this.#stack.length - 1) this.#note("closed unclosed elements");
    this.#stack.length = at;
    if (at === 0) this.#ended = true;
  }

  #closeUnclosedItem(name: string): void {
    const at = this.#stack.findLastIndex((open) => open.element?.name === name);
    if (at <= 0) return;
    this.#note("closed unclosed elements");
    this.#stack.length = at;
  }

  #addText(text: string, escaped: boolean): void {
    if (this.#ended) {
      if (text.trim() !== "") this.#noteOnce("left out what stood after the feed");
      return;
    }
    const element = this.#stack.at(-1)?.element;
    if (escaped && this.#root && text.includes("<")) this.#noteOnce("read a bare < as text");
    if (!this.#root || !element) {
      if (!this.#root && text.trim() !== "") this.#junkBefore = true;
      return;
    }
    // Within inline mark-up the references stay: the text is HTML already.
    const inner = this.#carrier && this.#carrier.inner.length > 0;
    const own = escaped && !inner ? this.#resolve(text) : !escaped && inner ? escapeText(text) : text;
    element.text += inlineXhtml(element) && escaped && !inner ? text : own;
  }

  /** References of XML, of HTML, and of the document's own DTD. A bare "&" stays what it is. */
  #resolve(text: string): string {
    if (!text.includes("&")) return text;
    this.#noteReferences(text);
    const known =
      this.#entities.size === 0
        ? text
        : text.replace(/&([\w.-]+);/g, (whole, name: string) => this.#entities.get(name) ?? whole);
    return decodeHTMLStrict(known);
  }

  /** References of HTML are none of XML's own; a DTD elsewhere may declare them, as RSS 0.91's does. */
  #noteReferences(text: string): void {
    const [, name] = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)(?:([a-z]\w{0,30});)?/i.exec(text) ?? [
      undefined,
      "",
    ];
    if (name === undefined) this.#noteOnce("read a bare & as text");
    else if (name !== "" && !this.#entities.has(name) && !this.#hasDoctype)
      this.#noteOnce("resolved references that nothing declares");
  }

  #scopeOf(parent: Scope | undefined): Scope {
    let scope: Map<string, string> | undefined;
    for (const [name, value] of this.#attributes) {
      if (!name.toLowerCase().startsWith("xmlns")) continue;
      scope ??= new Map(parent);
      scope.set(name.slice(6).toLowerCase(), value);
    }
    return scope ?? parent ?? new Map();
  }

  #noteOnce(note: string): void {
    this.#notes.set(note, 1);
  }

  #note(note: string): void {
    this.#notes.set(note, (this.#notes.get(note) ?? 0) + 1);
  }
}

/** Atom's type="xhtml" (and 0.3's mode="xml" of application/xhtml+xml): the text is mark-up as it stands. */
const inlineXhtml = (element: FeedElement): boolean =>
  element.attributes.get("type") === "xhtml" ||
  (/xhtml|html/.test(element.attributes.get("type") ?? "") && element.attributes.get("mode") === "xml");

/** `media:content` holds other elements, unlike Atom's `content`. */
const isMediaContainer = (element: FeedElement): boolean =>
  element.name.startsWith("media:") && containers.has(element.name);

/** XHTML and MathML are meant whatever their prefix; of others the prefix keeps their names apart from HTML's. */
const inlineName = (raw: string): string =>
  raw.replace(/^[\w.-]+:/, (prefix) => (/^(?:media|itunes|svg):$/i.test(prefix) ? prefix : ""));

const isLostSibling = (name: string, parent: string): boolean =>
  (name === "item" || name === "entry") &&
  parent !== "channel" &&
  parent !== "rss" &&
  parent !== "rdf:RDF" &&
  parent !== "feed";

function sameTag(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

function canonicalName(
  raw: string,
  scope: Scope,
  inAtom: boolean,
): { name: string | undefined; namespace: string } {
  const colon = raw.indexOf(":");
  const prefix = colon < 0 ? "" : raw.slice(0, colon).toLowerCase();
  const local = raw.slice(colon + 1);
  const uri = scope.get(prefix);
  const canonical = uri !== undefined ? canonicalPrefix(uri) : prefix === "" ? "" : undeclaredPrefix(prefix);
  const lower = local.toLowerCase();
  const namespace = uri ?? "";
  // A default namespace that nobody knows: the names still speak for themselves.
  if (canonical === undefined)
    return { name: prefix === "" && uri !== undefined ? lower : undefined, namespace };
  if (canonical === "rdf")
    return { name: lower === "rdf" ? "rdf:RDF" : lower === "seq" ? "rdf:Seq" : `rdf:${lower}`, namespace };
  if (canonical === "" || canonical === "xhtml")
    return { name: canonical === "xhtml" ? `xhtml:${lower}` : lower, namespace };
  if (canonical === "atom") return { name: inAtom ? lower : `atom:${lower}`, namespace };
  return { name: `${canonical}:${lower}`, namespace };
}

function resolveBase(value: string, outer: string | undefined): string {
  if (outer !== undefined && URL.canParse(value, outer)) return new URL(value, outer).href;
  return value;
}
