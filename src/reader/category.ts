import type { Request } from "express";
import { cutText } from "../base/cut-text.ts";
import type { Feed } from "../model/source.ts";
import type { Answer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { categoryPath } from "./links.ts";
import { type StoryList, orderOf, parameter, storyList } from "./list.ts";
import { type Named, nearest } from "./nearest.ts";

export type CategoryPage = Readonly<{ name: string; list: StoryList }>;

/** `/categories/:name`: stories with an entry from a source of this category. */
export async function category(parts: ReaderParts, request: Request<{ name: string }>): Promise<Answer> {
  const { name } = request.params;
  const path = categoryPath(name);
  const feeds = await parts.store.feeds();
  if (!feeds.some((feed) => feed.source.category === name))
    return {
      kind: "problem",
      status: 404,
      ...parts.words.problem.noCategory(cutText(name, longestShown)),
      nearest: nearest(name, categoriesOf(feeds)),
    };
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path,
    order: orderOf(request, "top"),
    defaultOrder: "top",
    askedOrder: parameter(request, "order"),
    restriction: { category: name },
    prefers: (entry) => entry.category === name,
    ...(cursor !== undefined && { cursor }),
  });
  const frame = await frameOf(parts, { title: name, path, feedPath: path });
  return { kind: "page", status: 200, view: "category", frame, page: { name, list } satisfies CategoryPage };
}

/** Of a name that is none, people see the beginning. */
const longestShown = 80;

const categoriesOf = (feeds: readonly Feed[]): readonly Named[] =>
  [...new Set(feeds.flatMap(({ source }) => source.category ?? []))].map((label) => ({
    href: categoryPath(label),
    label,
  }));
