import { hourMs } from "../../base/duration.ts";
import { viewPhrases } from "../../model/view.ts";
import { formatsOf } from "./formats.ts";

const formats = formatsOf("en-GB", { usesSymbols: true });
const { count } = formats;

/** Everything the interface says, in English. The other languages have the same shape. */
export const en = {
  /** BCP 47, for `lang`. */
  tag: "en",
  /** Of itself, for who chooses. */
  name: "English",
  formats,
  moment: { justNow: "just now", inAMoment: "in a moment" },
  frame: {
    skip: "Skip to the content",
    sections: "Sections",
    frontPage: "Front page",
    search: "Search",
    feeds: "Feeds",
    sources: "Sources",
    status: "Status",
  },
  /** A stretch of a list of stories. */
  list: {
    order: "Order",
    orders: { top: "Top", latest: "Latest" },
    subscribe: "Subscribe",
    pages: "Pages of this list",
    backToStart: "Back to the start",
    moreStories: "More stories",
  },
  card: { sameText: "same text", earlier: "Earlier in this story" },
  /** What a list leaves out: "and 1,200 more". */
  andMore: (left: number) => `and ${formats.number(left)} more`,
  coverage: {
    byline: (agency: string, outlet: string) => `${agency} via ${outlet}`,
    sameText: (outlets: number) => `Same text in ${formats.number(outlets)}`,
    copyOf: (agency: string, outlets: number) => `${agency} copy in ${formats.number(outlets)}`,
    ownReports: (reports: number) => count(reports, { one: "own report", other: "own reports" }),
  },
  front: {
    lookAgain: "Look again",
    eachAnswer: "What each source answered",
    noSources: {
      heading: "No sources yet",
      text: "Name the feeds to follow under “sources” in feeds.config.json. The file is watched: what you save there is fetched within seconds.",
    },
    offline: {
      heading: (failing: number) =>
        failing === 1
          ? "The source does not answer"
          : `None of the ${count(failing, { one: "source", other: "sources" })} answers`,
      withStories:
        "What you see is what was fetched before. Most likely this machine has no network at the moment.",
      withoutStories:
        "Most likely this machine has no network at the moment. Wirefold keeps trying by itself.",
    },
    starting: {
      heading: "Wirefold is fetching its first feeds …",
      text: (answering: number, all: number, entries: number) => {
        const sources = count(all, { one: "source has", other: "sources have" });
        const soFar = `${formats.number(answering)} of ${sources} answered so far`;
        return entries === 0
          ? `${soFar}. The first stories are here in a moment.`
          : `${soFar} with ${count(entries, { one: "entry", other: "entries" })}, which are being folded into stories.`;
      },
    },
  },
  category: {
    /** `link` leads to the page that says when. */
    empty: {
      before: "No stories yet. They come with the next poll of this category’s sources; ",
      link: "the status page",
      after: " says when.",
    },
  },
  view: {
    empty: "No story is like that at the moment. One that comes in will stand here by itself.",
    describing: viewPhrases,
  },
  /** What is not to be had, and what to do. */
  problem: {
    searchAll: "Search all stories",
    search: "Search",
    links: { front: "Front page", search: "Search", sources: "All sources", feeds: "All feeds" },
    noPage: {
      heading: "There is no such page",
      text: "The address may be mistyped, or the page may have been removed.",
    },
    noCategory: (name: string) => ({
      heading: "There is no such category",
      text: `No source in the config has the category “${name}”.`,
    }),
    noView: (slug: string) => ({
      heading: "There is no such view",
      text: `The config has no view with the slug “${slug}”.`,
    }),
    noStory: {
      heading: "There is no such story",
      text: "It may be mistyped, or so old that it has been dropped. The search finds what is still here.",
    },
    noFeedOfStory: {
      heading: "A story has no feed",
      text: "Lists have feeds, and a story is an item in them.",
    },
    noFeed: "There is no such feed",
    feedNotLikeThat: "This feed cannot be had like that",
    noPlace: (cursor: string) => ({
      heading: "There is no such place in this list",
      text: `“${cursor}” is no place in this list. Start again from its first page.`,
    }),
    firstPage: "First page of this list",
    damaged: {
      heading: "This address cannot be read",
      text: "Part of it is damaged, most likely a percent sign without the two digits that belong to it.",
    },
    readOnly: (method: string) => ({
      heading: "This address can only be read",
      text: `It answers GET and HEAD, not ${method}.`,
    }),
    fromElsewhere: {
      heading: "Another site’s page asked for this",
      text: "What changes something here is done from the pages here. Nothing was changed.",
    },
    nothingToRead: "This address has nothing to read",
    postedOfSource: "It answers POST: the button on the source’s page sends it.",
    postedOfStory: "It answers POST: the buttons on the story’s page send it.",
    ourFault: {
      heading: "Something went wrong here",
      text: "The page could not be made; the reason stands in the log of the service. Trying again in a moment may help.",
    },
  },
  /** The other events of a story's saga. */
  saga: {
    later: "Later:",
    earlier: "Earlier in this story",
    whyLinked: "Why it is linked",
    reports: (reports: number) => count(reports, { one: "independent report", other: "independent reports" }),
    /** Of the story that the page is about, or of the one named before. `hours`: from the earlier one's last report. */
    why: (follows: "this" | "above", hours: number, terms: readonly string[]) => {
      const who = follows === "this" ? "This story" : "The story above";
      const began =
        hours < 1
          ? "began while its reports still came in"
          : `began ${formats.duration(hours * hourMs)} after its last report`;
      return `${who} ${began}, and both are about ${formats.list(terms.map((term) => `“${term}”`))}`;
    },
    measure: (score: number, threshold: number) =>
      `Likeness ${formats.decimal(score, 3)}; a link needs ${formats.decimal(threshold, 3)}`,
  },
  /** The keys of the keyboard: `key-map.ts` says which key has which meaning. */
  keys: {
    heading: "Keys",
    hint: "They work on every page but while you type in a field, and on any keyboard layout by the place of the key.",
    key: "Key",
    meaning: "What it does",
    /** Between two keys that do the same. */
    or: "or",
    /** Between two keys that are pressed one after the other. */
    followedBy: "then",
    enter: "Enter",
    groups: {
      moving: "In a list",
      story: "With a story",
      going: "To other pages",
      everywhere: "Everywhere",
    },
    meanings: {
      next: "next story",
      previous: "previous story",
      open: "open the story",
      original: "open the original article",
      read: "mark as read or unread",
      star: "star, or take the star away",
      fullText: "show the full text",
      unfold: "unfold who else has the story",
      nextOutlet: "next outlet’s report",
      markAll: "mark all as read",
      undo: "undo that",
      refresh: "load the page again",
      top: "to the top",
      bottom: "to the bottom",
      home: "front page",
      unread: "unread stories",
      starred: "starred stories",
      categories: "sources by category",
      feeds: "feeds",
      status: "status",
      search: "search",
      help: "show these keys",
    },
  },
  /** What the scripts say, and show besides. "{n}" is put in there, by the plural rules of the language. */
  scripts: {
    read: "Marked as read.",
    unread: "Marked as unread.",
    star: "Starred.",
    unstar: "Not starred any more.",
    allRead: { one: "Marked one story as read.", other: "Marked {n} stories as read." },
    undo: "Undo",
    undone: "Undone.",
    failed: "That could not be kept: the service does not answer. All is as it was.",
    news: { one: "{n} new story", other: "{n} new stories" },
    closeKeys: "Close",
    useKeys: "Single keys do something",
  },
  /** Why a source is asked next when it is: what `poll-reasons.ts` finds in the texts of the store. */
  reasons: {
    notAsked: "not asked yet",
    beingAsked: "being asked now",
    byHand: "asked for by hand",
    clockBack: "the clock was set back",
    loginChanged: "its login or headers were changed",
    every: (time: string) => `every ${time}`,
    minEvery: (time: string) => `never more often than every ${time} (minEvery)`,
    maxEvery: (time: string, otherwise: string) => `at least every ${time} (maxEvery), though ${otherwise}`,
    serverSaid: (says: string) => `the server said ${says}`,
    serverSaidSo: "the server said so",
    feedAsks: (time: string) => `the feed asks to be polled every ${time} at most`,
    unchanged: (time: string) => `the same for ${time}, and nothing to ask conditionally by`,
    skipped: "the feed asks to be left alone until then (skipHours, skipDays)",
    slowed: (reason: string) =>
      `${reason}, and longer for now, as the server had too much to do lately (429, 503)`,
    cron: (times: string) => `at the times of ${times} (cron)`,
    cronNever: (times: string) => `${times} (cron) never comes`,
    hubTold: "its hub told of news",
    hubAhead: "its hub told of news that are not there yet",
    hubTells: "its hub tells us of news; asked daily all the same",
    askedEvery: (why: string, time: string) => `${why}, asked every ${time}`,
    askedAgain: (why: string, time: string) => `${why}, asked again after ${time}`,
    paceUnknown: "its pace is not known yet",
    halfWasNew: "more than half of its document was new, and none of it is to be missed",
    holdsOnly: (why: string, amount: number) =>
      `${why}, and its document holds no more than ${formats.number(amount)}`,
    nothingNew: (time: string) => `nothing new for ${time}`,
    about: (articles: string) => `about ${articles}`,
    aboutLately: (articles: string) => `about ${articles} lately`,
    aboutNow: (articles: string) => `about ${articles} at this time of day`,
    publishes: (articles: string) => `publishes about ${articles}`,
    publishesNow: (articles: string) => `publishes about ${articles}, rather now`,
    publishesLater: (articles: string) => `publishes about ${articles}, rather at other times of day`,
    articles: (amount: number, time: "hour" | "day" | "week" | "month" | "year") =>
      `${formats.count(amount, { one: "article", other: "articles" })} ${time === "hour" ? "an" : "a"} ${time}`,
    orMore: (articles: string) => `${articles} or more`,
    ownNetwork: "this machine's own network failed: tried again soon, later as usual",
    retryAfter: (status: string, time: string) =>
      `the server answered ${status} and said Retry-After: ${time}`,
    notBeforeInterval: (time: string, otherwise: string) =>
      `not before the interval of ${time}, though ${otherwise}`,
    busy: (status: string) => `the server answered ${status} without saying until when: an hour at least`,
    notFound: (times: number, time: string) => `${formats.number(times)} times 404 in a row: once in ${time}`,
    again: "tried again after an error",
    backOff: (errors: number) => `back-off after ${formats.number(errors)} errors in a row`,
    answersAgain: (host: string) => `${host} answers again`,
    oneForAll: (host: string) =>
      `${host} did not answer another of its feeds either: one is asked for all of them`,
    leadsTo: (host: string, there: string) => `it leads to ${host}, and there ${there}`,
    gone: "gone: not asked again",
    lost: (day: string) => `404 since ${day}: not asked again`,
  },
  /** What went wrong with a poll: what `poll-faults.ts` finds in the texts of the store. */
  faults: {
    cannotFetch: (address: string, why: string) => `Cannot fetch ${address}: ${why}`,
    cannotParse: (address: string, why: string) => `Cannot parse ${address}: ${why}`,
    redirectsTo: (address: string, to: string) => `${address} (it redirects to ${to})`,
    answered: (answer: string) => `the server answered ${answer}`,
    wantsLogin: (answer: string) =>
      `the server answered ${answer}. It wants a login: the source's url (https://user:password@…) or headers in the config can give one`,
    challenge: (who: string, answer: string) =>
      `a bot challenge by ${who} stands before it (the server answered ${answer})`,
    noSuchHost: (host: string) =>
      `the host name ${host} does not resolve: check how it is spelt, and whether the site still exists`,
    noNameServer: (host: string) =>
      `no name server answered for ${host}: this machine has no network, or its name server is down`,
    noNameServerWithin: (host: string, time: string) => `no name server answered for ${host} within ${time}`,
    noNetworkTo: (host: string) => `this machine has no network that leads to ${host}`,
    networkDown: "the network of this machine is down",
    refused: (who: string) => `${who} refused the connection`,
    unreachable: (who: string) => `${who} cannot be reached: it is switched off, or its network is`,
    noConnection: (who: string, time: string) => `${who} did not take the connection within ${time}`,
    noAnswer: (who: string, time: string) => `${who} took the request and did not answer within ${time}`,
    fellSilent: (who: string, time: string) =>
      `${who} fell silent in the middle of its answer, after ${time}`,
    closedBefore: (who: string) => `${who} closed the connection before it answered`,
    closedWithin: (who: string) => `${who} closed the connection in the middle of its answer`,
    nothingWithin: (time: string) => `no answer within ${time}`,
    expired: (who: string) =>
      `the certificate of ${who} has expired: its operator must renew it, or this clock is wrong`,
    tooLarge: (size: string) => `its body is larger than ${size}`,
    redirectCircle: "its redirects go round in a circle",
    tooManyRedirects: (times: number) => `it redirects more than ${formats.number(times)} times`,
    isEmpty: "it is empty",
    isPage: "it is an HTML page",
    isOpml: "it is an OPML list of subscriptions, not a feed",
    isBinary: "it is binary data",
    beginsWith: (tag: string) => `it begins with ${tag}`,
    holdsNoFeed: "it holds no <rss>, <feed> or <rdf:RDF>",
    isCutOff: "the document is cut off before its first item ends",
  },
};

/** Everything the interface says, in one language. Texts with a number or a name in them are functions of it. */
export type Words = typeof en;
