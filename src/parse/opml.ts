import { decodeText } from "./decode-text.ts";
import { foreignSettings, freshRssInterval, withoutForce } from "./freshrss.ts";
import { type Attributes, readTags } from "./tags.ts";
import { oneLine, plainTitle } from "./text.ts";
import { resolveUrl } from "./url.ts";

/** A subscription of a list, as the list has it: `every` is how Wirefold's own lists say how often it is polled. */
export type ListedSource = Readonly<{ url: string; name?: string; category?: string; every?: string }>;

export type OpmlOutcome = Readonly<
  | {
      kind: "opml";
      /** In the document's order; addresses absolute, not looked at for doubles. */
      sources: readonly ListedSource[];
      /** Outlines that cannot be followed, and settings that have no match here: one sentence each. */
      notes: readonly string[];
    }
  | { kind: "no-opml"; error: string }
>;

/** Deeper folders are not told apart: no list of a person has them. */
const mostFolders = 10;
const longestName = 300;

/**
 * Reads a subscription list, OPML 1.0 or 2.0, whole or damaged, of any letter case. Nested folders become one category,
 * "News/World"; without a folder the first of the `category` attribute's is. Linear in its length; never throws.
 */
export function readOpml(bytes: Uint8Array, contentType?: string): OpmlOutcome {
  const { text } = decodeText(bytes, contentType);
  const reader = new OpmlReader();
  readTags(text, { xml: true }, reader);
  return reader.outcome();
}

class OpmlReader {
  readonly #sources: ListedSource[] = [];
  readonly #notes: string[] = [];
  /** Settings of FreshRSS that have no match here, and how many outlines have them. */
  readonly #foreign = new Map<string, number>();
  /** Open outlines: a folder's name, or nothing. */
  readonly #outlines: (string | undefined)[] = [];
  #root = "";
  #isList = false;
  /** Written by us: names are what they are, not what tools make of them. */
  #isOwn = false;

  open(prefixed: string, attributes: Attributes, selfClosing: boolean): void {
    const name = prefixed.replace(/^.*:/, "");
    this.#root ||= name;
    if (name === "opml") {
      this.#isList = true;
      this.#isOwn = attributes["xmlns:wirefold"] === ownNamespace;
    }
    if (name !== "outline") return;
    this.#isList = true;
    const address = addressIn(attributes);
    const folder = address === undefined && !isLeaf(attributes) ? this.#folderName(attributes) : undefined;
    if (address !== undefined) this.#take(address, attributes);
    else this.#noteUnfollowed(attributes);
    if (!selfClosing) this.#outlines.push(folder);
  }

  close(name: string): void {
    if (name.replace(/^.*:/, "") === "outline") this.#outlines.pop();
  }

  outcome(): OpmlOutcome {
    if (!this.#isList)
      return {
        kind: "no-opml",
        error: `it is no OPML: there is no <opml> in it${this.#root ? `, it begins with <${this.#root.slice(0, 50)}>` : ""}`,
      };
    const foreign = [...this.#foreign].map(([name, count]) => `${name} (${count})`);
    const note = `settings that have no match here were left out: ${foreign.join(", ")}`;
    return {
      kind: "opml",
      sources: this.#sources,
      notes: [...this.#notes, ...(foreign.length > 0 ? [note] : [])],
    };
  }

  #folderName(attributes: Attributes): string | undefined {
    const { text = "" } = attributes;
    return this.#isOwn && text !== "" ? oneLine(text) : textOf(attributes);
  }

  #take(address: string, attributes: Attributes): void {
    const url = resolveUrl((this.#isOwn ? address : addressBehind(address)).trim());
    const refusal = refusalOf(url, attributes);
    if (url === undefined || refusal !== undefined) {
      this.#notes.push(`${label(attributes, address)}: ${refusal ?? "its address is no web address"}`);
      return;
    }
    for (const setting of foreignSettings(attributes))
      this.#foreign.set(setting, (this.#foreign.get(setting) ?? 0) + 1);
    const name = this.#isOwn ? oneLine(attributes["title"] ?? "") : nameOf(attributes, url);
    const category = this.#folders() || firstCategory(attributes["category"]);
    const { every, note } = intervalOf(attributes);
    if (note) this.#notes.push(`${label(attributes, url)}: ${note}`);
    this.#sources.push({
      url: new URL(url).href,
      ...(name && { name }),
      ...(category && { category }),
      ...(every && { every }),
    });
  }

  #folders(): string {
    const open = this.#outlines.slice(0, mostFolders);
    return open.filter((folder) => folder !== undefined).join("/");
  }

  /** A folder is none of these; a line that leads nowhere, or to another list, is said. */
  #noteUnfollowed(attributes: Attributes): void {
    const list =
      attributes["frss:opmlurl"] ?? (attributes["type"] === "include" ? attributes["url"] : undefined);
    if (list) this.#notes.push(`${label(attributes, list)}: another list, at ${list}; import it by itself`);
    else if (isLeaf(attributes))
      this.#notes.push(
        `${label(attributes, attributes["url"] ?? "")}: it has no xmlUrl, so there is no feed to follow`,
      );
  }
}

