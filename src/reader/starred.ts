import type { Request } from "express";
import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { type StoryList, parameter, storyList } from "./list.ts";

export type StarredPage = Readonly<{
  /** Absent for somebody who has marked nothing yet. */
  list?: StoryList;
  /** Where nothing is starred: how to, and where it is kept. */
  empty?: readonly string[];
}>;

/** `/starred`: what this reader has starred, the newest story first. */
export async function starred(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { words, reader } = parts;
  const cursor = parameter(request, "cursor");
  const list =
    reader &&
    (await storyList(parts, {
      path: "/starred",
      order: "latest",
      restriction: { starredBy: reader.id },
      withMuted: true,
      isOwnChoice: true,
      ...(cursor !== undefined && { cursor }),
    }));
  const isEmpty = !list || list.cards.length === 0;
  const { howTo, whereKept } = words.starred;
  return {
    kind: "page",
    status: 200,
    view: "starred",
    frame: await frameOf(parts, { title: words.starred.title, path: "/starred" }),
    page: {
      ...(list && { list }),
      ...(isEmpty && { empty: reader ? [howTo] : [howTo, whereKept] }),
    } satisfies StarredPage,
  };
}
