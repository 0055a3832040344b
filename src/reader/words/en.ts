import { formatsOf } from "./formats.ts";

const formats = formatsOf("en-GB", { usesSymbols: true });

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
};

/** Everything the interface says, in one language. Texts with a number or a name in them are functions of it. */
export type Words = typeof en;
