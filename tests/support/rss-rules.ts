import {
  faultsOfContent,
  isCount,
  isLanguage,
  isMediaType,
  isRfc822,
  isUri,
  isWebAddress,
  mustBe,
} from "./feed-values.ts";
import { faultsOfHistory } from "./history-rules.ts";
import { type XmlElement, all, readXml } from "./xml-tree.ts";

const atom = "http://www.w3.org/2005/Atom";
const content = "http://purl.org/rss/1.0/modules/content/";
const dc = "http://purl.org/dc/elements/1.1/";
const media = "http://search.yahoo.com/mrss/";
const slash = "http://purl.org/rss/1.0/modules/slash/";
const wfw = "http://wellformedweb.org/CommentAPI/";
const itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
const podcast = "https://podcastindex.org/namespace/1.0";
const known = new Set([
  "",
  atom,
  content,
  dc,
  media,
  slash,
  wfw,
  itunes,
  podcast,
  "http://purl.org/syndication/history/1.0",
]);

const ofChannel =
  words(`title link description language copyright managingEditor webMaster pubDate lastBuildDate category
  generator docs cloud ttl image rating textInput skipHours skipDays item`);
const ofItem = words("title link description author category comments enclosure guid pubDate source");
/** What may be there more than once. */
const repeated = words("category item");

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** What is wrong with a document by RSS 2.0 and the RSS Advisory Board's profile; nothing where all is well. */
export function faultsOfRss(xml: string): string[] {
  const root = readXml(xml);
  if (root.name !== "rss" || root.namespace !== "") return ["The root is not rss"];
  const [channel, second] = root.elements;
  if (channel?.name !== "channel" || second !== undefined) return ["rss does not hold one channel"];
  const items = all(channel, "item", "");
  const guids = items.flatMap((item) => all(item, "guid", "").map(({ text }) => text));
  return [
    ...(root.attributes["version"] === "2.0" ? [] : ["version is not 2.0"]),
    ...faultsOfChildren(channel, ofChannel),
    ...faultsOfChannel(channel),
    ...faultsOfHistory(channel),
    ...(new Set(guids).size < guids.length ? ["Two items have one guid"] : []),
    ...items.flatMap((item, index) => faultsOfItem(item).map((fault) => `item ${index + 1}: ${fault}`)),
  ];
}

/** Only elements of RSS or of a namespace, each but those once. */
function faultsOfChildren(parent: XmlElement, allowed: ReadonlySet<string>): string[] {
  const own = parent.elements.filter(({ namespace }) => namespace === "").map(({ name }) => name);
  return [
    ...own.filter((name) => !allowed.has(name)).map((name) => `<${name}> is none of RSS`),
    ...own
      .filter((name, index) => own.indexOf(name) < index && !repeated.has(name))
      .map((name) => `<${name}> twice`),
    ...parent.elements
      .filter(({ namespace }) => !known.has(namespace))
      .map(({ namespace }) => `namespace ${namespace}`),
  ];
}

/** Checks the text of each child of that name. */
const texts = (
  parent: XmlElement,
  [name, namespace = ""]: readonly [name: string, namespace?: string],
  is: (value: string) => boolean,
  kind: string,
): string[] => all(parent, name, namespace).flatMap(({ text }) => mustBe(`<${name}>`, text, is, kind));

const isSaid = (text: string): boolean => text.trim() !== "";
/** Titles are text (profile, "Character data"): markup in them is shown as it stands. */
const isLine = (text: string): boolean => isSaid(text) && !/[\n\r\t]/.test(text);

function faultsOfChannel(channel: XmlElement): string[] {
  const self = all(channel, "link", atom).filter((link) => link.attributes["rel"] === "self");
  return [
    ...["title", "link", "description"]
      .filter((name) => all(channel, name, "").length === 0)
      .map((name) => `No <${name}>`),
    ...texts(channel, ["title"], isLine, "a line"),
    ...texts(channel, ["link"], isWebAddress, "an address"),
    ...texts(channel, ["description"], isSaid, "a text"),
    ...texts(channel, ["language"], isLanguage, "a language"),
    ...texts(channel, ["pubDate"], isRfc822, "an RFC 822 date"),
    ...texts(channel, ["lastBuildDate"], isRfc822, "an RFC 822 date"),
    ...texts(channel, ["docs"], isWebAddress, "an address"),
    ...texts(channel, ["category"], isSaid, "a category"),
    ...texts(channel, ["ttl"], isCount, "a number of minutes"),
    ...(self.length === 1 ? [] : ["The profile recommends one atom:link to itself"]),
    ...all(channel, "link", atom).flatMap(({ attributes }) => [
      ...mustBe("atom:link href", attributes["href"], isUri, "an address"),
      ...(attributes["type"] === undefined
        ? []
        : mustBe("its type", attributes["type"], isMediaType, "a media type")),
    ]),
  ];
}

