import { randomBytes } from "node:crypto";

/**
 * Views print this, a kind of place and a story's id where a page says what its reader has marked. Never sent, so that no
 * publisher can write it.
 */
export const markAt = `marks-${randomBytes(12).toString("hex")}-`;

/** `state`: attributes of the story's element; `buttons`: by which its marks are changed. */
export type MarkPlace = Readonly<{ kind: "state" | "buttons"; storyId: number }>;

/** HTML with a place for marks after each piece but the last. */
export type MarkedHtml = Readonly<{ pieces: readonly string[]; places: readonly MarkPlace[] }>;

const place = new RegExp(`${markAt}(state|buttons)-(\\d+);`);

/** Cuts a page where views left places for marks. */
export function splitAtMarks(html: string): MarkedHtml {
  const parts = html.split(place); // each place gives two parts: its kind and its story
  const pieces: string[] = [];
  const places: MarkPlace[] = [];
  for (let at = 0; at < parts.length; at += 3) {
    pieces.push(parts[at] ?? "");
    const [kind, storyId] = [parts[at + 1], parts[at + 2]];
    if (kind === "state" || kind === "buttons") places.push({ kind, storyId: Number(storyId) });
  }
  return { pieces, places };
}

/** The stories whose marks a page shows, each once. */
export const markedStories = ({ places }: MarkedHtml): readonly number[] => [
  ...new Set(places.map(({ storyId }) => storyId)),
];
