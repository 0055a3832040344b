import type { Request } from "express";
import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { type Notice, noticeOf } from "./glance.ts";
import { type StoryList, orderOf, parameter, storyList } from "./list.ts";
import { frontTabs } from "./tabs.ts";

export type FrontPage = Readonly<{
  list: StoryList;
  /** Set like a newspaper's first page: the first story largest. Otherwise row by row. */
  isSetLarge: boolean;
  notice?: Notice;
}>;

/** `/`: stories by coverage and recency, or with `?order=latest` by their first report; with granularity `topic` each saga once. */
export async function front(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const order = orderOf(request, "top");
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path: "/",
    order,
    defaultOrder: "top",
    askedOrder: parameter(request, "order"),
    ...(parts.sagaOnce?.() && { restriction: { sagaOnce: true } }),
    ...(cursor !== undefined && { cursor }),
  });
  const notice = noticeOf(await parts.store.feedCounts(), {
    words: parts.words,
    hasStories: list.cards.length > 0 || cursor !== undefined,
  });
  return {
    kind: "page",
    status: 200,
    view: "front",
    frame: await frameOf(parts, { path: "/", feedPath: "/feed" }),
    page: {
      list: parts.isStatic ? list : { ...list, orders: frontTabs(parts.words, list.address) },
      isSetLarge: order === "top" && cursor === undefined,
      ...(notice && !parts.isStatic && { notice }),
    } satisfies FrontPage,
  };
}
