import { maxSearchLength } from "../base/search-query.ts";
import type { Restriction } from "../model/restriction.ts";
import { viewRestriction } from "../model/view.ts";
import type { SharedParts } from "./frame.ts";

/** What is looked for of what is typed: what is beyond is left out, and the page says so. */
export const searchWords = (typed: string): string => typed.trim().slice(0, maxSearchLength).toWellFormed();

/** What the stories of the list have in common whose page is at `address` (path and query); undefined where that is no list of news. */
export function namedList(
  { views, mute }: Pick<SharedParts, "views" | "mute">,
  address: string,
): Restriction | undefined {
  const url = URL.parse(address, "http://here.invalid");
  if (!url) return undefined;
  if (url.pathname === "/search") {
    const search = searchWords(url.searchParams.get("q") ?? "");
    return search === "" ? undefined : { search };
  }
  const restriction = url.pathname === "/" || url.pathname === "/unread" ? {} : inFolder(url.pathname, views);
  return restriction && muting(restriction, mute?.());
}

function inFolder(path: string, views: SharedParts["views"]): Restriction | undefined {
  const [, folder = "", encoded = ""] = /^\/(\w+)\/([^/]+)$/.exec(path) ?? [];
  const name = decoded(encoded);
  if (folder === "categories" && name !== "") return { category: name };
  if (folder === "sources" && /^[1-9]\d{0,14}$/.test(name)) return { feedId: Number(name) };
  const view = folder === "views" ? views().find(({ slug }) => slug === name) : undefined;
  return view && viewRestriction(view);
}

/** What a list leaves out besides: its own muted words and the config's. */
export function muting<Own extends Pick<Restriction, "muted">>(
  restriction: Own,
  mute: readonly string[] | undefined,
): Own {
  const muted = [...(restriction.muted ?? []), ...(mute ?? [])];
  return muted.length === 0 ? restriction : { ...restriction, muted };
}

/** Empty for percent signs that do not stand for UTF-8. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return "";
  }
}
