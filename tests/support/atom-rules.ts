import {
  faultsOfContent,
  isCount,
  isLanguage,
  isMediaType,
  isRfc3339,
  isUri,
  isWebAddress,
  mustBe,
} from "./feed-values.ts";
import { faultsOfHistory } from "./history-rules.ts";
import { type XmlElement, all, readXml } from "./xml-tree.ts";

const atom = "http://www.w3.org/2005/Atom";
const tombstones = "http://purl.org/atompub/tombstones/1.0";
const threading = "http://purl.org/syndication/thread/1.0";
const media = "http://search.yahoo.com/mrss/";
const lang = "{http://www.w3.org/XML/1998/namespace}lang";

/** How many there may be of each element (RFC 4287 4.1). */
type Counts = Readonly<Record<string, readonly [least: number, most: number]>>;
const many = Number.POSITIVE_INFINITY;
const ofAll: Counts = {
  author: [0, many],
  category: [0, many],
  contributor: [0, many],
  link: [0, many],
  id: [1, 1],
  title: [1, 1],
  updated: [1, 1],
  rights: [0, 1],
};
const ofFeed: Counts = {
  ...ofAll,
  generator: [0, 1],
  icon: [0, 1],
  logo: [0, 1],
  subtitle: [0, 1],
  entry: [0, many],
};
const ofEntry: Counts = { ...ofAll, content: [0, 1], published: [0, 1], source: [0, 1], summary: [0, 1] };
// 4.2.11: what the feed's metadata are is preserved as far as they are known.
const ofSource: Counts = { ...ofFeed, id: [0, 1], title: [0, 1], updated: [0, 1], entry: [0, 0] };

/** What is wrong with a document by RFC 4287, RFC 5005, RFC 6721 and RFC 4685; nothing where all is well. */
export function faultsOfAtom(xml: string): string[] {
  const feed = readXml(xml);
  if (feed.name !== "feed" || feed.namespace !== atom) return ["The root is not atom:feed"];
  const entries = all(feed, "entry", atom);
  const gone = all(feed, "deleted-entry", tombstones);
  const ids = entries.map((entry) => all(entry, "id", atom)[0]?.text);
  const refs = gone.map(({ attributes }) => attributes["ref"]);
  const self = all(feed, "link", atom).filter(({ attributes }) => attributes["rel"] === "self");
  const hasAuthor = all(feed, "author", atom).length > 0;
  return [
    ...faultsOfCommon(feed, ofFeed),
    ...faultsOfHistory(feed),
    ...(self.length === 1 ? [] : ["4.1.1: not one link to itself"]),
    ...(new Set(ids).size < ids.length ? ["4.1.1: two entries with one id"] : []),
    ...(new Set(refs).size < refs.length ? ["Two tombstones of one entry"] : []),
    ...refs.filter((ref) => ids.includes(ref)).map((ref) => `${ref} is there, and announced as gone`),
    ...gone.flatMap(faultsOfTombstone),
    ...entries.flatMap((entry, index) =>
      faultsOfEntry(entry, hasAuthor).map((fault) => `entry ${index + 1}: ${fault}`),
    ),
  ];
}

function faultsOfCounts(parent: XmlElement, counts: Counts): string[] {
  const names = parent.elements.filter(({ namespace }) => namespace === atom).map(({ name }) => name);
  return [
    ...Object.entries(counts).flatMap(([name, [least, most]]) => {
      const count = names.filter((each) => each === name).length;
      return count >= least && count <= most ? [] : [`${count} of <${name}> in <${parent.name}>`];
    }),
    ...names.filter((name) => !Object.hasOwn(counts, name)).map((name) => `<${name}> in <${parent.name}>`),
    ...parent.elements
      .filter(({ namespace }) => namespace === "")
      .map(({ name }) => `<${name}> in no namespace`),
  ];
}

/** What feed, entry and source have in common. */
function faultsOfCommon(parent: XmlElement, counts: Counts): string[] {
  const own = (name: string) => all(parent, name, atom);
  const alternates = own("link")
    .filter(({ attributes: { rel = "alternate" } }) => rel === "alternate")
    .map(({ attributes: { type, hreflang } }) => `${type} ${hreflang}`);
  return [
    ...faultsOfCounts(parent, counts),
    ...own("id").flatMap(({ text }) => mustBe("id", text, isUri, "an absolute IRI")),
    ...[...own("updated"), ...own("published")].flatMap(({ name, text }) =>
      mustBe(name, text, isRfc3339, "an RFC 3339 date"),
    ),
    ...["title", "subtitle", "summary", "rights"].flatMap((name) => own(name).flatMap(faultsOfText)),
    ...[...own("author"), ...own("contributor")].flatMap(faultsOfPerson),
    ...own("link").flatMap(faultsOfLink),
    ...[...own("icon"), ...own("logo")].flatMap(({ name, text }) =>
      mustBe(name, text, isWebAddress, "an address"),
    ),
    ...own("category").flatMap(({ attributes }) =>
      mustBe("category term", attributes["term"], (term) => term.trim() !== "", "said"),
    ),
    ...(new Set(alternates).size < alternates.length ? ["Two alternate links of one type and language"] : []),
    ...(parent.attributes[lang] === undefined
      ? []
      : mustBe("xml:lang", parent.attributes[lang], isLanguage, "BCP 47")),
  ];
}

