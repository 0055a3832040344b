import Parser from "rss-parser";
import type { FeedFormat } from "../model/parsed-feed.ts";
import { isBinaryText } from "./binary.ts";
import { writeXml } from "./canonical-xml.ts";
import { shapeFeed, structure } from "./feed-shape.ts";
import type { CanonicalTree } from "./feed-element.ts";
import { readTree } from "./feed-tree.ts";
import { type Fields, fieldsOf, ownPrefix } from "./fields.ts";

/** An XML feed as rss-parser has read it: every element by its canonical name. */
export type XmlFeed = Readonly<{
  format: FeedFormat;
  notes: readonly string[];
  /** It ended before its root did. */
  truncated: boolean;
  head: Fields;
  entries: readonly Fields[];
}>;

export type XmlOutcome = Readonly<{ kind: "feed"; feed: XmlFeed } | { kind: "no-feed"; why: string }>;

/**
 * rss-parser makes snippets, dates and authors of what stands under its own names, in ways that hang (contentSnippet is
 * quadratic) or throw (one bad date loses an Atom feed). So everything but the structure goes by names of ours, and
 * comes back by `customFields`, repeated elements and attributes included.
 */
const ownName = (name: string): string => (structure.has(name) ? name : ownPrefix + name);

/**
 * Reads RSS, RDF and Atom: any tag soup becomes a canonical tree, the tree well-formed XML, and that is what rss-parser
 * parses. What is no feed is answered with what was found instead.
 */
export async function readXmlFeed(text: string): Promise<XmlOutcome> {
  const outcome = readTree(text);
  if (outcome.kind === "refused") return { kind: "no-feed", why: outcome.why };
  if (outcome.kind === "no-root") return { kind: "no-feed", why: describeNoRoot(text, outcome.found) };
  const { tree } = outcome;
  const { root, names, notes, cutOff } = shapeFeed(tree);
  if (cutOff) return { kind: "no-feed", why: "the document is cut off before its first item ends" };
  const texts: string[] = [];
  const parsed = await createParser(names).parseString(writeXml(root, ownName, texts));
  const record = parsed as unknown as Record<string, unknown>;
  return {
    kind: "feed",
    feed: {
      format: formatOf(tree),
      notes: [...tree.notes, ...notes],
      truncated: tree.truncated,
      head: fieldsOf(record, texts),
      entries: (parsed.items as unknown as Record<string, unknown>[]).map((item) => fieldsOf(item, texts)),
    },
  };
}

/** A new one for every document: an instance keeps state from one parse to the next. */
function createParser(names: ReadonlySet<string>): Parser {
  const fields = [...names].map((name) => [ownName(name), ownName(name), { keepArray: true }] as const);
  const customFields = { feed: fields, item: fields } as unknown as NonNullable<
    Parser.ParserOptions<object, object>["customFields"]
  >;
  return new Parser({ defaultRSS: 2, customFields });
}

function formatOf({ root, rootNamespace }: CanonicalTree): FeedFormat {
  if (root.name === "feed" || root.name === "entry")
    return /2005\/atom/i.test(rootNamespace) || root.attributes.get("version") === undefined
      ? "atom-1.0"
      : "atom-0.3";
  if (root.name === "rdf:RDF") return /simple\/0\.9/.test(rootNamespace) ? "rss-0.90" : "rss-1.0";
  const version = root.attributes.get("version")?.trim() ?? "";
  const minor = /^0\.9([0-4])/.exec(version)?.[1];
  return minor === undefined ? "rss-2.0" : (`rss-0.9${minor}` as FeedFormat);
}

function describeNoRoot(text: string, firstTag: string): string {
  if (text.trim() === "") return "it is empty";
  if (/^(?:html|head|body)$/.test(firstTag) || /<(?:!doctype )?html[\s>]/i.test(text.slice(0, 4000)))
    return "it is an HTML page";
  if (firstTag === "opml") return "it is an OPML list of subscriptions, not a feed";
  if (isBinaryText(text)) return "it is binary data";
  if (/^\s*</.test(text) && /^[\w.:-]+$/.test(firstTag)) return `it begins with <${firstTag.slice(0, 40)}>`;
  return "it holds no <rss>, <feed> or <rdf:RDF>";
}
