import type { ContentRules } from "../model/content-rule.ts";
import type { Site } from "../model/site.ts";
import { type Addresses, addressesOf } from "../publish/addresses.ts";
import { type Lists, findFeed } from "../publish/find-feed.ts";
import { ownLists } from "../publish/list.ts";
import { writeOpml, writeOwnOpml } from "../publish/opml.ts";
import { renderFeed } from "../publish/render-feed.ts";
import { assetBody } from "../reader/assets.ts";
import type { SharedParts } from "../reader/frame.ts";
import { movedPage, staticPage } from "../reader/static-page.ts";
import type { Store } from "../store/store.ts";
import { type Target, absoluteHref, createFileNames, relativeHref } from "./file-names.ts";
import { rewriteLinks } from "./rewrite-links.ts";
import type { SiteFolder } from "./site-folder.ts";

export type ExportParts = Readonly<{
  store: Store;
  site: Site;
  lists: Lists;
  content: ContentRules | undefined;
  reader: Omit<SharedParts, "isStatic" | "clock">;
  /** Where the folder will be reached, without a trailing slash. */
  base: string;
  /** Pages of a list, at most. */
  pages: number;
  folder: SiteFolder;
  version: string;
  /** Told after each file. */
  onFile?: (count: number) => void;
  /** Ends it before the next file. */
  signal?: AbortSignal;
}>;

/** A page in a file is read at any time: seen from so far ahead every instant is said by its date, and bytes stay as they are. */
const readAtAnyTime = new Date("9999-01-01T00:00:00Z");
const clock = { now: () => readAtAnyTime, sleep: async () => {} };

/**
 * Writes pages and feeds as files: from the front page on, whatever they lead to. The same handlers and views as the
 * service's make them; links lead from file to file, and are absolute only in feeds.
 */
export async function exportSite(parts: ExportParts): Promise<void> {
  const { store, folder, base, pages, signal, onFile } = parts;
  const names = createFileNames();
  const queue: Target[] = [];
  const files = new Map<string, string>();
  /** The file of a target, which is written in its turn. */
  const fileOf = (target: Target): string => {
    const key = `${target.path} ${target.number}`;
    const known = files.get(key);
    if (known !== undefined) return known;
    const file = names.of(target);
    files.set(key, file);
    queue.push(target);
    return file;
  };
  /** Cursors of further pages, by address and number. */
  const cursors = new Map<string, string>();
  const leadFrom = (target: Target) => (address: string) => {
    const [, path = "/", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(address) ?? [];
    const cursor = new URLSearchParams(query).get("cursor");
    const number = cursor === null ? 1 : target.number + 1;
    if (!isOurs(path) || number > pages) return undefined;
    if (cursor !== null) cursors.set(`${path} ${number}`, cursor);
    const version = path.startsWith("/assets/") ? query : "";
    return relativeHref(fileOf(target), fileOf({ path, number })) + version + fragment;
  };
  const own = addressesOf({ ...parts.site, url: parts.site.url ?? base }, base);
  const page = (path: string) => absoluteHref(base, fileOf({ path, number: 1 }));
  const addresses: Addresses = { page, story: (id) => page(`/stories/${id}`), tag: own.tag };
  const leadTo = (from: string, to: string) =>
    movedPage(relativeHref(from, fileOf({ path: to, number: 1 })), parts.site);

  const render = async (target: Target, file: string): Promise<Buffer> => {
    const asset = /^\/assets\/(.+)$/.exec(target.path)?.[1];
    const text =
      (asset === undefined ? undefined : assetBody(asset)) ??
      (await documentAt(target.path, parts, addresses)) ??
      (await pageAt(target, file));
    return Buffer.from(text);
  };
  const pageAt = async (target: Target, file: string): Promise<string> => {
    const cursor = cursors.get(`${target.path} ${target.number}`);
    const reader = { ...parts.reader, clock };
    const found = await staticPage(reader, target.path, cursor === undefined ? {} : { cursor });
    switch (found.kind) {
      case "page":
        return rewriteLinks(found.html, leadFrom(target));
      case "moved":
        return leadTo(file, found.to);
      case "none": // gone since the page that leads here was made
        return leadTo(file, "/");
    }
  };
  const writeQueued = async () => {
    for (let target = queue.shift(); target; target = queue.shift()) {
      if (signal?.aborted) return;
      const file = fileOf(target);
      await folder.put(file, await render(target, file));
      onFile?.(files.size - queue.length);
    }
  };

  fileOf({ path: "/", number: 1 });
  await writeQueued();
  // Others may link to them; and what may be given out of them can have changed.
  for (const id of await olderStories(store, folder.before, new Set(files.values())))
    fileOf({ path: `/stories/${id}`, number: 1 });
  await writeQueued();
}

const addressesOfOurs =
  /^\/(?:|about|(?:feeds|sources)(?:\.opml)?|feed\.\w+|assets\/[\w.-]+|(?:stories|sources|categories|views)\/[^/]+)$/;

/** Whether a path is one that a file can stand for. Articles may hold any other, and it is not to become a file. */
function isOurs(path: string): boolean {
  try {
    return addressesOfOurs.test(path) && decodeURIComponent(path) !== "";
  } catch {
    return false; // percent signs that do not stand for UTF-8
  }
}

/** A document that is no page: a feed or a subscription list. */
async function documentAt(
  path: string,
  { store, site, lists, content, base, version }: ExportParts,
  addresses: Addresses,
): Promise<Buffer | string | undefined> {
  if (path === "/sources.opml") return writeOpml(site.title, await store.feeds());
  if (path === "/feeds.opml") return writeOwnOpml(site.title, await ownLists(store, lists), addresses);
  const found = await findFeed(path, {}, lists);
  if (found.kind !== "feed") return undefined;
  const options = { store, site, version, requestOrigin: base, content, addresses, withoutArchives: true };
  return (await renderFeed(found.feed, options)).body;
}

/** Stories whose pages were written before, and to which no page leads any more: those that the store still has, merged ones too. */
async function olderStories(
  store: Store,
  before: ReadonlySet<string>,
  written: ReadonlySet<string>,
): Promise<readonly number[]> {
  const older = [...before].flatMap((file) => {
    const id = /^stories\/(\d{1,15})\.html$/.exec(file)?.[1];
    return id === undefined || written.has(file) ? [] : [Number(id)];
  });
  const living = new Set((await store.storiesByIds(older)).map(({ id }) => id));
  const kept: number[] = [];
  for (const id of older) if (living.has(id) || (await store.story(id)).kind === "merged") kept.push(id);
  return kept;
}
