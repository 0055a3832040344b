import type { RequestHandler } from "express";
import type { SharedParts } from "./frame.ts";
import { parameter } from "./list.ts";
import { instantIn } from "./marks.ts";
import { namedList } from "./named-list.ts";
import { ownPath } from "./posted.ts";
import { visitOf } from "./visit.ts";

/** What `GET /news` answers: how many stories of a list are newer than the page that asks. */
export type News = Readonly<{ stories: number }>;

/** Counted so far: beyond it nobody minds the number. */
const mostCounted = 99;
/** Answers that are kept for the present state of the store: pages of one list ask for the same instant. */
const mostKept = 500;

/** `GET /news?list=/path?query&asOf=ISO`: of the list at that address, stories that became news after that instant. */
export function newsHandler(parts: SharedParts): RequestHandler {
  const kept = new Map<string, Promise<number>>();
  let under = -1;
  const count = async (key: string, ask: () => Promise<number>): Promise<number> => {
    const revision = await parts.store.revision();
    if (revision !== under) kept.clear();
    under = revision;
    const known = kept.get(key) ?? ask();
    if (kept.size < mostKept) kept.set(key, known);
    known.catch(() => kept.delete(key));
    return known;
  };
  return async (request, response) => {
    response.set("Cache-Control", "no-store");
    const list = ownPath(parameter(request, "list"));
    const after = instantIn(parameter(request, "asOf"));
    const restriction = list === undefined ? undefined : namedList(parts, list);
    if (!restriction || !after) {
      const { words } = await visitOf(parts, request);
      response.status(400).json({ text: restriction ? words.marks.badAsOf : words.marks.badList });
      return;
    }
    const asked = { ...restriction, after, atMost: mostCounted };
    const stories = await count(JSON.stringify(asked), () => parts.store.countNews(asked));
    response.json({ stories } satisfies News);
  };
}
