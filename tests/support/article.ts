import type { Article } from "../../src/story/article.ts";

export const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 20);
let lastId = 0;

/** An article as grouping reads it, by the hour after midnight of 20 November 2026; each by an outlet of its own. */
export function article(
  title: string,
  { hour = 0, ...given }: Partial<Omit<Article, "title">> & { hour?: number } = {},
): Article {
  const id = given.id ?? ++lastId;
  return { id, at: start + hour * hourMs, title, outletKey: `outlet${id}.example`, language: "en", ...given };
}
