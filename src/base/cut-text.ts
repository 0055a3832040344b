/** A text of at most `length` characters, cut at a word's end and within none, an ellipsis where something was cut. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = wholeCharacters(text.slice(0, length - 1));
  const space = start.lastIndexOf(" ");
  return `${(space > length * 0.6 ? start.slice(0, space) : start).replace(/[\s,;:–—-]+$/, "")}…`;
}

/** Without the half of a character that the end cut in two. */
const wholeCharacters = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, "").toWellFormed();
