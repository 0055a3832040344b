import type { Request } from "express";
import { cutText } from "../base/cut-text.ts";
import type { Feed } from "../model/source.ts";
import type { Answer, Problem } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { categoryPath } from "./links.ts";
import { type StoryList, orderOf, parameter, storyList } from "./list.ts";
import { type Named, nearest } from "./nearest.ts";

export type CategoryPage = Readonly<{ name: string; list: StoryList }>;

/** `/categories/:name`: stories with an entry from a source of this category. */
export async function category(parts: ReaderParts, request: Request<{ name: string }>): Promise<Answer> {
  const { name } = request.params;
  const path = categoryPath(name);
  const unknown = await unknownCategory(parts, name);
  if (unknown) return unknown;
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

/** The problem with a name that is no source's category. Of one with stories nobody needs to look at thousands of sources. */
async function unknownCategory({ store, words }: ReaderParts, name: string): Promise<Problem | undefined> {
  if ((await store.categories()).includes(name)) return undefined;
  const feeds = await store.feeds();
  if (feeds.some((feed) => feed.source.category === name)) return undefined;
  return {
    kind: "problem",
    status: 404,
    ...words.problem.noCategory(cutText(name, longestShown)),
    nearest: nearest(name, categoriesOf(feeds)),
  };
}

/** Of a name that is none, people see the beginning. */
const longestShown = 80;

const categoriesOf = (feeds: readonly Feed[]): readonly Named[] =>
  [...new Set(feeds.flatMap(({ source }) => source.category ?? []))].map((label) => ({
    href: categoryPath(label),
    label,
  }));
