import { canonicalPrefix, undeclaredPrefix } from "./namespaces.ts";

export type CanonicalName = Readonly<{ name: string | undefined; namespace: string }>;

/** More prefixes than any document needs: every element that declares one takes a copy of them all. */
const maxPrefixes = 40;
/** So many names are remembered; of the others each is worked out again. */
const maxRemembered = 500;

/** What can be written as an element of XML again. No name of another alphabet says anything to a reader. */
const isName = /^[a-z_][\w.-]*$/;

/** The prefixes that are declared at one place of a document, and the canonical names of elements there. */
export class Scope {
  readonly #uris: ReadonlyMap<string, string>;
  readonly #known = { atom: new Map<string, CanonicalName>(), other: new Map<string, CanonicalName>() };

  constructor(uris: ReadonlyMap<string, string> = new Map()) {
    this.#uris = uris;
  }

  /** The URI of elements without a prefix. */
  get defaultUri(): string | undefined {
    return this.#uris.get("");
  }

  /** The scope within an element with these attributes. */
  within(attributes: readonly (readonly [name: string, value: string])[]): Scope {
    let uris: Map<string, string> | undefined;
    for (const [name, uri] of attributes) {
      if (!/^xmlns(?::|$)/i.test(name)) continue;
      const prefix = name.slice(6).toLowerCase();
      const known = uris ?? this.#uris;
      if (known.get(prefix) === uri || (!known.has(prefix) && !this.#says(prefix, uri))) continue;
      uris ??= new Map(this.#uris);
      if (uris.has(prefix) || uris.size < maxPrefixes) uris.set(prefix, uri);
    }
    return uris ? new Scope(uris) : this;
  }

  /** Whether a declaration changes anything: an unknown prefix of an unknown namespace says as much as none. */
  #says(prefix: string, uri: string): boolean {
    return prefix === "" || undeclaredPrefix(prefix) !== undefined || canonicalPrefix(uri) !== undefined;
  }

  /** `inAtom`: whether Atom's elements are the document's own, and need no prefix. */
  canonicalName(raw: string, inAtom: boolean): CanonicalName {
    const known = inAtom ? this.#known.atom : this.#known.other;
    const found = known.get(raw);
    if (found) return found;
    const made = this.#makeName(raw, inAtom);
    if (known.size < maxRemembered) known.set(raw, made);
    return made;
  }

  #makeName(raw: string, inAtom: boolean): CanonicalName {
    const colon = raw.indexOf(":");
    const prefix = colon < 0 ? "" : raw.slice(0, colon).toLowerCase();
    const lower = raw.slice(colon + 1).toLowerCase();
    const uri = this.#uris.get(prefix);
    const namespace = uri ?? "";
    if (!isName.test(lower)) return { name: undefined, namespace };
    const canonical =
      uri !== undefined ? canonicalPrefix(uri) : prefix === "" ? "" : undeclaredPrefix(prefix);
    // A default namespace that nobody knows: the names still speak for themselves.
    if (canonical === undefined)
      return { name: prefix === "" && uri !== undefined ? lower : undefined, namespace };
    if (canonical === "rdf")
      return { name: lower === "rdf" ? "rdf:RDF" : lower === "seq" ? "rdf:Seq" : `rdf:${lower}`, namespace };
    if (canonical === "") return { name: lower, namespace };
    if (canonical === "atom") return { name: inAtom ? lower : `atom:${lower}`, namespace };
    return { name: `${canonical}:${lower}`, namespace };
  }
}
