import { formatsOf } from "./formats.ts";
import type { Words } from "./en.ts";

const formats = formatsOf("de-DE");

/** Everything the interface says, in German. */
export const de: Words = {
  tag: "de",
  name: "Deutsch",
  formats,
  frame: {
    skip: "Zum Inhalt springen",
    sections: "Rubriken",
    frontPage: "Titelseite",
    search: "Suche",
    feeds: "Feeds",
    sources: "Quellen",
    status: "Status",
  },
};
