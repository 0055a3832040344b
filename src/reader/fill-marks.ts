import type { Mark } from "../model/reader.ts";
import type { MarkedHtml } from "./mark-place.ts";
import { renderView } from "./render-view.ts";
import type { Words } from "./words/words.ts";

/** A page as a reader gets it: each place says what is marked of its story; a story without a mark is unread and not starred. */
export function fillMarks(
  { pieces, places }: MarkedHtml,
  marks: ReadonlyMap<number, Mark>,
  words: Words,
): string {
  let html = pieces[0] ?? "";
  for (const [at, { kind, storyId }] of places.entries()) {
    const mark = marks.get(storyId) ?? {};
    html += kind === "state" ? stateOf(mark) : buttonsOf(words, mark).join(String(storyId));
    html += pieces[at + 1] ?? "";
  }
  return html;
}

const stateOf = ({ isRead, isStarred }: Mark): string =>
  `${isRead ? " data-read" : ""}${isStarred ? " data-starred" : ""}`;

/** Stands for a story's id in buttons that are printed once for all stories. */
const idLater = "id-of-the-story";
const printed = new Map<string, readonly string[]>();

/** The buttons of a mark in pieces, a story's id between two. */
function buttonsOf(words: Words, mark: Mark): readonly string[] {
  const key = `${words.tag}${stateOf(mark)}`;
  const known = printed.get(key) ?? renderView("mark-buttons", { words, mark, id: idLater }).split(idLater);
  printed.set(key, known);
  return known;
}
