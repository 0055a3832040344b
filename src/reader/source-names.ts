import { foldTitle } from "../base/fold-title.ts";
import type { SourceName } from "../store/store.ts";
import { hostName } from "./links.ts";

/** What a source is called: by the config, by itself, by its host. */
export const nameOf = ({ name, title, url }: SourceName): string => name ?? title ?? hostName(url);

/** Sources with all the words of `text` in name or address, in the order given. */
export function findSources(names: readonly SourceName[], text: string): readonly SourceName[] {
  const words = foldTitle(text).split(" ");
  return names.filter((source) => {
    const found = foldTitle(`${source.name ?? ""} ${source.title ?? ""} ${source.url}`);
    return words.every((word) => found.includes(word));
  });
}

/** Of each source that is called as another is what tells them apart: its host, or its whole address where that is the same too. */
export function toldApart(sources: readonly SourceName[]): ReadonlyMap<number, string> {
  const byName = Map.groupBy(sources, (source) => foldTitle(nameOf(source)));
  return new Map(
    [...byName.values()]
      .filter((alike) => alike.length > 1)
      .flatMap((alike) => {
        const hosts = new Set(alike.map(({ url }) => hostName(url)));
        return alike.map(({ id, url }) => [id, hosts.size === alike.length ? hostName(url) : url] as const);
      }),
  );
}
