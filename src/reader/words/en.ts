import { formatsOf } from "./formats.ts";

const formats = formatsOf("en-GB");

/** Everything the interface says, in English. The other languages have the same shape. */
export const en = {
  /** BCP 47, for `lang`. */
  tag: "en",
  /** Of itself, for who chooses. */
  name: "English",
  formats,
  frame: {
    skip: "Skip to the content",
    sections: "Sections",
    frontPage: "Front page",
    search: "Search",
    feeds: "Feeds",
    sources: "Sources",
    status: "Status",
  },
};

/** Everything the interface says, in one language. Texts with a number or a name in them are functions of it. */
export type Words = typeof en;