/** What `publish/opml.ts` declares. */
const ownNamespace = "urn:wirefold:opml";

/** As some tools escape it twice. */
const addressBehind = (address: string): string => withoutForce(address.replaceAll("&amp;", "&"));

/** How often a list has a feed polled: by our own word, else by FreshRSS'. */
const intervalOf = (attributes: Attributes): ReturnType<typeof freshRssInterval> => {
  const every = attributes["wirefold:every"]?.trim();
  return every ? { every } : freshRssInterval(attributes);
};

/** Where a list says which feed: `xmlUrl` in any spelling; `url` where the type says that it is a feed. */
function addressIn(attributes: Attributes): string | undefined {
  const { type = "" } = attributes;
  const own = attributes["xmlurl"] ?? attributes["xml_url"] ?? attributes["feedurl"];
  const address = own ?? (/^(?:rss|atom|feed)/i.test(type) ? attributes["url"] : undefined);
  return address?.trim() || undefined;
}

/** A line of its own, without a feed: not a folder. */
const isLeaf = ({ type = "", htmlurl, url }: Attributes): boolean =>
  /^(?:rss|atom|link|include)/i.test(type) || htmlurl !== undefined || url !== undefined;

function refusalOf(url: string | undefined, { type = "", iscomment = "" }: Attributes): string | undefined {
  if (/^true$/i.test(iscomment.trim())) return "it is commented out in the list";
  // FreshRSS makes entries of any page by rules of its own.
  if (/xpath|dotnotation|json\+/i.test(type)) return `a page that is read by rules (${type}), not a feed`;
  if (url !== undefined && new URL(url).username + new URL(url).password !== "")
    return "its address holds a user name or password: write that source into the config by hand";
  return undefined;
}

const textOf = ({ text, title }: Attributes): string | undefined => {
  const name = plainTitle(text?.trim() || (title ?? ""), false);
  return name === "" ? undefined : name.slice(0, longestName);
};

/** The name that somebody gave it: an address or a host in its place stands for none. */
function nameOf({ text, title }: Attributes, url: string): string | undefined {
  const host = new URL(url).host;
  const own = title?.trim() ? plainTitle(title, false) : undefined;
  if (own && own !== url) return own.slice(0, longestName);
  const other = plainTitle(text ?? "", false);
  return other === "" || [url, host, host.replace(/^www\./, "")].includes(other)
    ? undefined
    : other.slice(0, longestName);
}

/** OPML 2.0: "/Boston/Weather,/Harvard". */
const firstCategory = (categories = ""): string | undefined =>
  oneLine(categories.split(",")[0] ?? "").replace(/^\/+|\/+$/g, "") || undefined;

const label = (attributes: Attributes, address: string): string =>
  textOf(attributes) ?? (oneLine(address).slice(0, 200) || "an outline without a name");
