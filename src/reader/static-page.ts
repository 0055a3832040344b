import type { Request } from "express";
import type { Site } from "../model/site.ts";
import { about } from "./about.ts";
import type { Answer } from "./answer.ts";
import { category } from "./category.ts";
import { feeds } from "./feeds.ts";
import type { ReaderParts, SharedParts } from "./frame.ts";
import { front } from "./front.ts";
import { renderView } from "./render-view.ts";
import { render } from "./render.ts";
import { source } from "./source.ts";
import { sources } from "./sources.ts";
import { story } from "./story.ts";
import { view } from "./view.ts";
import { en } from "./words/en.ts";
import { type Words, wordsIn } from "./words/words.ts";

/** A page for a file; `moved`: a story that became part of another one; `none`: no page is there, or none that a file can be. */
export type StaticPage = Readonly<
  { kind: "page"; html: string } | { kind: "moved"; to: string } | { kind: "none" }
>;

type Asked = Readonly<{ params: Readonly<Record<string, string>>; query: Readonly<Record<string, string>> }>;

const inFolders: Readonly<
  Record<string, (parts: ReaderParts, name: string, query: Asked["query"]) => Promise<Answer>>
> = {
  stories: (parts, id, query) => story(parts, asking({ params: { id }, query })),
  sources: (parts, id, query) => source(parts, asking({ params: { id }, query })),
  categories: (parts, name, query) => category(parts, asking({ params: { name }, query })),
  views: (parts, slug, query) => view(parts, asking({ params: { slug }, query })),
};

const alone: Readonly<Record<string, (parts: ReaderParts, query: Asked["query"]) => Promise<Answer>>> = {
  "/": (parts, query) => front(parts, asking({ params: {}, query })),
  "/sources": (parts, query) => sources(parts, asking({ params: {}, query })),
  "/feeds": (parts, query) => feeds(parts, asking({ params: {}, query })),
  "/about": about,
};

/** What a browser would be shown at an address, by the same handlers and views. `path` as it stands in a URL. */
export async function staticPage(
  parts: Omit<SharedParts, "isStatic">,
  path: string,
  query: Asked["query"],
): Promise<StaticPage> {
  const own = { ...parts, words: wordsOf(parts.site()), look: {}, isStatic: true };
  const [, folder = "", name = ""] = /^\/(\w+)\/([^/]+)$/.exec(path) ?? [];
  const answer = Object.hasOwn(inFolders, folder)
    ? await inFolders[folder]?.(own, decodeURIComponent(name), query)
    : Object.hasOwn(alone, path)
      ? await alone[path]?.(own, query)
      : undefined;
  switch (answer?.kind) {
    case "page":
      return { kind: "page", html: render(answer) };
    case "moved":
      return { kind: "moved", to: answer.to };
    case "problem":
    case undefined:
      return { kind: "none" };
  }
}

/** The page of a story that became part of another one, as a file: it leads on to `href`. */
export const movedPage = (href: string, site: Pick<Site, "language">): string =>
  renderView("moved", { to: href, words: wordsOf(site) });

/** Nobody asks for a file in a language of theirs: it has the site's, where that is one of ours. */
const wordsOf = ({ language }: Pick<Site, "language">): Words => wordsIn(language) ?? en;

/** Of a request the handlers read its parameters alone. */
const asking = <Parameters extends Record<string, string>>(
  asked: Readonly<{ params: Parameters; query: Asked["query"] }>,
): Request<Parameters> => asked as unknown as Request<Parameters>;
