import type { Request } from "express";
import type { PageAnswer } from "./answer.ts";
import { type ReaderParts, frameOf } from "./frame.ts";
import { type StoryList, parameter, storyList } from "./list.ts";
import { type Moment, moment } from "./moment.ts";
import { frontTabs } from "./tabs.ts";

export type UnreadPage = Readonly<{
  list: StoryList;
  /** What there is to know before the list: that nothing has been marked here yet. */
  hint?: string;
  /** Where the list has nothing: what that means. */
  empty?: Readonly<{ heading: string; text: string; next?: Moment }>;
}>;

/** `/unread`: what this reader has not read, the newest first; for somebody who has marked nothing that is everything. */
export async function unread(parts: ReaderParts, request: Request): Promise<PageAnswer> {
  const { words, reader } = parts;
  const cursor = parameter(request, "cursor");
  const list = await storyList(parts, {
    path: "/unread",
    order: "latest",
    ...(reader && { restriction: { unreadBy: reader.id } }),
    ...(cursor !== undefined && { cursor }),
  });
  const isEmpty = list.cards.length === 0;
  return {
    kind: "page",
    status: 200,
    view: "unread",
    frame: await frameOf(parts, { title: words.unread.title, path: "/unread" }),
    page: {
      list: { ...list, orders: frontTabs(words, "/unread") },
      ...(!reader && !isEmpty && { hint: words.unread.nobodyYet }),
      ...(isEmpty && { empty: await emptyOf(parts) }),
    } satisfies UnreadPage,
  };
}

/** Of more than so many one is looked at within moments, whenever somebody asks. */
const fewSources = 500;

/** All has been read, or there is nothing to read: and when sources are looked at next. */
async function emptyOf({ store, clock, words }: ReaderParts): Promise<NonNullable<UnreadPage["empty"]>> {
  const { all, entries } = await store.feedCounts();
  if (all === 0 || entries === 0) return words.unread.nothingHere;
  if (all > fewSources) return words.unread.allRead;
  const times = (await store.feeds()).flatMap(({ state, polling }) =>
    state === "gone" ? [] : [polling.nextPollAt],
  );
  const next = times.reduce<Date | undefined>((first, at) => (first && first <= at ? first : at), undefined);
  const now = clock.now();
  return { ...words.unread.allRead, ...(next && { next: moment(next > now ? next : now, now, words) }) };
}
