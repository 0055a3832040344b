import { durationIn, durationPattern, type KnownTexts, sayKnown, type Told, told } from "./told.ts";
import type { Words } from "./words/words.ts";

/**
 * What went wrong with a poll, in the language of the page: what publishers' servers usually answer, and what keeps a
 * machine from asking. Rare faults stand as the store keeps them, in English.
 */
export const tellFault = (stored: string, words: Words): Told => told(faults, stored, words);

type Faults = Words["faults"];
type Plain = { [K in keyof Faults]: Faults[K] extends string ? K : never }[keyof Faults];
type OfText = { [K in keyof Faults]: Faults[K] extends (text: string) => string ? K : never }[keyof Faults];
type OfTwo = {
  [K in keyof Faults]: Faults[K] extends (a: string, b: string) => string
    ? Faults[K] extends (a: string) => string
      ? never
      : K
    : never;
}[keyof Faults];

const duration = durationPattern;
const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);
const plain = (pattern: string, name: Plain): KnownTexts[number] => [
  whole(pattern),
  (_, { faults: say }) => say[name],
];
const withText = (pattern: string, name: OfText): KnownTexts[number] => [
  whole(pattern),
  ([found = ""], { faults: say }) => say[name](found),
];
/** About somebody and a duration. */
const withTime = (pattern: string, name: OfTwo): KnownTexts[number] => [
  whole(pattern),
  ([who = "", time = ""], words) => words.faults[name](who, durationIn(time, words)),
];

/** What ends the sentence "Cannot fetch …: ". */
const ends: KnownTexts = [
  withText(
    String.raw`the server answered (.+?)\. It wants a login: the source's url \(https://user:password@…\) or headers in the config can give one`,
    "wantsLogin",
  ),
  withText(String.raw`the server answered (\d+(?: [A-Z][\w' -]*)?)`, "answered"),
  [
    /^a bot challenge by (.+) stands before it \(the server answered (.+)\)$/,
    ([who = "", answer = ""], { faults: say }) => say.challenge(who, answer),
  ],
  withText(
    String.raw`the host name (\S+) does not resolve: check how it is spelt, and whether the site still exists`,
    "noSuchHost",
  ),
  withText(
    String.raw`no name server answered for (\S+): this machine has no network, or its name server is down`,
    "noNameServer",
  ),
  withTime(String.raw`no name server answered for (\S+) within ${duration}`, "noNameServerWithin"),
  withText(String.raw`this machine has no network that leads to (\S+)`, "noNetworkTo"),
  plain("the network of this machine is down", "networkDown"),
  withText("(.+) refused the connection", "refused"),
  withText("(.+) cannot be reached: it is switched off, or its network is", "unreachable"),
  withTime(`(.+) did not take the connection within ${duration}`, "noConnection"),
  withTime(`(.+) took the request and did not answer within ${duration}`, "noAnswer"),
  withTime(`(.+) fell silent in the middle of its answer, after ${duration}`, "fellSilent"),
  withText("(.+) closed the connection before it answered", "closedBefore"),
  withText("(.+) closed the connection in the middle of its answer", "closedWithin"),
  [
    whole(`no answer within ${duration}`),
    ([time = ""], words) => words.faults.nothingWithin(durationIn(time, words)),
  ],
  withText(
    "the certificate of (.+) has expired: its operator must renew it, or this clock is wrong",
    "expired",
  ),
  [
    /^its body is larger than ([\d.]+) MB$/,
    ([amount = ""], { faults: say, formats }) => say.tooLarge(formats.bytes(Number(amount) * 1e6)),
  ],
  plain("its redirects go round in a circle", "redirectCircle"),
  [
    /^it redirects more than (\d+) times$/,
    ([amount = ""], { faults: say }) => say.tooManyRedirects(Number(amount)),
  ],
];

/** What ends the sentence "Cannot parse …: ". */
const noFeeds: KnownTexts = [
  plain("it is empty", "isEmpty"),
  plain("it is an HTML page", "isPage"),
  plain("it is an OPML list of subscriptions, not a feed", "isOpml"),
  plain("it is binary data", "isBinary"),
  withText("it begins with (<.+>)", "beginsWith"),
  plain("it holds no <rss>, <feed> or <rdf:RDF>", "holdsNoFeed"),
  plain("the document is cut off before its first item ends", "isCutOff"),
];

/** Whole sentences, and their ends alone, which tables of one source show. */
const faults: KnownTexts = [
  [
    /^Cannot fetch (\S+)(?: \(it redirects to (\S+)\))?: (.+)$/,
    ([address = "", to, end = ""], words) => {
      const why = sayKnown(ends, end, words);
      if (why === undefined) return undefined;
      return words.faults.cannotFetch(to ? words.faults.redirectsTo(address, to) : address, why);
    },
  ],
  [
    /^Cannot parse (\S+): (.+)$/,
    ([address = "", end = ""], words) => {
      const why = sayKnown(noFeeds, end, words);
      return why === undefined ? undefined : words.faults.cannotParse(address, why);
    },
  ],
  ...ends,
  ...noFeeds,
];
