import { formatsOf } from "./formats.ts";
import type { Words } from "./en.ts";

const formats = formatsOf("de-DE");

/** Everything the interface says, in German. */
export const de: Words = {
  tag: "de",
  name: "Deutsch",
  formats,
  moment: { justNow: "gerade eben", inAMoment: "gleich" },
  frame: {
    skip: "Zum Inhalt springen",
    sections: "Rubriken",
    frontPage: "Titelseite",
    search: "Suche",
    feeds: "Feeds",
    sources: "Quellen",
    status: "Status",
  },
  keys: {
    heading: "Tasten",
    hint: "Sie wirken auf jeder Seite, außer beim Schreiben in einem Feld, und bei jeder Tastaturbelegung nach der Lage der Taste.",
    key: "Taste",
    meaning: "Was sie tut",
    or: "oder",
    followedBy: "dann",
    enter: "Eingabe",
    groups: {
      moving: "In einer Liste",
      story: "Mit einer Geschichte",
      going: "Zu anderen Seiten",
      everywhere: "Überall",
    },
    meanings: {
      next: "nächste Geschichte",
      previous: "vorige Geschichte",
      open: "Geschichte öffnen",
      original: "Originalartikel öffnen",
      read: "als gelesen oder ungelesen markieren",
      star: "Stern setzen oder wegnehmen",
      fullText: "ganzen Text zeigen",
      unfold: "aufklappen, wer noch berichtet",
      nextOutlet: "Bericht des nächsten Mediums",
      markAll: "alle als gelesen markieren",
      undo: "das rückgängig machen",
      refresh: "Seite neu laden",
      top: "zum Anfang",
      bottom: "zum Ende",
      home: "Titelseite",
      unread: "ungelesene Geschichten",
      starred: "Geschichten mit Stern",
      categories: "Quellen nach Rubrik",
      feeds: "Feeds",
      status: "Status",
      search: "Suche",
      help: "diese Tasten zeigen",
    },
  },
};