/** 3.1. */
function faultsOfText({ name, text, elements, attributes }: XmlElement): string[] {
  const { type = "text" } = attributes;
  return [
    ...(["text", "html"].includes(type) ? [] : [`${name} has the type ${type}`]),
    ...(elements.length > 0 ? [`${name} holds elements`] : []),
    ...(name === "title" && text.trim() === "" ? ["title is empty"] : []),
    ...(type === "html" ? faultsOfContent(text) : []),
  ];
}

/** 3.2. */
function faultsOfPerson(person: XmlElement): string[] {
  return [
    ...faultsOfCounts(person, { name: [1, 1], uri: [0, 1], email: [0, 1] }),
    ...all(person, "name", atom).flatMap(({ text }) =>
      mustBe("name", text, (name) => name.trim() !== "", "said"),
    ),
    ...all(person, "uri", atom).flatMap(({ text }) => mustBe("uri", text, isWebAddress, "an address")),
    ...all(person, "email", atom).flatMap(({ text }) =>
      mustBe("email", text, (mail) => /^.+@.+$/.test(mail), "a mail address"),
    ),
  ];
}

/** 4.2.7. */
function faultsOfLink({ attributes: { href, rel, type, length, hreflang } }: XmlElement): string[] {
  return [
    ...mustBe("href", href, isWebAddress, "an address"),
    ...(rel === undefined
      ? []
      : mustBe("rel", rel, (each) => /^[a-z-]+$/.test(each) || isUri(each), "a relation")),
    ...(type === undefined ? [] : mustBe("type", type, isMediaType, "a media type")),
    ...(length === undefined ? [] : mustBe("length", length, isCount, "a count of bytes")),
    ...(hreflang === undefined ? [] : mustBe("hreflang", hreflang, isLanguage, "a language")),
  ];
}

function faultsOfEntry(entry: XmlElement, feedHasAuthor: boolean): string[] {
  const [content] = all(entry, "content", atom);
  const [source] = all(entry, "source", atom);
  const hasAuthor = [entry, ...(source ? [source] : [])].some((each) => all(each, "author", atom).length > 0);
  const hasAlternate = all(entry, "link", atom).some(
    ({ attributes: { rel = "alternate" } }) => rel === "alternate",
  );
  const { type = "text" } = content?.attributes ?? {};
  const [published, updated] = ["published", "updated"].map((name) =>
    Date.parse(all(entry, name, atom)[0]?.text ?? ""),
  );
  return [
    ...faultsOfCommon(entry, ofEntry),
    ...(source ? faultsOfCommon(source, ofSource) : []),
    ...(hasAuthor || feedHasAuthor ? [] : ["4.1.2: no author"]),
    ...(content || hasAlternate ? [] : ["4.1.2: neither content nor an alternate link"]),
    ...(content && !["text", "html"].includes(type) ? [`content has the type ${type}`] : []),
    ...(content && content.elements.length > 0 ? ["4.1.3.3: content holds elements"] : []),
    ...(content && type === "html" ? faultsOfContent(content.text) : []),
    ...(published !== undefined && updated !== undefined && updated < published
      ? ["updated before published"]
      : []),
    ...all(entry, "total", threading).flatMap(({ text }) => mustBe("thr:total", text, isCount, "a count")),
    ...all(entry, "thumbnail", media).flatMap(({ attributes }) =>
      mustBe("media:thumbnail url", attributes["url"], isWebAddress, "an address"),
    ),
  ];
}

/** RFC 6721 3. */
function faultsOfTombstone(tombstone: XmlElement): string[] {
  const { ref, when } = tombstone.attributes;
  return [
    ...mustBe("ref", ref, isUri, "an IRI"),
    ...mustBe("when", when, isRfc3339, "an RFC 3339 date"),
    ...(all(tombstone, "comment", tombstones).length > 1 ? ["Two comments of a tombstone"] : []),
    ...all(tombstone, "link", atom).flatMap(faultsOfLink),
  ];
}
