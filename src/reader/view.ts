import type { Request } from "express";
import { cutText } from "../base/cut-text.ts";
import type { PlacedEntry } from "../model/story.ts";
import { type View, describeView, viewRestriction } from "../model/view.ts";
import type { Answer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { viewPath } from "./links.ts";
import { type StoryList, orderOf, parameter, storyList } from "./list.ts";
import { nearest } from "./nearest.ts";

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
  if (!found)
    return {
      kind: "problem",
      status: 404,
      ...parts.words.problem.noView(cutText(slug, longestShown)),
      nearest: meant(slug, parts.views()),
    };
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path,
    order: orderOf(request, "top"),
    defaultOrder: "top",
    askedOrder: parameter(request, "order"),
    restriction: viewRestriction(found),
    prefers: await isOf(parts.store, found),
    ...(cursor !== undefined && { cursor }),
  });
  const frame = await frameOf(parts, { title: found.title, path, feedPath: path });
  const description = describeView(found, parts.words.view.describing);
  const page: ViewPage = { title: found.title, description, list };
  return { kind: "page", status: 200, view: "view", frame, page };
}

/** Of a slug that is none, people see the beginning. */
const longestShown = 80;

/** By its slug or its title: who types an address knows either. */
function meant(slug: string, views: readonly View[]) {
  const named = views.map(({ slug: own, title }) => ({ href: viewPath(own), label: title }));
  const bySlug = nearest(slug, named, ({ href }) => href.slice(viewPath("").length));
  return bySlug.length > 0 ? bySlug : nearest(slug, named);
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
