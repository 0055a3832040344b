import type { Request } from "express";
import type { Answer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { categoryPath } from "./links.ts";
import { type StoryList, orderOf, parameter, storyList } from "./list.ts";

export type CategoryPage = Readonly<{ name: string; list: StoryList }>;

/** `/categories/:name`: stories with an entry from a source of this category. */
export async function category(parts: ReaderParts, request: Request<{ name: string }>): Promise<Answer> {
  const { name } = request.params;
  const path = categoryPath(name);
  const feeds = await parts.store.feeds();
  if (!feeds.some((feed) => feed.source.category === name))
    return { kind: "problem", status: 404, ...parts.words.problem.noCategory(name) };
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path,
    order: orderOf(request, "top"),
    defaultOrder: "top",
    restriction: { category: name },
    prefers: (entry) => entry.category === name,
    ...(cursor !== undefined && { cursor }),
  });
  const frame = await frameOf(parts, { title: name, path, feedPath: path });
  return { kind: "page", status: 200, view: "category", frame, page: { name, list } satisfies CategoryPage };
}
