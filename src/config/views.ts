import { nearestName } from "../base/nearest-name.ts";
import type { View } from "../model/view.ts";
import type { ConfigFile } from "./config-file.ts";
import { type Path, valueAt, writeFault } from "./describe-fault.ts";
import { sourceAddress } from "./source-access.ts";

type FileView = ConfigFile["views"][number];
type FileSource = ConfigFile["sources"][number];

/** A view as the rest of the program knows it; its sources are of the file's. */
export function toView(
  { slug, title, query, categories, sources, minOutlets, languages, mute }: FileView,
  all: readonly FileSource[],
): View {
  return {
    slug,
    title,
    ...(query !== undefined && { query }),
    ...(categories && { categories: withoutDoubles(categories) }),
    ...(sources && { sources: sourcesNamed(sources, all) }),
    ...(minOutlets !== undefined && { minOutlets }),
    ...(languages && { languages: withoutDoubles(languages) }),
    ...(mute && { mute: withoutDoubles(mute) }),
  };
}

/** Two sources may have one name: both are meant. */
function sourcesNamed(wanted: readonly string[], all: readonly FileSource[]): NonNullable<View["sources"]> {
  const named = wanted.flatMap((text) =>
    all.filter(({ url, name }) => name === text || sourceAddress(url) === addressIn(text)),
  );
  const byUrl = new Map(named.map(({ url, name }) => [sourceAddress(url), name]));
  return Array.from(byUrl, ([url, name]) => ({ url, ...(name !== undefined && { name }) }));
}

/** As a source's own address is known. */
const addressIn = (text: string): string | undefined =>
  URL.canParse(text) ? sourceAddress(text) : undefined;

export const withoutDoubles = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** What views name must be there: the categories and sources of the file as it is, other parts of which may be at fault. */
export function checkViews(root: unknown): string[] {
  const sources = listAt(root, ["sources"]);
  const textsOf = (key: string) =>
    sources.flatMap((_, index) => {
      const text = valueAt(root, ["sources", index, key]);
      return typeof text === "string" ? [text.trim()] : [];
    });
  const [names, categories] = [withoutDoubles(textsOf("name")), withoutDoubles(textsOf("category"))];
  const addresses = new Set(textsOf("url").map(addressIn));
  const isSource = (text: string) => names.includes(text) || addresses.has(addressIn(text) ?? "");
  return listAt(root, ["views"]).flatMap((_, index) => [
    ...unknownIn(root, ["views", index, "categories"], (text) => categories.includes(text), {
      what: "a category that one of the sources has",
      names: categories,
    }),
    ...unknownIn(root, ["views", index, "sources"], isSource, {
      what: "the url or the name of one of the sources",
      names,
    }),
  ]);
}

/** The texts of a list that are none of those known; what is no text, or empty, is at fault already. */
const unknownIn = (
  root: unknown,
  path: Path,
  isKnown: (text: string) => boolean,
  { what, names }: Readonly<{ what: string; names: readonly string[] }>,
): string[] =>
  listAt(root, path).flatMap((given, index) => {
    const text = typeof given === "string" ? given.trim() : "";
    if (text === "" || isKnown(text)) return [];
    const near = nearestName(
      text,
      names.map((name) => name.toLowerCase()),
    );
    const meant = names.find((name) => name.toLowerCase() === near);
    return [writeFault(root, [...path, index], meant === undefined ? what : `${what}, such as "${meant}"`)];
  });

function listAt(root: unknown, path: Path): readonly unknown[] {
  const list = valueAt(root, path);
  return Array.isArray(list) ? list : [];
}
