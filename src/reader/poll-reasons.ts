import { durationIn, durationPattern, type KnownTexts, type Say, sayKnown, type Told, told } from "./told.ts";
import type { Words } from "./words/words.ts";

/**
 * Why a feed is asked next when it is, in the language of the page. `polling` writes the reason when it decides, in
 * English; it is one of the kinds below, with what it is about, or made of several.
 */
export const tellReason = (stored: string, words: Words): Told => told(reasons, stored, words);

/** The same where the interval stands beside it: "about 3 articles an hour", without how often that has it asked. */
export const tellReasonAlone = (stored: string, words: Words): Told =>
  tellReason(stored.replace(asked, ""), words);

const duration = durationPattern;
const asked = new RegExp(`, asked (?:every|again after) ${duration}$`);

type Reasons = Words["reasons"];
/** The names of those that are the same always, or are functions of one text. */
type Plain = { [K in keyof Reasons]: Reasons[K] extends string ? K : never }[keyof Reasons];
type OfText = {
  [K in keyof Reasons]: Reasons[K] extends (text: string) => string ? K : never;
}[keyof Reasons];

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const plain = (text: string, name: Plain): KnownTexts[number] => [
  whole(literal(text)),
  (_, { reasons }) => reasons[name],
];
const withText = (pattern: string, name: OfText): KnownTexts[number] => [
  whole(pattern),
  ([found = ""], { reasons }) => reasons[name](found),
];
const withTime = (pattern: string, name: OfText): KnownTexts[number] => [
  whole(pattern),
  ([time = ""], words) => words.reasons[name](durationIn(time, words)),
];
/** About another reason: known where that is. */
const around = (pattern: string, name: OfText): KnownTexts[number] => [
  whole(pattern),
  ([inner = ""], words) => {
    const said = sayKnown(reasons, inner, words);
    return said === undefined ? undefined : words.reasons[name](said);
  },
];
/** About articles in a time: "3 articles an hour". */
const withArticles = (pattern: string, name: OfText): KnownTexts[number] => [
  whole(pattern.replace("ARTICLES", String.raw`(\d+ articles? an? \w+(?: or more)?)`)),
  ([found = ""], words) => words.reasons[name](articlesIn(found, words)),
];

const times = ["hour", "day", "week", "month", "year"] as const;

function articlesIn(text: string, { reasons: say }: Words): string {
  const [, amount = "", time, more] = /^(\d+) articles? an? (\w+)( or more)?$/.exec(text) ?? [];
  const articles = say.articles(Number(amount), times.find((each) => each === time) ?? "year");
  return more ? say.orMore(articles) : articles;
}

/** `say` with a duration and another reason. */
const timeAndReason =
  (name: "maxEvery" | "notBeforeInterval"): Say =>
  ([time = "", inner = ""], words) => {
    const said = sayKnown(reasons, inner, words);
    return said === undefined ? undefined : words.reasons[name](durationIn(time, words), said);
  };

const askedBy =
  (name: "askedEvery" | "askedAgain"): Say =>
  ([inner = "", time = ""], words) => {
    const said = sayKnown(reasons, inner, words);
    return said === undefined ? undefined : words.reasons[name](said, durationIn(time, words));
  };

/** Both parts of "this; and that". */
const both: Say = ([first = "", second = ""], words) => {
  const parts = [first, second].map((part) => sayKnown(reasons, part, words));
  return parts.every((part) => part !== undefined) ? parts.join("; ") : undefined;
};

/** What stands around others comes first: its own end would be taken for a part of theirs. */
const reasons: KnownTexts = [
  [whole(`at least every ${duration} \\(maxEvery\\), though (.+)`), timeAndReason("maxEvery")],
  [whole(`not before the interval of ${duration}, though (.+)`), timeAndReason("notBeforeInterval")],
  [
    /^it leads to (\S+), and there (.+)$/,
    ([host = "", there = ""], words) => {
      const said = sayKnown(reasons, there, words);
      return said === undefined ? undefined : words.reasons.leadsTo(host, said);
    },
  ],
  around(
    String.raw`(.+), and longer for now, as the server had too much to do lately \(429, 503\)`,
    "slowed",
  ),
  plain("another process asks it at present", "askedElsewhere"),
  plain("its hub tells us of news; asked daily all the same", "hubTells"),
  [/^(.+); (the feed asks to be left alone .+)$/, both],
  [whole(`(.+), asked every ${duration}`), askedBy("askedEvery")],
  [whole(`(.+), asked again after ${duration}`), askedBy("askedAgain")],
  [
    /^(.+), and its document holds no more than (\d+)$/,
    ([inner = "", amount = ""], words) => {
      const said = sayKnown(reasons, inner, words);
      return said === undefined ? undefined : words.reasons.holdsOnly(said, Number(amount));
    },
  ],
  plain("not asked yet", "notAsked"),
  plain("being asked now", "beingAsked"),
  plain("asked for by hand", "byHand"),
  plain("the clock was set back", "clockBack"),
  plain("its login or headers were changed", "loginChanged"),
  plain("the server said so", "serverSaidSo"),
  plain("the feed asks to be left alone until then (skipHours, skipDays)", "skipped"),
  plain("its hub told of news", "hubTold"),
  plain("its hub told of news that are not there yet", "hubAhead"),
  plain("its pace is not known yet", "paceUnknown"),
  plain("more than half of its document was new, and none of it is to be missed", "halfWasNew"),
  plain("this machine's own network failed: tried again soon, later as usual", "ownNetwork"),
  plain("tried again after an error", "again"),
  plain("gone: not asked again", "gone"),
  withTime(`every ${duration}`, "every"),
  withTime(`never more often than every ${duration} \\(minEvery\\)`, "minEvery"),
  withTime(`the feed asks to be polled every ${duration} at most`, "feedAsks"),
  withTime(`the same for ${duration}, and nothing to ask conditionally by`, "unchanged"),
  withTime(`nothing new for ${duration}`, "nothingNew"),
  withText("the server said (.+)", "serverSaid"),
  withText(String.raw`at the times of (.+) \(cron\)`, "cron"),
  withText(String.raw`(.+) \(cron\) never comes`, "cronNever"),
  withText(String.raw`(\S+) answers again`, "answersAgain"),
  withText(
    String.raw`(\S+) did not answer another of its feeds either: one is asked for all of them`,
    "oneForAll",
  ),
  withText(String.raw`the server answered (\d+) without saying until when: an hour at least`, "busy"),
  withText(String.raw`404 since (\d{4}-\d\d-\d\d): not asked again`, "lost"),
  withArticles("about ARTICLES lately", "aboutLately"),
  withArticles("about ARTICLES at this time of day", "aboutNow"),
  withArticles("about ARTICLES", "about"),
  withArticles("publishes about ARTICLES, rather now", "publishesNow"),
  withArticles("publishes about ARTICLES, rather at other times of day", "publishesLater"),
  withArticles("publishes about ARTICLES", "publishes"),
  [
    whole(String.raw`the server answered (\d+) and said Retry-After: ${duration}`),
    ([status = "", time = ""], words) => words.reasons.retryAfter(status, durationIn(time, words)),
  ],
  [
    whole(String.raw`(\d+) times 404 in a row: once in ${duration}`),
    ([amount = "", time = ""], words) => words.reasons.notFound(Number(amount), durationIn(time, words)),
  ],
  [/^back-off after (\d+) errors in a row$/, ([amount = ""], words) => words.reasons.backOff(Number(amount))],
];
