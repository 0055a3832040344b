import { type DefaultTreeAdapterMap, parseFragment, serialize } from "parse5";

type Node = DefaultTreeAdapterMap["childNode"];

/** Written down anew, not taken from the sanitiser: what a reader's page may hold of a publisher's. */
const elements = new Set(
  `a abbr audio b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure
  h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small source span strong sub summary sup table tbody td
  tfoot th thead time tr u ul var video wbr`
    .trim()
    .split(/\s+/),
);
const addresses = new Set(["href", "src", "cite", "poster"]);
const attributes = new Set(
  `abbr alt colspan controls datetime decoding dir height hreflang lang loading open preload rel reversed rowspan scope span
  start title type value width`
    .trim()
    .split(/\s+/),
);
/** What no text may hold: controls, overrides of direction, halves of characters. */
// oxlint-disable-next-line no-control-regex
const unfit = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\uFFFE\uFFFF]|\p{Surrogate}/u;

/** What is wrong with HTML that is said to be safe, as a browser's parsing algorithm reads it; nothing where it is safe. */
export function faultsOfHtml(html: string): string[] {
  const fragment = parseFragment(html);
  const faults = fragment.childNodes.flatMap(faultsOf);
  // What means something else when it is written and read again is how filters are passed by.
  const again = serialize(fragment);
  if (serialize(parseFragment(again)) !== again) faults.push("it changes when it is read again");
  return faults;
}

function faultsOf(node: Node): string[] {
  if (node.nodeName === "#text") {
    const text = "value" in node ? node.value : "";
    return unfit.test(text) ? [`an unfit character in ${JSON.stringify(text.slice(0, 60))}`] : [];
  }
  if (!("tagName" in node)) return [`a node ${node.nodeName}`];
  const faults = elements.has(node.tagName) ? [] : [`an element <${node.tagName}>`];
  for (const { name, value } of node.attrs) {
    if (addresses.has(name)) faults.push(...faultsOfAddress(name, value));
    else if (!attributes.has(name)) faults.push(`an attribute ${node.tagName} ${name}=`);
    if (unfit.test(value)) faults.push(`an unfit character in ${name}=${JSON.stringify(value.slice(0, 60))}`);
  }
  return [...faults, ...node.childNodes.flatMap(faultsOf)];
}

/** An address must be absolute, and of a scheme that opens a page or, in a link, writes to somebody. */
export function faultsOfAddress(name: string, value: string): string[] {
  if (value === "" && name === "cite") return [];
  if (!URL.canParse(value)) return [`${name}=${JSON.stringify(value.slice(0, 80))} is no absolute address`];
  const { protocol } = new URL(value);
  const allowed = name === "href" ? /^(?:https?|mailto|tel):$/ : /^https?:$/;
  return allowed.test(protocol) ? [] : [`${name}= leads to ${protocol}`];
}

/** What is wrong with a line of plain text. Tags in it are words: whoever prints it escapes it. */
export const faultsOfLine = (name: string, text: string): string[] => [
  ...(unfit.test(text) ? [`an unfit character in ${name}: ${JSON.stringify(text.slice(0, 60))}`] : []),
  ...(text.trim() === "" ? [`${name} is empty`] : []),
];
