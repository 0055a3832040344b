import { hourMs } from "../../base/duration.ts";
import { viewPhrases } from "../../model/view.ts";
import { formatsOf } from "./formats.ts";
import type { StoryReasons } from "./story-reasons.ts";

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
    starred: "Starred",
    feeds: "Feeds",
    sources: "Sources",
    status: "Status",
    settings: "Settings",
    /** Before the formats that a list is had in as a feed. */
    takeAlong: "Take this list along:",
    about: "About",
  },
  /** A stretch of a list of stories. */
  list: {
    order: "Order",
    orders: { top: "Top", latest: "Latest", unread: "Unread" },
    oddOrder: (asked: string, shown: string) =>
      `“${asked}” is no order of this list: it stands as under “${shown}”.`,
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
  /** Drawings. What each shows is said below it. */
  charts: {
    coverage: (outlets: number) => `${count(outlets, { one: "outlet", other: "outlets" })}, one by one`,
    firstReport: "first report",
    later: (spanMs: number) => `${formats.duration(spanMs)} later`,
    ownReport: "own report",
    copy: "same text",
    week: (entries: number, busiestHour?: number) =>
      `${count(entries, { one: "entry", other: "entries" })} in the last seven days` +
      (busiestHour === undefined ? "" : `, most of them from ${busiestHour}:00 to ${busiestHour + 1}:00 UTC`),
    hour: (hour: number) => `${hour}:00`,
    inHour: (day: string, hour: number, entries: number) =>
      `${day}, ${hour}:00: ${count(entries, { one: "entry", other: "entries" })}`,
    polls: ({ polls, faults, news }: Readonly<{ polls: number; faults: number; news: number }>) =>
      `Last ${count(polls, { one: "poll", other: "polls" })}: ` +
      `${formats.number(news)} with news, ${faults === 0 ? "none failed" : `${formats.number(faults)} failed`}`,
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
  /** What a reader marks. The two buttons of a story are pressed or not: their words say the state. */
  marks: {
    read: "Read",
    starred: "Star",
    markAll: "Mark all as read",
    allRead: "What stood in this list is marked as read.",
    undo: "Undo",
    /** In the place of one that is not loaded. */
    picture: "Picture",
    nothingChanged: "Nothing was changed",
    unreadable: "What was sent is neither a small form nor a small JSON object.",
    onlyPosted: "It answers POST: the buttons on the pages send it.",
    tooManyNew:
      "Too many browsers have marked something for the first time within this hour. Later it works again.",
    badStory: "“story” has to be the number of a story, or several of them.",
    tooMany: (most: number) => `At most ${formats.number(most)} stories are marked at once.`,
    badAct: (acts: readonly string[]) => `“act” has to be one of these: ${acts.join(", ")}.`,
    badBack:
      "“back” has to be the address of a page of this site: a path, and no more than 2,000 characters.",
    badList: "“list” has to be the address of a list of stories here, such as /categories/World.",
    badAsOf: "“asOf” has to be an instant as the pages write it, such as 2026-11-30T12:00:00.000Z.",
    badChange: "“change” has to be the number of a change of marks.",
    noSuchStories: (stories: number) => ({
      heading: stories === 1 ? "There is no such story" : "There are no such stories",
      text: "They may have been dropped for their age since the page was made. Nothing was marked.",
    }),
  },
  unread: {
    title: "Unread",
    nobodyYet:
      "Nothing has been marked here yet, so all is unread. What is read and starred is kept for this browser, from the first mark on.",
    allRead: { heading: "All read", text: "There is nothing here that you have not read." },
    nothingHere: {
      heading: "Nothing to read yet",
      text: "No source has brought anything so far. The status page says what each answered.",
    },
    /** Before when. */
    nextLook: "The sources are looked at again",
    readAgain: "Latest stories, read ones too",
  },
  starred: {
    title: "Starred",
    nothingYet: "Nothing starred yet",
    howTo: "“Starred” beside a story, or the key s, keeps it here until the star is taken away.",
    whereKept:
      "No account is needed: marks are kept for this browser, from the first one on. Settings says how.",
  },
  settings: {
    title: "Settings",
    standfirst: "For this browser alone. Whoever else reads here keeps their own.",
    save: "Save",
    saved: "Saved.",
    forgotten: "Forgotten: marks and settings are gone, and so is the cookie.",
    badChoice: (name: string, values: readonly string[]) =>
      `“${name}” has to be one of these: ${values.join(", ")}.`,
    fields: {
      theme: {
        legend: "Colours",
        choices: { system: "As the system has them", light: "Light", dark: "Dark" },
      },
      density: {
        legend: "Density",
        choices: { comfortable: "Comfortable", compact: "Compact: more stories on the screen" },
      },
      images: {
        legend: "Pictures",
        hint: "Pictures come from the publishers, who see the address they are loaded to. Without them nothing is loaded from anywhere but here, until a player is started.",
        choices: { on: "Load them", off: "Leave them out" },
      },
      readsOnScroll: {
        legend: "Scrolling past a story",
        hint: "Opening a story marks it as read in any case.",
        choices: { off: "Leaves it unread", on: "Marks it as read" },
      },
      language: {
        legend: "Language of the pages",
        hint: "Articles stay in theirs.",
        choices: { auto: "As the browser asks" },
      },
    },
    cookie: {
      heading: "What is kept of you",
      what: "With the first mark or setting this browser gets a cookie, “wirefold-reader”. It holds a number and its signature, no script can read it, and it lasts 400 days from the last change. Under that number this service keeps which stories are read and starred, these settings, and the day of the last visit: no name, no address, nothing else.",
      noneYet: "This browser has none yet.",
      forget: "Forget me",
      forgetHint: "Drops all marks and settings, and the cookie. That cannot be undone.",
    },
  },
  /** What is not to be had, and what to do. */
  problem: {
    searchAll: "Search all stories",
    search: "Search",
    nearest: "Perhaps this was meant:",
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
    databaseAway: {
      heading: "What is stored cannot be reached",
      text: (reason: string) =>
        `The database cannot be used at the moment. The service tries again by itself, and loses nothing meanwhile. What is wrong: ${reason}.`,
    },
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
  /** The page of a story. */
  story: {
    readAt: (place: string) => `Read at ${place}`,
    readItAt: (place: string) => `Read it at ${place}`,
    readHere: "Read it here",
    watchOn: (place: string) => `Watch on ${place}`,
    standsAbove: "Stands above.",
    copyStandsAbove: "stands above",
    /** Before who else has it and when. */
    alsoIn: "Also in",
    ownReports: (reports: number) => `Own reports (${formats.number(reports)})`,
    sameText: (copies: number) => `The same text (${formats.number(copies)})`,
    fromAgencies: (copies: number) => `From agencies (${formats.number(copies)})`,
    textIn: (agency: string | undefined, outlets: number) =>
      `${agency === undefined ? "One text" : `${agency} copy`} in ${count(outlets, { one: "outlet", other: "outlets" })}`,
    timeline: "How it came in",
    earliest: "Earliest",
    onlyOne: (byline: string) => `Only ${byline} has reported this so far.`,
    inAll: (earliest: readonly string[], entries: number, outlets: number) =>
      `Earliest: ${formats.list(earliest)}. ${count(entries, { one: "entry", other: "entries" })} from ${count(outlets, { one: "outlet", other: "outlets" })} in all.`,
    whyLeads: (byline: string) => `Why ${byline} leads`,
    /** Before what joined it: one of `layers`. */
    whyHere: "Why it is here:",
    layers: {
      first: "it opened the story",
      identity: "the same article",
      copy: "the same text",
      story: "the same event",
      hand: "put here by hand",
    },
    /** The engine tells its reasons in English. */
    reasons: undefined as StoryReasons | undefined,
    measure: (score: number, threshold: number | undefined) =>
      threshold === undefined
        ? `Score ${formats.decimal(score, 2)}`
        : `Score ${formats.decimal(score, 3)}; joining needs ${formats.decimal(threshold, 3)}`,
    nearest: "Nearest:",
    /** Before when, and why. */
    merged: "Another story became part of this one,",
  },
  /** What a publisher changed in an article. */
  edits: {
    headlineChanged: (times: number) =>
      `Headline changed${times === 1 ? "" : times === 2 ? " twice" : ` ${formats.number(times)} times`}`,
    before: "Before:",
    /** Before an instant. */
    until: "until",
    edited: "Edited",
    show: "Show what changed",
    textAdded: "text added",
    punctuation: "punctuation",
    /** How many words came in and went, not both 0. */
    words: (added: number, taken: number) =>
      [
        ...(added > 0 ? [`${count(added, { one: "word", other: "words" })} added`] : []),
        ...(taken > 0
          ? [`${added > 0 ? formats.number(taken) : count(taken, { one: "word", other: "words" })} taken out`]
          : []),
      ].join(", "),
  },
  /** What comes with an article. */
  attached: {
    kinds: { audio: "Audio", video: "Video", file: "File" },
    at: (what: string, place: string) => `${what} at ${place}`,
    comments: "Comments",
    commentCount: (comments: number) => count(comments, { one: "comment", other: "comments" }),
    facts: {
      transcript: "Transcript",
      chapters: "Chapters",
      answers: "In answer to",
      comments: "Comments",
      writers: "Writers",
      picture: "Picture",
      rights: "Rights",
    },
    /** What several facts are called together. */
    heading: ([first = "", ...others]: readonly string[]) =>
      formats.list([first, ...others.map((name) => name.toLowerCase())]),
    chaptersAt: (place: string) => `at ${place}, as JSON`,
    articleAt: (place: string) => `an article at ${place}`,
    asFeed: "as a feed",
    asFile: "as a file",
    theirPage: "their page",
    json: "JSON",
    subtitles: "subtitles",
    page: "a page",
    plainText: "plain text",
  },
  /** What is set right by hand about a story. */
  corrections: {
    label: "Corrections",
    heading: "By hand",
    together: { before: "", after: "was put together with this story by hand" },
    /** Seen from what was set apart. */
    apartHere: { before: "Set apart by hand from", after: "" },
    /** Seen from what it was set apart from; `others`: entries with its text that went along. */
    apartThere: (others: number) => ({
      before: "",
      after: `${others > 0 ? `and ${count(others, { one: "other", other: "others" })} with its text were` : "was"} set apart from this story by hand`,
    }),
    undone: "Undone,",
    undo: "Undo",
    otherStory: "The other story",
    correct: "Correct this story",
    hint: "Another story reports on the same event? Put both together; the older one keeps its address. An entry that does not belong here is set apart beside it, under “Not the same story?”.",
    wordsOfOther: "Words of the other story",
    find: "Find",
    sameStory: "Same story",
    noneFound: "No other story has any of these words.",
    orAddress: "Or its address",
    entries: (entries: number) => count(entries, { one: "entry", other: "entries" }),
    notSame: "Not the same story?",
    setApart: "Set it apart",
    withCopies: (others: number) =>
      `and the ${count(others, { one: "other", other: "others" })} with its text`,
    nothingChanged: "Nothing was changed",
    backToStory: "Back to the story",
    faults: {
      entry: "“entry” has to be the number of one of the story’s entries.",
      story: "“story” has to be another story’s address, as the browser shows it, or its number.",
      correction: "“correction” has to be the number of a correction.",
      unread: "What was sent is neither a small form nor a small JSON object.",
    },
  },
  quotes: { open: "“", close: "”" },
  moved: {
    heading: "This story became part of another one",
    before: "This story became part of ",
    link: "another one",
    after: ".",
  },
  /** The page of a search. */
  search: {
    heading: "Search",
    words: "Words that a report must have",
    submit: "Search",
    hint: '"quoted words" stand together, -word must not occur, word* is the start of a word, OR stands between two of which one is enough. There are also title: author: agency: source: category: lang:de after:2026-11-24 before:7d, where days count back from the newest report.',
    wasCut: (characters: number) =>
      `That was long: only its first ${formats.number(characters)} characters were looked for.`,
    /** Around what was looked for. */
    nothing: { before: "Nothing has ", after: " in it." },
    more: "All words have to occur in one report. Fewer words, or the start of one followed by *, find more.",
    found: (stories: number) => count(stories, { one: "story", other: "stories" }),
    foundMore: (stories: number) => `More than ${count(stories, { one: "story", other: "stories" })}`,
    /** Fields that write operators into the search. */
    narrow: {
      heading: "Narrow it down",
      source: "Source",
      category: "Category",
      anyCategory: "Any",
      after: "From this day on (UTC)",
      before: "Before this day (UTC)",
    },
    /** What was looked for, part by part. */
    understood: (parts: readonly string[]) => `Looked for: ${formats.list(parts)}.`,
    without: (what: string) => `not ${what}`,
    beginning: (word: string) => `words that begin with ${word}`,
    in: {
      title: (what: string) => `${what} in the headline`,
      author: (what: string) => `${what} as an author`,
      agency: (what: string) => `${what} as the agency`,
    },
    of: {
      source: (name: string) => `the source ${name}`,
      category: (name: string) => `the category ${name}`,
    },
    language: (name: string) => `in ${name}`,
    after: (day: string) => `from ${day} on (UTC)`,
    before: (day: string) => `before ${day} (UTC)`,
    /** What was understood otherwise than it may have been meant. */
    notes: {
      "unknown-operator": (text: string) => `${text} was looked for as words: there is no such operator.`,
      "empty-operator": (text: string) => `${text} was left out, as nothing follows it.`,
      "bad-day": (text: string) =>
        `${text} was left out: a day is written 2026-11-24, 2026-11, today, yesterday or 7d (seven days back), counted from the newest report.`,
      "bad-language": (text: string) => `${text} was left out: a language is written en or de.`,
      "open-quote": (text: string) => `The quotation mark of ${text} is not closed; it was read to the end.`,
      "no-word": (text: string) => `${text} was left out: no letter and no digit is in it.`,
      "lone-or": (text: string) => `${text} was left out: it stands between no two words that are wanted.`,
      "too-many": (text: string) => `That were many: everything from ${text} on was left out.`,
      "only-unwanted": (text: string) =>
        `${text} says only what is not wanted. A search needs something that is.`,
    },
    /** Before what finds something where the whole search does not: "geneva (12 stories)". */
    nearest: "This finds something:",
    /** A line for the config file that keeps the search. */
    view: {
      heading: "Keep this search as a view",
      text: "With this line under “views” in feeds.config.json it has a page and feeds of its own:",
    },
    /** Before where in another outlet's report the words stand. */
    outlet: (name: string) => `${name}:`,
  },
  /** The keys of the keyboard: `key-map.ts` says which key has which meaning. */
  keys: {
    heading: "Keys",
    hint: "They work on every page but while you type in a field, and on any keyboard layout by the place of the key. Where ? shows them they can be switched off.",
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
    askedElsewhere: "another process asks it at present",
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
  /** How a source does, wherever that is said. */
  report: {
    states: { new: "Not asked yet", ok: "Answers", failing: "Failing", gone: "Gone" },
    entries: (amount: number) => count(amount, { one: "entry", other: "entries" }),
    changed: "changed",
    next: "Next",
    /** Followed by a time. */
    dueSince: "due since",
    notBefore: "not before",
    askedAgainAt: "asked again at",
    notAskedAgain: "not asked again",
    interval: "Interval",
    hub: "Hub",
    lastAnswer: "Last answer",
    noneSoFar: "none so far",
    has: "Has",
    /** Followed by when: "2 h ago". */
    feedChanged: "its feed changed",
    address: "Address",
    nowAt: (address: string) => `now at ${address}`,
    since: "since",
    failedPolls: (times: number) =>
      times === 1 ? "1 failed poll" : `${formats.number(times)} failed polls in a row`,
    endedBy404: "not asked again: for a month its server has found nothing there (404)",
    endedBy410: "not asked again: the server said that it is gone for good (410)",
    /** What came of a poll, where no status says it. */
    answers: {
      ok: "a document",
      "not-modified": "nothing new",
      error: "no answer",
      gone: "gone",
      skipped: "not asked",
    },
    repaired: (repairs: number) => `Repaired in its last document (${formats.number(repairs)})`,
  },
  /** What a source's own hub has promised (WebSub); `time`: "14:05 UTC". */
  push: {
    tells: (hub: string, until: string) => `${hub} tells of news, until ${until}`,
    lastTold: (time: string) => `it last did ${time}`,
    missed: (time: string) => `it kept some to itself ${time}`,
    notRenewed: (trouble: string) => `not renewed yet: ${trouble}`,
    tellsNot: (hub: string, trouble: string) => `${hub} does not tell of news: ${trouble}.`,
    notConfirmed: "asked to, it has not confirmed yet",
    askedAgainIn: (time: string) => `asked again in ${time}`,
    askedAgainNow: "asked again now",
  },
  /** The part of a source's page that says how it is polled, and has it polled. */
  polling: {
    heading: "How it is polled",
    pollNow: "Poll now",
    lookAgain: "Look again",
    lastPolls: "Its last polls, newest first",
    pollsBefore: "Polls before",
    olderPolls: (polls: number) => count(polls, { one: "poll before", other: "polls before" }),
    asJson: "Its polls as JSON",
    never: "It has not been polled yet. What its server answers will stand here, poll by poll.",
    when: "When (UTC)",
    answer: "Answer",
    next: "Next",
    /** Facts of one poll. */
    took: (time: string) => `in ${time}`,
    newOf: (added: number, all: number) =>
      `${formats.number(added)} new of ${count(all, { one: "entry", other: "entries" })}`,
    edited: (entries: number) => `${formats.number(entries)} edited`,
    askedAt: (host: string) => `asked at ${host}`,
    /** Why it cannot be asked now. */
    ended: (why: string) =>
      `It is ${why}. To have it tried once more take it out of the config, save, and put it back.`,
    underWay: "It is being asked now, or waits for its host’s turn.",
    tooSoon: "It was asked less than a minute ago. A minute after a poll it can be asked again by hand.",
    refusedUntil: (time: string, why: string) =>
      `It is not asked before ${time}, not by hand either: ${why}.`,
    askedForAt: (time: string) => `Asked for at ${time}: it will be fetched within moments.`,
    dueSince: (time: string) => `Due since ${time}: it will be fetched within moments.`,
    askedForStalled: (time: string) =>
      `Asked for at ${time}, but nothing is being polled at the moment: is a process with the role “poll” running?`,
    dueStalled: (time: string) =>
      `Due since ${time}, but nothing is being polled at the moment: is a process with the role “poll” running?`,
    askedMeanwhile: "It was asked meanwhile.",
  },
  source: {
    week: "When it publishes",
    noSuch: {
      heading: "There is no such source",
      text: "It may have been taken out of the config. All that is followed stands under “Sources”.",
    },
    website: "Website",
    originalFeed: "Original feed",
    anotherFeed: "Its stories as a feed made to measure",
    latest: "Its latest reports, and the stories they are in",
    emptyNew:
      "It has not been asked yet. Its first entries will stand here within moments of the first poll.",
    emptyFailing:
      "Nothing has come from this source yet: it does not answer as a feed should. What it answered stands below.",
    emptyOk: "Its feed answers, and holds no entry that could be shown. What it answered stands below.",
    emptyStatic: "Nothing has come from this source yet.",
  },
  sources: {
    heading: "Sources",
    amount: (sources: number, categories: number) =>
      categories === 0
        ? count(sources, { one: "source", other: "sources" })
        : `${count(sources, { one: "source", other: "sources" })} in ${count(categories, { one: "category", other: "categories" })}`,
    asOpml: "Take them along as OPML",
    find: "Name or address of a source",
    findButton: "Find",
    found: (sources: number, text: string) =>
      sources === 0
        ? `No source has “${text}” in its name or address.`
        : `${count(sources, { one: "source has", other: "sources have" })} “${text}” in name or address.`,
    all: "All sources",
    categories: "Categories",
    withoutCategory: "Without a category",
    feedOnly: "Feed only",
    pages: "Pages of this list",
    page: (page: number, pages: number) => `Page ${formats.number(page)} of ${formats.number(pages)}`,
    previous: "Previous page",
    next: "Next page",
    none: "No sources yet. Name the feeds to follow under “sources” in feeds.config.json. The file is watched: what you save there is fetched within seconds.",
  },
  /** The processes that work on the store, on the status page. */
  processes: {
    heading: "Processes",
    named: (number: string, machine: string) => `${number} on ${machine}`,
    polls: "polls",
    groups: "groups",
    standsBy: "is ready to group",
    serves: "serves",
    since: (time: string) => `since ${time}`,
    silentSince: (time: string) => `has not been heard of since ${time}`,
    /** Of processes with different config files. */
    configApplies: (changed: string) => `its config was changed last (${changed}), so its sources apply`,
    otherConfig: (parts: string) => `its config is another one: ${parts}`,
    configParts: { sources: "other sources", stories: "other grouping", retention: "other retention" },
  },
  /** What is wrong with the database as a whole, after "it". */
  databaseFaults: {
    away: "it does not answer",
    full: "it has no room left",
    "read-only": "it may only be read",
    disk: "its disk answers with errors",
    damaged: "it is damaged (stop the service, restore a backup, and start it again)",
    busy: "something else holds it",
  },
  status: {
    heading: "Status",
    asJson: "As JSON",
    states: "State",
    all: "All",
    filters: { failing: "Failing", gone: "Gone", new: "Not asked yet", ok: "Answering" },
    answering: (ok: number, all: number) =>
      `${formats.number(ok)} of ${count(all, { one: "source", other: "sources" })} ${formats.form(all === 1 ? 1 : ok, { one: "answers", other: "answer" })}`,
    exceptions: {
      failing: (sources: number) => `${formats.number(sources)} failing`,
      gone: (sources: number) => `${formats.number(sources)} gone`,
      new: (sources: number) => `${formats.number(sources)} not asked yet`,
    },
    inStore: (entries: number) => `${count(entries, { one: "entry", other: "entries" })} in the store.`,
    more: "More sources",
    backToStart: "Back to the start",
    configFault: {
      heading: "The config file has a fault",
      text: "What it said before stays in force until this is mended:",
    },
    notWritten: {
      heading: "Nothing can be stored",
      text: (reason: string) =>
        `The database takes no writes: ${reason}. What it holds is shown; polling and grouping go on by themselves once that is mended, and marks are not kept until then.`,
    },
    stalled: {
      heading: "Nothing is being polled",
      text: (time: string) =>
        `Sources have been due since ${time}, and none is being asked. Is a process with the role “poll” running?`,
    },
    offline: {
      heading: "Nothing can be reached",
      text: (sources: number, time: string) =>
        `${sources === 1 ? "The source has not answered" : `None of ${count(sources, { one: "source", other: "sources" })} has answered`} since ${time}: most likely this machine has no network. Check its connection and its name server; Wirefold goes on trying by itself, and what was fetched before can still be read.`,
      each: "What was found at each source",
    },
    noneAnswers: {
      heading: (sources: number) =>
        sources === 1
          ? "The source does not answer"
          : `None of ${count(sources, { one: "source", other: "sources" })} answers as a feed should`,
      text: "Each says below what was found. Their servers are reached, so the network of this machine is not at fault.",
    },
  },
  /** What the service does by itself from time to time. */
  chores: {
    backedUp: (time: string, size: string | undefined) =>
      `Last backup: ${time}${size === undefined ? "" : ` (${size})`}.`,
    backupFailed: "The last backup failed",
    upkeepFailed: "Old articles could not be cleared away",
    triedAgain: (time: string) => `Tried at ${time}; it is tried again an hour later.`,
  },
  /** Who is told of changes of the feeds here (WebSub). */
  hub: {
    heading: "Subscribers told of changes (WebSub)",
    subscriptions: (subscriptions: number, feeds: number) =>
      `${count(subscriptions, { one: "subscription", other: "subscriptions" })} to ${count(feeds, { one: "feed", other: "feeds" })}`,
    beingTold: (subscribers: number) =>
      `${count(subscribers, { one: "subscriber", other: "subscribers" })} being told of a change`,
    failing: (subscribers: number) => `${formats.number(subscribers)} failing`,
    toBeAsked: (callbacks: number) =>
      `${count(callbacks, { one: "callback", other: "callbacks" })} to be asked`,
    subscribers: (subscribers: number) => count(subscribers, { one: "subscriber", other: "subscribers" }),
    times: (times: number) => (times === 1 ? "once" : `${formats.number(times)} times`),
    since: "since",
    toldAgain: (time: string) => `told again in ${time}`,
    endsBefore: (time: string) => `not told again: its subscription ends ${time}`,
  },
  /** The page of all feeds. */
  feeds: {
    heading: "Feeds",
    standfirst: "Every list here is a feed for the reader app that you use.",
    asOpml: "All of them as OPML",
    measured: "A feed made to measure",
    toMeasured: "Make a feed to measure",
    groups: { front: "Everything", views: "Views", categories: "Categories", sources: "Sources" },
    frontPage: "Front page",
    asFormat: (list: string, format: string) => `${list} as ${format}`,
    /** Where they are too many for this page. */
    manySources: (sources: number) =>
      `Each of ${count(sources, { one: "source", other: "sources" })} has its feed on its page.`,
    findSource: "Find a source",
    what: "What",
    format: "Format",
    fold: "An item is",
    folds: {
      story: {
        label: "each story once",
        explained:
          "One item for everything that is reported on one event: the article that speaks for it, and under it who else has the story. Feeds are so unless their address says otherwise.",
      },
      copy: {
        label: "each text once",
        explained:
          "Every outlet’s own report is an item; a text that several outlets print, as those of agencies, is one.",
      },
      none: {
        label: "every article",
        explained: "Whatever the sources publish, each copy of a text as well.",
      },
    },
    min: {
      label: "From how many outlets",
      term: "from how many outlets",
      explained:
        "Only stories that at least so many outlets report on their own. A copied text counts once, however many print it: with 2, what nobody else has confirmed stays out until somebody does.",
    },
    limit: {
      label: "At most so many items",
      term: "at most so many items",
      placeholder: "as many as needed",
      explained:
        "Without it a feed has its 100 newest items, and up to 300 where two days bring more. What is older is in its archives, which it names for apps that follow them.",
    },
    language: {
      label: "Language",
      term: "language",
      placeholder: "any",
      title: "Two or three letters, such as en or de",
      explained: "Only stories in this language.",
    },
    make: "Make its address",
    made: (list: string) => `The feed of ${list}:`,
    noSuchList: "There is no such list here. Choose one of those offered.",
  },
  about: {
    heading: "About",
    version: (version: string) => `Wirefold ${version}`,
    intro:
      "Wirefold reads the feeds of many outlets and folds what they report on one event into one story: the copies of an agency’s text together, each outlet’s own report beside them. It runs on somebody’s own machine and is nobody’s service.",
    stories: {
      heading: "How a story comes about",
      text: "The same article in two feeds is one article. The same text under two names is a copy: Reuters’ text in six papers is one report that six print. Other reports join when they share enough rare words with a story, close enough in time. No model guesses, and nobody is asked over the network.",
      why: "Each story’s page says of every entry why it is there, why the one on top speaks for all, and which earlier story it follows on. What was folded wrongly can be set right there, and undone.",
      example: "For example, the story on top now:",
    },
    ranking: {
      heading: "What stands on top",
      text: "Stories that many outlets report on their own, and that are new. A copied text counts once, however often it is printed.",
      latest: "Latest leaves all weighing out",
    },
    remembered: {
      heading: "What is remembered of you",
      nothing:
        "As long as you open no story, nothing: no cookie, no script of others, no counter. The pages load nothing from elsewhere but the pictures of articles, whose publishers then see your address.",
      marks:
        "When you first open or mark a story, or choose a setting, your browser gets one cookie, “wirefold-reader”. It holds a number and its signature, no script can read it, and it lasts 400 days. Under that number the service keeps which stories you have read and starred, your settings, and the day of your last visit: nothing else, and nothing of who you are.",
      forget: "Whoever deletes the cookie is a new reader. Pictures can be left out in the settings.",
    },
    along: {
      heading: "Taking it along",
      text: "Every list here is a feed too: add .rss, .atom or .json to its address.",
      textStatic: "Every list here is a feed too.",
      front: "The front page as a feed",
      feeds: "All feeds",
      opml: "The sources as OPML",
      status: "How each source does, as JSON",
    },
    rights: {
      heading: "Whose it is",
      articles:
        "The articles belong to those who published them. Each names its outlet and leads to the original; a licence that a feed states stands with the article.",
      software:
        "Wirefold is free software under the MIT licence. So are, or under licences like it, the libraries that it is made of.",
    },
  },
};

/** Everything the interface says, in one language. Texts with a number or a name in them are functions of it. */
export type Words = typeof en;
