import type { Request } from "express";
import type { View } from "../model/settings.ts";
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

/** `/views/:slug`: the stories of a search that the config keeps. */
export async function view(parts: ReaderParts, request: Request<{ slug: string }>): Promise<Answer> {
  const { slug } = request.params;
  const path = viewPath(slug);
  const found = parts.views().find((each) => each.slug === slug);
  if (!found)
    return {
      kind: "problem",
      status: 404,
      heading: "There is no such view",
      text: `The config has no view with the slug “${slug}”.`,
    };
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path,
    order: orderOf(request, "top"),
    defaultOrder: "top",
    restriction: {
      ...(found.query !== undefined && { search: found.query }),
      ...(found.minOutlets !== undefined && { minCoverage: found.minOutlets }),
    },
    ...(cursor !== undefined && { cursor }),
  });
  const frame = await frameOf(parts, { title: found.title, path, feedPath: path });
  const page: ViewPage = { title: found.title, description: descriptionOf(found), list };
  return { kind: "page", status: 200, view: "view", frame, page };
}

function descriptionOf({ query, minOutlets = 1 }: View): string {
  const about = query === undefined ? "Stories with" : `Stories with “${query}” and`;
  if (minOutlets > 1)
    return `${about} at least ${minOutlets} independent reports; a copied text counts once.`;
  return query === undefined ? "All stories." : `Stories with “${query}”.`;
}
