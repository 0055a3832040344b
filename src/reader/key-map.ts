import type { Words } from "./words/words.ts";

/** What a key does, by its name in `words.keys.meanings`. */
export type KeyMeaning = keyof Words["keys"]["meanings"];
export type KeyGroup = keyof Words["keys"]["groups"];

/**
 * One line of the map: what is pressed, and what it does. Each of `ways` does the same; one of two letters is pressed
 * letter by letter, "gh": g, then h. "Enter" is that key.
 */
export type KeyLine = Readonly<{ ways: readonly string[]; meaning: KeyMeaning }>;

/** The keys that most readers share, and our own. The script `views/assets` listens to the same; help and `/about` show it. */
export const keyMap = [
  {
    group: "moving",
    lines: [
      { ways: ["j", "n"], meaning: "next" },
      { ways: ["k", "p"], meaning: "previous" },
      { ways: ["o", "Enter"], meaning: "open" },
      { ways: ["A"], meaning: "markAll" },
      { ways: ["u"], meaning: "undo" },
      { ways: ["r"], meaning: "refresh" },
      { ways: ["gg"], meaning: "top" },
      { ways: ["G"], meaning: "bottom" },
    ],
  },
  {
    group: "story",
    lines: [
      { ways: ["v"], meaning: "original" },
      { ways: ["m"], meaning: "read" },
      { ways: ["s", "f"], meaning: "star" },
      { ways: ["d"], meaning: "fullText" },
      { ways: ["x"], meaning: "unfold" },
      { ways: ["."], meaning: "nextOutlet" },
    ],
  },
  {
    group: "going",
    lines: [
      { ways: ["gh"], meaning: "home" },
      { ways: ["gu"], meaning: "unread" },
      { ways: ["gs"], meaning: "starred" },
      { ways: ["gc"], meaning: "categories" },
      { ways: ["gf"], meaning: "feeds" },
      { ways: ["gt"], meaning: "status" },
    ],
  },
  {
    group: "everywhere",
    lines: [
      { ways: ["/"], meaning: "search" },
      { ways: ["?"], meaning: "help" },
    ],
  },
] as const satisfies readonly Readonly<{ group: KeyGroup; lines: readonly KeyLine[] }>[];

/** A section of the map as a page prints it: presses one after the other, in ways that do the same. */
export type KeySection = Readonly<{
  heading: string;
  lines: readonly Readonly<{ ways: readonly (readonly string[])[]; meaning: string }>[];
}>;

/** The whole map in the words of a page. */
export const keySections = ({ keys }: Pick<Words, "keys">): readonly KeySection[] =>
  keyMap.map(({ group, lines }) => ({
    heading: keys.groups[group],
    lines: lines.map(({ ways, meaning }) => ({
      ways: ways.map((way) => (way === "Enter" ? [keys.enter] : way.split(""))),
      meaning: keys.meanings[meaning],
    })),
  }));
