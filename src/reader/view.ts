import type { Request } from "express";
import type { PlacedEntry } from "../model/story.ts";
import { type View, describeView, viewRestriction } from "../model/view.ts";
import type { Answer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { viewPath } from "./links.ts";
import { type StoryList, orderOf, parameter, storyList } from "./list.ts";

export type ViewPage = Readonly<{
  title: string;
  /** What the view shows: "Stories with “ukraine talks” and at least 2 independent reports; a copied text counts once." */
  description: string;
  list: StoryList;
}>;

/** `/views/:slug`: the stories of a list that the config keeps. */
export async function view(parts: ReaderParts, request: Request<{ slug: string }>): Promise<Answer> {
  const { slug } = request.params;
  const path = viewPath(slug);
  const found = parts.views().find((each) => each.slug === slug);
  if (!found) return { kind: "problem", status: 404, ...parts.words.problem.noView(slug) };
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path,
    order: orderOf(request, "top"),
    defaultOrder: "top",
    restriction: viewRestriction(found),
    prefers: await isOf(parts.store, found),
    ...(cursor !== undefined && { cursor }),
  });
  const frame = await frameOf(parts, { title: found.title, path, feedPath: path });
  const description = describeView(found, parts.words.view.describing);
  const page: ViewPage = { title: found.title, description, list };
  return { kind: "page", status: 200, view: "view", frame, page };
}

/** Whether an entry is of what the view names: its headlines are seen first. */
async function isOf(
  store: ReaderParts["store"],
  { categories, sources }: View,
): Promise<(entry: PlacedEntry) => boolean> {
  const urls = new Set(sources?.map(({ url }) => url));
  const feeds = urls.size === 0 ? [] : await store.feeds();
  const ids = new Set(feeds.filter(({ source }) => urls.has(source.url)).map(({ id }) => id));
  return ({ category, feedId }) =>
    ids.has(feedId) || (category !== undefined && categories?.includes(category) === true);
}
