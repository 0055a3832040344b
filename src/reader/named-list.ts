import type { Restriction } from "../model/restriction.ts";
import { viewRestriction } from "../model/view.ts";
import type { SharedParts } from "./frame.ts";

/** A list of stories as its page's address names it. */
export type NamedList = Readonly<{
  /** What its stories have in common, without what the config mutes. */
  restriction: Restriction;
  /** It leaves out nothing but what is muted. */
  isWhole: boolean;
}>;

/** As the search's own page cuts what is looked for. */
const longestSearch = 200;

/** The list whose page is at `address` (path and query); undefined where that is no list of news. */
export function namedList(
  { views, mute }: Pick<SharedParts, "views" | "mute">,
  address: string,
): NamedList | undefined {
  const url = URL.parse(address, "http://here.invalid");
  const [, folder = "", name = ""] = /^\/(\w+)\/([^/]+)$/.exec(url?.pathname ?? "") ?? [];
  if (url?.pathname === "/" || url?.pathname === "/unread")
    return { restriction: muting({}, mute?.()), isWhole: true };
  if (url?.pathname === "/search") {
    const search = (url.searchParams.get("q") ?? "").trim().slice(0, longestSearch).toWellFormed();
    return search === "" ? undefined : { restriction: { search }, isWhole: false };
  }
  const restriction = inFolder(folder, decoded(name), views());
  return restriction && { restriction: muting(restriction, mute?.()), isWhole: false };
}

function inFolder(
  folder: string,
  name: string,
  views: ReturnType<SharedParts["views"]>,
): Restriction | undefined {
  if (folder === "categories" && name !== "") return { category: name };
  if (folder === "sources" && /^[1-9]\d{0,14}$/.test(name)) return { feedId: Number(name) };
  const view = folder === "views" ? views.find(({ slug }) => slug === name) : undefined;
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
