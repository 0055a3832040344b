import { Tokenizer } from "htmlparser2";
import { readEntities } from "./dtd-entities.ts";
import {
  carriers,
  containers,
  inlineName,
  inlineXhtml,
  isLostSibling,
  isMediaContainer,
  roots,
} from "./element-roles.ts";
import type { FeedElement, TreeOutcome } from "./feed-element.ts";
import { labelLists, labels } from "./labels.ts";
import { isItem, maxItems, newestItems, speaks } from "./newest-items.ts";
import { referenceReader } from "./references.ts";
import { Scope } from "./scope.ts";
import { TagStack } from "./tag-stack.ts";
import {
  ChildCounts,
  maxAttributeLength,
  maxAttributes,
  maxDepth,
  maxNameLength,
  textLimit,
} from "./tree-limits.ts";
import { cleanCharacters, escapeText } from "./text.ts";

/** Not in XML 1.0, 2.2. */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

const noScope = new Scope();

const ordered: ReadonlySet<string> = new Set([...labels, ...labelLists]);

type Open = {
  /** The name of its tag in lower case. */
  readonly tag: string;
  /** Undefined for an element that means nothing here. */
  readonly element: FeedElement | undefined;
  readonly scope: Scope;
  readonly base: string | undefined;
  readonly language: string | undefined;
  /** Of what it holds, once it holds something. */
  counts?: ChildCounts;
};
type Inner = Readonly<{ tag: string; raw: string }>;

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
  readonly #resolve: (text: string) => string;
  readonly #stack = new TagStack<Open>();
  readonly #notes = new Map<string, number>();
  #root: FeedElement | undefined;
  readonly #rootCounts = new ChildCounts();
  #rootNamespace = "";
  #ended = false;
  #junkBefore = false;
  #firstTag = "";
  /** The element whose text is being read, and how many raw tags are open inside it. */
  #carrier: { open: Open; inner: TagStack<Inner> } | undefined;
  #tooDeep = 0;
  /** How many items each channel or feed holds; those that were left out of it before the end. */
  readonly #items = new Map<FeedElement, number>();
  readonly #leftOut = { empty: 0, older: 0 };

  #tagName = "";
  #attributeName = "";
  #attributeParts: string[] = [];
  #attributes: [name: string, value: string][] = [];

  constructor(text: string, entities: ReadonlyMap<string, string>) {
    this.#text = text;
    const hasDoctype = /<!doctype/i.test(text.slice(0, 2000));
    this.#resolve = referenceReader({ entities, hasDoctype, noteOnce: (note) => this.#noteOnce(note) });
    if (controls.test(text)) this.#noteOnce("left out control characters");
  }

  outcome(): TreeOutcome {
    if (!this.#root) return { kind: "no-root", found: this.#firstTag };
    const unclosed = this.#stack.open.length;
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
        cutInItem: this.#stack.open.some(({ element }) => element && isItem(element)),
        leftOut: this.#leftOut,
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
    const name = this.#text.slice(start, Math.min(end, start + maxNameLength));
    // A bare "<" before a tag: "a <<item>".
    this.#tagName = name.slice(name.lastIndexOf("<") + 1);
    this.#attributes = [];
  }
  onattribname(start: number, end: number): void {
    this.#attributeName = this.#text.slice(start, Math.min(end, start + maxNameLength));
    this.#attributeParts = [];
  }
  onattribdata(start: number, end: number): void {
    if (this.#attributes.length < maxAttributes) this.#attributeParts.push(this.#text.slice(start, end));
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
    this.#closeTag(this.#text.slice(start, Math.min(end, start + maxNameLength)).toLowerCase());
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
    const parent = this.#stack.open.at(-1);
    const scope = (parent?.scope ?? noScope).within(this.#attributes);
    const { name, namespace } = scope.canonicalName(raw, this.#inAtom());
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
    if (this.#stack.open.length >= maxDepth) {
      if (!selfClosing) this.#tooDeep++;
      this.#note("left out what was nested too deep");
      return;
    }
    const made = this.#makeOpen(raw, name, scope);
    const goesOn = parent === undefined && name !== undefined && name === this.#root?.name;
    const isRoot = goesOn || !this.#root;
    const open = isRoot
      ? { ...made, element: this.#root ?? made.element, counts: this.#rootCounts }
      : this.#takes(made);
    const container = parent ? this.#stack.open.at(-1)?.element : this.#root;
    if (goesOn) this.#note("read several documents as one");
    else if (!this.#root && open.element) {
      this.#root = open.element;
      this.#rootNamespace = name === "rdf:RDF" ? (scope.defaultUri ?? "") : namespace;
    } else if (open.element && container && containers.has(container.name)) {
      // Categories come in several elements, whose order among each other would be lost.
      if (ordered.has(open.element.name))
        open.element.attributes.set("xplace", String(container.children.length));
      if (isItem(open.element)) this.#countItem(container);
      container.children.push(open.element);
    }
    if (selfClosing) {
      if (this.#stack.open.length === 0) this.#ended = true;
      return;
    }
    this.#stack.push(open);
    if (open.element && carriers.has(open.element.name) && !isMediaContainer(open.element))
      this.#carrier = { open, inner: new TagStack() };
  }

  /** The element, or nothing in its place where enough of its name have been read. Items are counted apart. */
  #takes(open: Open): Open {
    const { element } = open;
    if (!element || isItem(element)) return open;
    const parent = this.#stack.open.at(-1);
    if (!parent?.element || !containers.has(parent.element.name)) return open;
    parent.counts ??= new ChildCounts();
    if (parent.counts.take(element.name)) return open;
    this.#note("left out elements that were repeated too often");
    return { ...open, element: undefined };
  }

  /** Of very many items only the newest are held while the rest is read. */
  #countItem(container: FeedElement): void {
    const count = this.#items.get(container) ?? 0;
    this.#items.set(container, count + 1);
    if (count < 2 * maxItems) return;
    const items = container.children.filter(isItem);
    const speaking = items.filter(speaks);
    const kept = new Set(newestItems(speaking));
    this.#leftOut.empty += items.length - speaking.length;
    this.#leftOut.older += speaking.length - kept.size;
    this.#items.set(container, kept.size + 1);
    const children = container.children.filter((child) => !isItem(child) || kept.has(child));
    container.children.length = 0;
    for (const child of children) container.children.push(child);
  }

  /** What follows the end and belongs to it: another document of the kind (answers that were joined), or items. */
  #reopens(raw: string): boolean {
    const root = this.#root;
    const { name } = noScope.within(this.#attributes).canonicalName(raw, this.#inAtom());
    if (!root || name === undefined) return false;
    const isOfItsItems = root.name === "feed" || root.name === "entry" ? name === "entry" : name === "item";
    if (name !== root.name && !isOfItsItems) return false;
    // A lone entry and another one are a feed of two.
    if (root.name === "entry")
      this.#root = { name: "feed", attributes: root.attributes, children: [root], text: "" };
    if (isOfItsItems) this.#note("took in items after the end of the feed");
    this.#ended = false;
    return true;
  }

  /** Whether Atom's elements are the document's own, and need no prefix; inside RSS they are told apart from RSS's. */
  #inAtom(): boolean {
    return !this.#root || this.#root.name === "feed" || this.#root.name === "entry";
  }

  #makeOpen(raw: string, name: string | undefined, scope: Scope): Open {
    const parent = this.#stack.open.at(-1);
    const attributes = new Map<string, string>();
    let bare: Set<string> | undefined;
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
        if (!attributes.has(local) || (local === lower && !bare?.has(local))) attributes.set(local, value);
        if (local === lower) (bare ??= new Set()).add(local);
      }
    }
    // Canonical names of what stood in scope, so that every element can be read by itself.
    if (base !== undefined) attributes.set("xbase", base);
    if (language !== undefined) attributes.set("xlang", language);
    const meant = name !== undefined && (parent === undefined || parent.element !== undefined);
    return {
      tag: raw.toLowerCase(),
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
      this.#stack.closeFrom(this.#stack.open.length - 1);
      this.#openTag(selfClosing);
      return;
    }
    if (carrier.inner.open.length >= maxDepth) {
      if (!selfClosing) this.#tooDeep++;
      return;
    }
    if (!selfClosing) carrier.inner.push({ tag: raw.toLowerCase(), raw });
    if (!this.#hasRoom(carrier.open.element)) return;
    const attributes = this.#attributes
      .filter(([attribute]) => !/^xmlns(?::|$)/i.test(attribute))
      .map(
        ([attribute, value]) =>
          ` ${attribute}="${this.#resolve(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`,
      );
    carrier.open.element.text += `<${name}${attributes.join("")}${selfClosing ? " /" : ""}>`;
  }

  #closeTag(tag: string): void {
    if (this.#ended || !this.#root) return;
    const carrier = this.#carrier;
    if (carrier) {
      const inner = carrier.inner.placeOf(tag);
      const element = carrier.open.element;
      if (element && (inner >= 0 || tag !== carrier.open.tag)) {
        if (inner >= 0) {
          const hasRoom = this.#hasRoom(element);
          for (const { raw } of carrier.inner.closeFrom(inner))
            if (hasRoom) element.text += `</${inlineName(raw)}>`;
          return;
        }
        if (this.#tooDeep > 0) {
          this.#tooDeep--;
          return;
        }
        // The end of an item ends all that was left open in it; any other stray end tag is nothing.
        if (!this.#stack.has(tag)) return;
        this.#note("closed unclosed elements");
      }
      this.#carrier = undefined;
      this.#tooDeep = 0;
    } else if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const at = this.#stack.placeOf(tag);
    if (at < 0) {
      this.#note("left out stray end tags");
      return;
    }
    if (at < this.#stack.open.length - 1) this.#note("closed unclosed elements");
    this.#stack.closeFrom(at);
    if (at === 0) this.#ended = true;
  }

  #closeUnclosedItem(name: string): void {
    const at = this.#stack.open.findLastIndex((open) => open.element?.name === name);
    if (at <= 0) return;
    this.#note("closed unclosed elements");
    this.#stack.closeFrom(at);
  }

  /** Whether the element's text may still grow; what is beyond its limit is left out. */
  #hasRoom(element: FeedElement): boolean {
    if (element.text.length < textLimit(element.name)) return true;
    this.#noteOnce("cut texts that were too long");
    return false;
  }

  #addText(whole: string, escaped: boolean): void {
    if (this.#ended) {
      if (whole.trim() !== "") this.#noteOnce("left out what stood after the feed");
      return;
    }
    const element = this.#stack.open.at(-1)?.element;
    if (!this.#root || !element) {
      if (!this.#root && whole.trim() !== "") this.#junkBefore = true;
      return;
    }
    if (!this.#hasRoom(element)) return;
    const room = textLimit(element.name) - element.text.length;
    const text = whole.length > room ? begin(whole, room) : whole;
    if (text !== whole) this.#noteOnce("cut texts that were too long");
    if (escaped && text.includes("<")) this.#noteOnce("read a bare < as text");
    // Within inline mark-up the references stay: the text is HTML already.
    const inner = this.#carrier && this.#carrier.inner.open.length > 0;
    const own = escaped && !inner ? this.#resolve(text) : !escaped && inner ? escapeText(text) : text;
    element.text += inlineXhtml(element) && escaped && !inner ? text : own;
  }

  #noteOnce(note: string): void {
    this.#notes.set(note, 1);
  }

  #note(note: string): void {
    this.#notes.set(note, (this.#notes.get(note) ?? 0) + 1);
  }
}

/** Not within a reference, nor between the halves of a character. */
function begin(text: string, length: number): string {
  const start = text.slice(0, length);
  const reference = /&[#\w]{0,30}$/.exec(start.slice(-32))?.[0].length ?? 0;
  return start.slice(0, start.length - reference).toWellFormed();
}

function resolveBase(value: string, outer: string | undefined): string {
  if (outer !== undefined && URL.canParse(value, outer)) return new URL(value, outer).href;
  return value;
}