function faultsOfItem(item: XmlElement): string[] {
  const names = item.elements.map(({ namespace, name }) => `${namespace} ${name}`);
  const summary = names.indexOf(" description");
  const full = names.indexOf(`${content} encoded`);
  return [
    ...faultsOfChildren(item, ofItem),
    ...(names.includes(" title") || summary >= 0 ? [] : ["Neither title nor description"]),
    ...(full >= 0 && summary > full ? ["content:encoded before description"] : []),
    ...(names.filter((name) => name === `${content} encoded`).length > 1 ? ["content:encoded twice"] : []),
    ...texts(item, ["title"], isLine, "a line"),
    ...texts(item, ["link"], isWebAddress, "an address"),
    ...texts(item, ["comments"], isWebAddress, "an address"),
    ...texts(item, ["category"], isSaid, "a category"),
    ...texts(item, ["pubDate"], isRfc822, "an RFC 822 date"),
    // Profile: an author is known by a mail address.
    ...texts(item, ["author"], (text) => /^\S+@\S+(?: \(.+\))?$/.test(text), "a mail address"),
    ...[...all(item, "description", ""), ...all(item, "encoded", content)].flatMap(({ text }) =>
      faultsOfContent(text),
    ),
    ...all(item, "guid", "").flatMap(({ text, attributes }) =>
      attributes["isPermaLink"] === "false"
        ? mustBe("guid", text, isSaid, "said")
        : mustBe("guid", text, isWebAddress, "a permalink"),
    ),
    ...all(item, "source", "").flatMap(({ text, attributes }) => [
      ...mustBe("source", text, isLine, "a title"),
      ...mustBe("source url", attributes["url"], isWebAddress, "an address"),
    ]),
    ...all(item, "enclosure", "").flatMap(({ attributes }) => [
      ...mustBe("enclosure url", attributes["url"], isWebAddress, "an address"),
      ...mustBe("enclosure length", attributes["length"], isCount, "a count of bytes"),
      ...mustBe("enclosure type", attributes["type"], isMediaType, "a media type"),
    ]),
    ...faultsOfModules(item),
  ];
}

/** What the namespaces ask. */
function faultsOfModules(item: XmlElement): string[] {
  const urls = (name: string, namespace: string) =>
    all(item, name, namespace).flatMap(({ attributes }) =>
      mustBe(`${name} url`, attributes["url"], isWebAddress, "an address"),
    );
  return [
    ...(all(item, "creator", dc).length === 1 ? [] : ["Not one dc:creator"]),
    ...texts(item, ["creator", dc], isLine, "a name"),
    ...texts(item, ["language", dc], isLanguage, "a language"),
    ...texts(item, ["rights", dc], isSaid, "said"),
    ...texts(item, ["comments", slash], isCount, "a count"),
    ...texts(item, ["commentRss", wfw], isWebAddress, "an address"),
    ...texts(item, ["duration", itunes], isCount, "seconds"),
    ...urls("content", media),
    ...urls("thumbnail", media),
    ...urls("transcript", podcast),
    ...urls("chapters", podcast),
    ...all(item, "content", media).flatMap(({ attributes: { type, fileSize, duration } }) => [
      ...(type === undefined ? [] : mustBe("media:content type", type, isMediaType, "a media type")),
      ...(fileSize === undefined ? [] : mustBe("fileSize", fileSize, isCount, "a count")),
      ...(duration === undefined ? [] : mustBe("duration", duration, isCount, "seconds")),
    ]),
    ...[...all(item, "transcript", podcast), ...all(item, "chapters", podcast)].flatMap(({ attributes }) =>
      mustBe("its type", attributes["type"], isMediaType, "a media type"),
    ),
  ];
}
